import { z } from 'zod'
import { annotationFilterShape } from './annotation'
import { actKind } from './history'
import { units } from './primitives'

/** What can be exported, and as what. */
export const exportFormats = {
  excerpts: ['csv', 'xlsx', 'docx', 'html', 'md', 'json', 'jsonld'],
  annotations: ['csv', 'xlsx', 'docx', 'html', 'md', 'json', 'jsonld'],
  codebook: ['csv', 'xlsx', 'docx', 'html', 'md', 'qdc', 'json'],
  documents: ['csv', 'xlsx', 'json'],
  history: ['csv', 'xlsx', 'md', 'json'],
} as const
export type ExportWhat = keyof typeof exportFormats
export type ExportFormat = (typeof exportFormats)[ExportWhat][number]

const bom = z.enum(['true', 'false']).default('false').meta({ description: 'true puts a byte order mark before csv, by which Excel knows UTF-8' })

export const exportQuery = z.strictObject({
  ...annotationFilterShape,
  what: z.string().max(40),
  format: z.string().max(40),
  groupBy: z.enum(['theme', 'document']).optional().meta({ description: 'Headings of docx, html and md; excerpts go by theme and document, annotations by document' }),
  kind: actKind.optional().meta({ description: 'With what=history: only what was done to this kind of thing. The history takes documentId, authorId (who acted), roundId, from and to besides, and no other filter' }),
  units,
  bom,
})

/** What the codebook's own address takes; the file is the same as `export?what=codebook`. */
export const codebookExportQuery = z.strictObject({ format: z.string().max(40), bom, units })

/** An act as an export of the history tells it. */
export interface ExportedAct {
  number: number
  time: string
  who: { id: string; name: string }
  /** What it was about, and its type in full. */
  kind: string
  type: string
  /** The act as a sentence. */
  what: string
  document: { id: string; title: string | null } | null
  round: { id: string; name: string | null } | null
  /** How many acts had changed the codebook, this one included. */
  codebookVersion: number
  before: unknown
  after: unknown
  /** The number of the act that this one took back. */
  reverts: number | null
}
