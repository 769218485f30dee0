import { z } from 'zod'
import { cooccurrenceFormula } from '@/lib/domain/analysis/cooccurrence'
import { annotationFilterShape } from './annotation'
import { id, pageQuery, prose, time, units } from './primitives'

const flag = z.enum(['true', 'false']).default('false')
const fileShape = {
  format: z.enum(['json', 'csv', 'xlsx']).default('json'),
  units,
  bom: flag.meta({ description: 'Whether csv begins with a byte order mark, by which Excel knows UTF-8' }),
}
const withBelow = flag.meta({
  description: 'true: a passage counts, once, for every tag above its own as well',
})
const attributeKey = prose(100).meta({ description: 'The key of an attribute of documents' })
const tableShape = {
  ...annotationFilterShape,
  ...fileShape,
  withBelow,
  layout: z.enum(['table', 'tidy']).default('table').meta({
    description: 'Of a file: a column for each column; or a row for each cell, with everything about it',
  }),
  counted: z.enum(['annotations', 'documents']).default('annotations').meta({
    description: 'What the cells of a file with a column for each column count',
  }),
  share: z.enum(['none', 'row', 'column', 'total']).default('none').meta({
    description: 'Of which whole the cells of such a file are shares, between 0 and 1',
  }),
}

export const tableQuery = z.strictObject(tableShape)
export const attributeTableQuery = z.strictObject({ ...tableShape, attributeKey })
export const timelineQuery = z.strictObject({
  ...tableShape,
  attributeKey: attributeKey.default('date').meta({ description: 'The key of an attribute of the type date' }),
  by: z.enum(['year', 'quarter', 'month']).default('year'),
})
export const cooccurrenceQuery = z.strictObject({
  ...annotationFilterShape,
  ...fileShape,
  within: z.enum(['passage', 'paragraph', 'document']).default('passage').meta({
    description: 'passage: on some of the same words, in one passage or in two',
  }),
  withBelow: flag.meta({
    description:
      'true: a passage counts, once, for every tag above its own as well; a tag and one above it are then no pair',
  }),
  sameAuthor: flag.meta({ description: 'true: what one person marked meets only what the same person marked' }),
})
export const cooccurrenceExcerptQuery = pageQuery.extend({
  ...annotationFilterShape,
  row: id,
  column: id.meta({ description: 'The two tags, whichever first' }),
  within: cooccurrenceQuery.shape.within,
  withBelow,
  sameAuthor: flag,
})
export const saturationQuery = z.strictObject({ ...annotationFilterShape, ...fileShape, withBelow })

const count = z.object({ annotations: z.int(), documents: z.int() })
const tagRow = z.object({
  id,
  name: z.string(),
  path: z.array(z.string()),
  colour: z.string(),
  depth: z.int(),
})

export const countTable = z
  .object({
    rows: z.array(tagRow.extend(count.shape)).meta({
      description: 'Every tag that is counted, in the order of the codebook; each passage once',
    }),
    columns: z
      .array(
        z
          .object({
            id: z.string().meta({
              description:
                'An id of a document or coder; a value of the attribute; 2014, 2014-Q2 or 2014-05; empty where nothing is given; consensus where nobody marked it',
            }),
            name: z.string(),
            isCoarse: z.boolean().optional().meta({
              description: 'Of time: these dates are known less exactly than a column is long',
            }),
          })
          .extend(count.shape),
      )
      .meta({
        description: 'Those with a passage, and of time those between; each passage once, under however many tags',
      }),
    cells: z
      .array(z.object({ row: id, column: z.string() }).extend(count.shape))
      .meta({ description: 'Those that are not empty' }),
    total: count.meta({ description: 'Passages with any of the tags, each once' }),
  })
  .meta({ id: 'CountTable', description: 'Passages of the coders, where no layer is asked for' })
export type CountTable = z.infer<typeof countTable>

export const cooccurrenceTable = z
  .object({
    within: z.enum(['passage', 'paragraph', 'document']),
    formula: z.string().meta({ description: cooccurrenceFormula }),
    rows: z.array(
      tagRow.extend({ places: z.int().meta({ description: 'Passages, paragraphs or documents with the tag' }) }),
    ),
    cells: z
      .array(
        z.object({
          row: id,
          column: id,
          both: z.int().meta({ description: 'n12' }),
          either: z.int().meta({ description: 'n1 + n2 − n12' }),
          documents: z.int().meta({ description: 'In which both are in one place' }),
          coefficient: z.number(),
        }),
      )
      .meta({ description: 'Each two tags that stand together once, the one first that is first in the codebook' }),
    leftOut: z.int().meta({
      description:
        'Of paragraphs: passages whose paragraph is not known, after a correction or before the text is ready for search',
    }),
  })
  .meta({ id: 'CooccurrenceTable' })
export type CooccurrenceTable = z.infer<typeof cooccurrenceTable>

export const saturationCurve = z
  .object({
    steps: z.array(
      z.object({
        documentId: id,
        title: z.string(),
        codedAt: time.meta({ description: 'Of the first of its passages that are counted' }),
        annotations: z.int(),
        tags: z.int(),
        added: z.int().meta({ description: 'Tags that no document before it has' }),
        known: z.int().meta({ description: 'Tags up to here' }),
      }),
    ),
  })
  .meta({ id: 'Saturation', description: 'Documents in the order in which their coding began' })
export type SaturationCurve = z.infer<typeof saturationCurve>

export const wordsQuery = z.strictObject({
  ...fileShape,
  documentId: annotationFilterShape.documentId,
  attribute: annotationFilterShape.attribute,
  stopWords: flag.meta({ description: 'true: words that every text of a language has are counted too' }),
  limit: z.coerce.number().int().min(1).max(50_000).default(200),
})

export const wordTable = z
  .object({
    words: z.array(
      z.object({
        form: z.string().meta({ description: 'As search compares it, case and accents folded' }),
        count: z.int(),
        documents: z.int(),
      }),
    ),
    different: z
      .int()
      .meta({ description: 'How many different words there are, stop words left out unless asked for' }),
    total: z.int().meta({ description: 'Words and signs in all, stop words among them' }),
    waiting: z.int().meta({ description: 'Documents of the project that are not ready for search, and not counted' }),
    tokensVersion: z.int(),
    stopWordsVersion: z.int(),
  })
  .meta({ id: 'WordTable', description: 'The most frequent words of the current texts, each a token of search' })
export type WordTable = z.infer<typeof wordTable>
