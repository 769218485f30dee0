import { z } from 'zod'
import { annotationFilterShape } from './annotation'
import { eventKind } from './history'
import { units } from './primitives'

/** What can be exported, and as what. */
export const exportFormats = {
  excerpts: ['csv', 'xlsx', 'docx', 'odt', 'pdf', 'html', 'md', 'json', 'jsonld'],
  annotations: ['csv', 'xlsx', 'docx', 'odt', 'pdf', 'html', 'md', 'json', 'jsonld'],
  codebook: ['csv', 'xlsx', 'docx', 'odt', 'pdf', 'html', 'md', 'qdc', 'json'],
  documents: ['csv', 'xlsx', 'docx', 'odt', 'pdf', 'html', 'md', 'json'],
  history: ['csv', 'xlsx', 'md', 'json'],
  memos: ['csv', 'xlsx', 'docx', 'odt', 'pdf', 'html', 'md', 'json'],
  /** What all programs know of a project; with its history and everything it leaves as an archive (`exportArchive`). */
  project: ['qdpx'],
} as const

/** As what a document is exported with the passages on it. */
export const codedFormats = ['html', 'docx'] as const
export type CodedFormat = (typeof codedFormats)[number]

/** The columns of an excerpt beside the attributes of its document, which stand after the first as document.KEY. */
export const excerptColumns = [
  'document',
  'group',
  'cases',
  'page',
  'start',
  'end',
  'quote',
  'prefix',
  'suffix',
  'tags',
  'note',
  'coder',
  'visibility',
  'layer',
  'round',
  'certainty',
  'secondOpinion',
  'starred',
  'createdAt',
  'updatedAt',
  'link',
  'documentId',
  'id',
] as const
export type ExportWhat = keyof typeof exportFormats
export type ExportFormat = (typeof exportFormats)[ExportWhat][number]

const bom = z
  .enum(['true', 'false'])
  .default('false')
  .meta({ description: 'true puts a byte order mark before csv, by which Excel knows UTF-8' })

export const exportQuery = z.strictObject({
  ...annotationFilterShape,
  what: z.string().max(40),
  format: z.string().max(40),
  groupBy: z
    .string()
    .regex(/^(theme|document|tag|author|attribute:.{1,100})$/)
    .optional()
    .meta({
      description:
        'Headings of docx, odt, pdf, html and md and the order of every format but jsonld, as in the view that is so grouped: document, tag, author or attribute:KEY. An excerpt of several groups stands under each in reports; csv, xlsx and json have it once and name them all. theme, for reports: by theme and then by document. Left out, reports of excerpts go by theme, everything else by document',
    }),
  columns: z
    .string()
    .max(4000)
    .optional()
    .meta({ description: 'Of csv and xlsx: names of columns joined by commas, in the order wanted. Left out: all' }),
  kind: eventKind.optional().meta({
    description:
      'With what=history: only what was done to this kind of thing. The history takes documentId, authorId (who acted), roundId, from and to besides, and no other filter. Memos take one documentId, one authorId, visibility, q, from and to',
  }),
  units,
  bom,
})

/** What the codebook's own address takes; the file is the same as `export?what=codebook`. */
export const codebookExportQuery = z.strictObject({ format: z.string().max(40), bom, units })

/** An event as an export of the history tells it. */
export interface ExportedEvent {
  number: number
  time: string
  who: { id: string; name: string }
  /** What it was about, and its type in full. */
  kind: string
  type: string
  /** The event as a sentence. */
  what: string
  document: { id: string; title: string | null } | null
  round: { id: string; name: string | null } | null
  /** How many events had changed the codebook, this one included. */
  codebookVersion: number
  before: unknown
  after: unknown
  /** The number of the event that this one reverted. */
  reverts: number | null
}

// The document is in the address.
const { documentId: _, ...filterOfDocument } = annotationFilterShape

export const codedDocumentQuery = z.strictObject({ ...filterOfDocument, format: z.enum(codedFormats), units })
