import { z } from 'zod'
import { importDifferences, importRefusals } from '@/lib/domain/codebook/import-lines'
import { colour, id, label, position, prose, time, version } from './primitives'

export const tag = z
  .object({
    id,
    parentId: id.nullable(),
    name: z.string(),
    path: z.array(z.string()).meta({ description: 'Names from the root to this tag' }),
    colour: z.string(),
    definition: z.string(),
    useWhen: z.string(),
    avoidWhen: z.string(),
    position: z.int(),
    annotationCount: z.int().meta({ description: 'Annotations you can see with exactly this tag' }),
    totalCount: z
      .int()
      .meta({ description: 'Annotations you can see with this tag or one below it, each counted once' }),
    archivedAt: time.nullable(),
    meaningChangedAt: time
      .nullable()
      .meta({ description: 'When what it means changed last; null where nobody has to look again' }),
    recheckCount: z
      .int()
      .meta({ description: 'Passages of yours with this tag that you coded before, and have not looked at since' }),
    blindRoundId: id.nullable().meta({
      description:
        'The round that its maker codes blind in: until it opens, the tag exists for them and for leads who do not code blind there',
    }),
    version,
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Tag' })
export type Tag = z.infer<typeof tag>

const guidance = {
  definition: prose(5000).optional(),
  useWhen: prose(5000).optional(),
  avoidWhen: prose(5000).optional(),
}

export const tagCreate = z.strictObject({
  id: id.optional(),
  name: label(200),
  parentId: id.nullable().optional(),
  position: position.optional().meta({ description: 'Index among the siblings; last where left out' }),
  colour: colour.optional(),
  ...guidance,
})
export const tagChange = z.strictObject({
  version: version.optional(),
  name: label(200).optional(),
  parentId: id.nullable().optional(),
  /** Index among the new siblings. */
  position: position.optional(),
  colour: colour.optional(),
  archived: z.boolean().optional(),
  changesMeaning: z.boolean().optional().meta({
    description:
      'Whether whoever coded before should look again. Left out, other words and another place say yes; false and nothing else withdraws what was asked',
  }),
  ...guidance,
})
export type TagCreate = z.infer<typeof tagCreate>
export type TagChange = z.infer<typeof tagChange>
export const tagMerge = z.strictObject({ intoId: id, version: version.optional() })
export const tagMerged = z
  .object({
    into: tag,
    retagged: z.int(),
    alreadyThere: z.int(),
    movedChildren: z.int(),
    clashes: z
      .array(z.string())
      .meta({ description: 'Names that stand below both; a merge is refused until they differ' }),
  })
  .meta({ id: 'TagMerge' })

/** A split may move this many passages at once. */
const splitAtOnce = 20_000
export const tagSplit = z.strictObject({
  names: z.array(label(200)).min(1).max(50).meta({ description: 'New tags, made beside the tag in this order' }),
  assign: z
    .array(z.strictObject({ annotationId: id, name: z.string().trim().meta({ description: 'One of names' }) }))
    .max(splitAtOnce)
    .default([])
    .meta({ description: 'Passages with this tag that you see; what is not here keeps it' }),
  version: version.optional(),
})
export type TagSplit = z.infer<typeof tagSplit>
export const tagSplitDone = z
  .object({ tag, tags: z.array(tag), moved: z.int().meta({ description: 'Passages that got one of the new tags' }) })
  .meta({ id: 'TagSplit' })
export type TagSplitDone = z.infer<typeof tagSplitDone>

export const codebookImport = z
  .object({
    dryRun: z.boolean(),
    added: z.int().meta({ description: 'Tags added, or with dryRun that would be' }),
    changed: z.int().meta({ description: 'Stored tags that took what the file says, or with dryRun that would' }),
    encoding: z.string(),
    delimiter: z.enum(['comma', 'semicolon', 'tab', 'workbook']),
    ignored: z
      .array(z.string())
      .meta({ description: 'Columns that mean nothing to a codebook; what has no header by its letters, as C' }),
    rows: z.array(
      z.object({
        line: z.int(),
        path: z.array(z.string()),
        outcome: z.enum(['new', 'exists', 'conflict', 'refused']),
        isImplied: z.boolean().meta({ description: 'It has no line of its own and is needed by a tag below it' }),
        reason: z.enum(importRefusals).nullable(),
        differs: z.array(z.enum(importDifferences)).meta({
          description: 'In what the stored tag differs from the file; it is left as it is unless take names the line',
        }),
        stored: z
          .object({
            id,
            given: z
              .object({
                colour: z.string(),
                definition: z.string(),
                useWhen: z.string(),
                avoidWhen: z.string(),
                archived: z.boolean(),
              })
              .partial(),
          })
          .nullable()
          .meta({ description: 'For a conflict: the stored tag, and what the file has where they differ' }),
      }),
    ),
  })
  .meta({ id: 'CodebookImport' })
export type CodebookImport = z.infer<typeof codebookImport>
