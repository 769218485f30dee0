import { z } from 'zod'
import { enoughDocuments } from '@/lib/domain/agreement/measures/bootstrap'
import { allMeasures, type Measure } from '@/lib/domain/agreement/measures/measures'
import { id, page, person, time, units } from './primitives'
import { told } from './told'
import { say } from '@/lib/i18n/say'

const list = <T extends z.ZodType<unknown, string>>(item: T, most: number) =>
  z
    .union([z.string().max(100_000), z.array(z.string().max(100_000)).max(most)])
    .transform((given) => [
      ...new Set(
        [given]
          .flat()
          .flatMap((text) => text.split(','))
          .map((text) => text.trim())
          .filter((text) => text !== ''),
      ),
    ])
    .pipe(z.array(item).max(most))

const reported = ['ku-alpha', ...allMeasures] as const
/** What can be asked for: the measures of every pool, and (k)u-alpha, which is of single tags. */
export type ReportedMeasure = Measure | 'ku-alpha'
export const measureNames = reported as readonly [ReportedMeasure, ...ReportedMeasure[]]
const measure = z.enum(measureNames)

const ids = (what: string) =>
  list(id, 1000)
    .optional()
    .meta({ type: 'string', description: `${what}; several by commas or by repeating` })

/** What is compared and how: every choice that a figure depends on. */
const studyShape = {
  unit: z.enum(['character', 'sentence', 'paragraph', 'excerpt']).default('character'),
  coderIds: ids('Whose work is compared; everybody who coded, where not said'),
  tagIds: ids('Which tags, without those below them; all that the coders used, where not said'),
  documentIds: ids('Which documents; all, where not said'),
  roundId: id.optional().meta({ description: 'Only what was coded in this round, by its coders, in its documents' }),
  whiteSpace: z.enum(['counted', 'excluded']).default('counted'),
  touching: z
    .enum(['separate', 'joined'])
    .default('separate')
    .meta({ description: 'Whether touching spans of one coder with one tag are two segments or one' }),
  overlappingTags: z.enum(['combined', 'refused']).default('combined').meta({
    description:
      'For the unitizing alphas, where a coder gave a stretch several tags: their combination is a value, or the measure is undefined',
  }),
}

const figuresShape = {
  ...studyShape,
  measure: list(z.enum([...measureNames, 'all']), 40)
    .default(['krippendorff-alpha'])
    .transform((names): ReportedMeasure[] =>
      names.includes('all')
        ? [...measureNames]
        : names.length === 0
          ? ['krippendorff-alpha']
          : names.filter((name) => name !== 'all'),
    )
    .meta({
      type: 'string',
      description: `all, or any of ${measureNames.join(', ')}; several by commas or by repeating`,
    }),
  level: z.coerce.number().gt(0).lt(1).default(0.95),
  replicates: z.coerce
    .number()
    .int()
    .min(0)
    .max(5000)
    .default(1000)
    .meta({ description: 'Of the bootstrap over documents; 0 leaves intervals out' }),
  seed: z.coerce.number().int().min(0).max(4_294_967_295).default(1),
}
const pair = list(id, 2)
  .refine((both) => both.length === 2, told(say('faults.twoCoders')))
  .optional()
  .meta({
    type: 'string',
    description: 'Two coders, the first for the rows; all pairs both ways round, where not said',
  })
export const agreementExportQuery = z.strictObject({
  ...figuresShape,
  table: z.enum(['figures', 'confusion']).default('figures'),
  pair,
  format: z.enum(['csv', 'xlsx']),
  bom: z.enum(['true', 'false']).default('false'),
})
export const studyQuery = z.strictObject(studyShape)
export type StudySettings = z.output<typeof studyQuery>
export const figuresSettings = z.strictObject(figuresShape)
export type FiguresSettings = z.output<typeof figuresSettings>

