import { z } from 'zod'
import { id, person, prose, time, units } from './primitives'
import { told } from './told'
import { isStorable } from '@/lib/domain/storable/storable'
import { say } from '@/lib/i18n/say'

export const revision = z
  .object({
    id,
    documentId: id,
    number: z.int(),
    sha256: z.string(),
    length: z.int(),
    wordCount: z.int(),
    format: z.string(),
    converter: z.string(),
    reason: z.string().nullable().meta({ description: 'Why the text was corrected, as whoever did it says' }),
    restores: z
      .int()
      .nullable()
      .meta({ description: 'The number of the revision that it reads as again, because a correction was reverted' }),
    createdBy: person,
    createdAt: time,
  })
  .meta({ id: 'Revision' })
export type Revision = z.infer<typeof revision>

const tree = z.record(z.string(), z.unknown()).meta({ description: 'ProseMirror JSON' })
export const revisionCreate = z
  .strictObject({
    baseRevisionId: id.meta({
      description: 'The revision that was corrected; 409 where it is not the current one any more',
    }),
    text: z
      .string()
      .max(16_000_000)
      .refine(isStorable, told(say('faults.unstorable')))
      .optional()
      .meta({
        description:
          'The whole canonical text as it should be; headings, marks and page numbers stay with the letters that stay',
      }),
    content: tree.optional(),
    reason: prose(1000).optional().meta({ description: 'Why it is corrected, for those who read the revisions' }),
  })
  .refine((body) => (body.text === undefined) !== (body.content === undefined), told(say('faults.textOrContent')))
export type RevisionCreate = z.infer<typeof revisionCreate>

const anchors = z.object({ kept: z.int(), changed: z.int(), orphaned: z.int() }).meta({
  description:
    'What becomes of the annotations that you see: their own text is untouched, some of it changed, or nothing is left and they wait to be put back (orphaned=true lists them)',
})
export const revised = z.object({ revision, anchors }).meta({ id: 'Revised' })
export type Revised = z.infer<typeof revised>

/** How many passages a preview names of a kind; it counts all. */
export const previewedPassages = 200
const touched = z.object({
  id,
  author: person,
  layer: z.enum(['coder', 'consensus']),
  tagIds: z.array(id),
  before: z.string().meta({ description: 'Its words as they stand' }),
})
export const correctionPreview = z
  .object({
    anchors,
    changed: z
      .array(touched.extend({ after: z.string().meta({ description: 'Its words as they would be' }) }))
      .meta({ description: `The first ${previewedPassages} of them, in the order of the text` }),
    orphaned: z
      .array(touched)
      .meta({ description: `The first ${previewedPassages} of them, in the order of the text` }),
  })
  .meta({ id: 'CorrectionPreview' })
export type CorrectionPreview = z.infer<typeof correctionPreview>

export const comparisonQuery = z.strictObject({ from: id, to: id, units })
export const comparison = z
  .object({
    from: revision,
    to: revision,
    parts: z
      .array(
        z.object({
          kind: z.enum(['same', 'removed', 'added', 'folded']),
          text: z.string().meta({ description: 'Empty where folded' }),
          words: z.int().meta({ description: 'How many words it is' }),
        }),
      )
      .meta({
        description: 'The text of both in order: in one, in the other, in both, and what is in both and left out here',
      }),
    places: z.int().meta({ description: 'How many places differ' }),
    isTooMuch: z
      .boolean()
      .meta({ description: 'They differ in more than can be shown word by word; there are no parts then' }),
  })
  .meta({ id: 'RevisionComparison' })
export type RevisionComparison = z.infer<typeof comparison>