export const confusionQuery = z.strictObject({ ...studyShape, pair })
const side = z.union([id, z.literal('none')])
export const passagesQuery = z.strictObject({
  ...studyShape,
  pair,
  row: side,
  column: side,
  units,
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(2000).optional(),
  total: z.enum(['true', 'false']).default('true'),
})
export const differencesQuery = z.strictObject({
  coderIds: studyShape.coderIds,
  tagIds: studyShape.tagIds,
  roundId: studyShape.roundId,
  units,
})

const undefinedReason = z.enum([
  'no-units',
  'fewer-than-two-coders',
  'more-than-two-coders',
  'no-variation',
  'one-category',
  'nothing-coded',
  'nothing-paired',
  'too-little-paired',
  'overlapping-tags',
])
const interval = z.union([
  z.object({
    low: z.number(),
    high: z.number(),
    defined: z.int().meta({ description: 'How many replicates had a value' }),
    warning: z
      .literal('few-documents')
      .optional()
      .meta({ description: `Drawn from fewer than ${enoughDocuments} documents: a rough guide, probably too narrow` }),
  }),
  z.object({ none: z.enum(['few-documents', 'often-undefined']) }),
])
const figure = z
  .union([z.object({ value: z.number(), interval: interval.optional() }), z.object({ undefined: undefinedReason })])
  .meta({ id: 'AgreementFigure', description: 'A value, or the reason why there is none' })
export type AgreementFigure = z.infer<typeof figure>
export type AgreementInterval = z.infer<typeof interval>

const row = z.object({
  units: z.number().meta({
    description: 'Units, of the kind that `settings.unit` says, that two coders or more judged; counted once per tag',
  }),
  documents: z.int(),
  coders: z.int(),
  tables: z
    .array(z.object({ first: id, second: id, a: z.number(), b: z.number(), c: z.number(), d: z.number() }))
    .meta({ description: 'For each pair of coders the units coded by both, only the first, only the second, neither' }),
  figures: z.partialRecord(measure, figure),
})
export type AgreementRow = z.infer<typeof row>

const codedRules = ['any-annotation', 'submitted', 'submitted-or-work'] as const
const studyAnswer = {
  rules: z.object({
    layer: z.literal('coder'),
    visibility: z.literal('shared'),
    coded: z.enum(codedRules).meta({
      description:
        'When a coder counts as having coded a document: any shared annotation on it; in a round, a submitted task, or in one that is open any work too',
    }),
    missing: z
      .literal('left-out')
      .meta({ description: 'Who did not code a document is missing there, and does not count as having said no' }),
  }),
  round: z.object({ id, name: z.string() }).nullable(),
  coders: z.array(person.extend({ documents: z.int().meta({ description: 'Compared documents that they coded' }) })),
  tags: z.array(z.object({ id, name: z.string(), path: z.array(z.string()), colour: z.string() })),
  documents: z
    .array(z.object({ id, title: z.string(), coderIds: z.array(id) }))
    .meta({ description: 'Coded by two of the coders or more' }),
  leftOut: z
    .array(z.object({ id, title: z.string(), coderIds: z.array(id) }))
    .meta({ description: 'Coded by fewer than two: in no figure' }),
  hidden: z
    .array(
      z.object({
        documentId: id,
        title: z.string(),
        round: z.object({ id, name: z.string() }),
        until: z.enum(['own-submit', 'all-submit']),
      }),
    )
    .meta({ description: 'Documents on which you are blind now, and until when' }),
  spans: z.int().meta({ description: 'Tags on annotations that were counted' }),
}

const settingsEcho = z.object({
  unit: z.string(),
  character: z.literal('grapheme-cluster').optional().meta({
    description:
      'What a character is, where characters are the unit; a figure frozen without it counted UTF-16 code units',
  }),
  sentenceVersion: z.int().optional().meta({
    description:
      'By which version of the rules sentences were cut, where they are the unit; a figure frozen without it was counted by version 1',
  }),
  coderIds: z.array(id).optional(),
  tagIds: z.array(id).optional(),
  documentIds: z.array(id).optional(),
  roundId: id.optional(),
  whiteSpace: z.string(),
  touching: z.string(),
  overlappingTags: z.string(),
})

export const agreement = z
  .object({
    settings: settingsEcho.extend({ measure: z.array(measure), level: z.number(), replicates: z.int(), seed: z.int() }),
    ...studyAnswer,
    measures: z.array(
      z.object({
        measure,
        name: z.string(),
        source: z.string(),
        formula: z.string(),
        rules: z.array(z.string()).meta({ description: 'Keys of the rules that bear on it' }),
        sentence: z.string().nullable().meta({ description: 'For a methods section, of the pooled figure' }),
      }),
    ),
    pooled: row,
    perTag: z.array(row.extend({ tagId: id })),
    perDocument: z.array(row.extend({ documentId: id })),
  })
  .meta({ id: 'Agreement' })
export type AgreementAnswer = z.infer<typeof agreement>

export const confusion = z
  .object({
    settings: settingsEcho.extend({ pair: z.array(id).optional() }),
    ...studyAnswer,
    units: z.array(z.array(z.number())).meta({
      description:
        'Row by row in the order of `tags`; the last row and column are for no further tag. Tags that both coders gave a stretch count on the diagonal and are set aside: who is in the last row or column gave nothing else there, or nothing at all; in the corner neither gave any tag',
    }),
  })
  .meta({ id: 'AgreementConfusion' })
export type ConfusionAnswer = z.infer<typeof confusion>

const confusedPassage = z
  .object({
    documentId: id,
    documentTitle: z.string(),
    revisionId: id,
    start: z.int(),
    end: z.int(),
    quote: z.string().meta({ description: 'At most 1,000 characters of it' }),
    units: z.number(),
    row: z.array(person),
    column: z.array(person),
    untagged: z.array(person).meta({
      description:
        'Of those on a side without a tag: who gave none at all there. The others of that side gave only tags that the other coder gave too',
    }),
    annotationId: id.nullable().meta({ description: 'One of the annotations behind it, for a link to its place' }),
  })
  .meta({ id: 'ConfusedPassage' })
export type ConfusedPassageRow = z.infer<typeof confusedPassage>
export const confusedPassages = page(confusedPassage)

export const differences = z
  .object({
    revisionId: id,
    coders: z.array(person),
    items: z.array(
      z.object({ tagId: id, start: z.int(), end: z.int(), codedBy: z.array(id), notCodedBy: z.array(id) }),
    ),
  })
  .meta({
    id: 'DocumentDifferences',
    description: 'Stretches to which some coders gave a tag and others, who coded the document too, did not',
  })
export type DocumentDifferences = z.infer<typeof differences>

export const frozenFigure = z.object({ id, roundId: id, createdBy: person, createdAt: time, result: agreement }).meta({
  id: 'FrozenAgreement',
  description: 'Agreement as it was when somebody froze it; later edits do not move it',
})
export type FrozenFigure = z.infer<typeof frozenFigure>
const idList = z.array(id).max(1000).optional()
export const freezeFigure = z.strictObject({
  id: id.optional(),
  settings: z
    .strictObject({
      measure: z.array(measure).min(1).max(measureNames.length).optional(),
      unit: z.enum(['character', 'sentence', 'paragraph', 'excerpt']).optional(),
      coderIds: idList,
      tagIds: idList,
      documentIds: idList,
      whiteSpace: z.enum(['counted', 'excluded']).optional(),
      touching: z.enum(['separate', 'joined']).optional(),
      overlappingTags: z.enum(['combined', 'refused']).optional(),
      level: z.number().gt(0).lt(1).optional(),
      replicates: z.int().min(0).max(5000).optional(),
      seed: z.int().min(0).max(4_294_967_295).optional(),
    })
    .default({}),
})
export type FreezeFigure = z.output<typeof freezeFigure>
