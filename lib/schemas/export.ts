import { z } from 'zod'
import { annotationFilterShape, units } from './annotation'

/** What can be exported, and as what. */
export const exportFormats = {
  excerpts: ['csv', 'xlsx', 'docx', 'html', 'md', 'json', 'jsonld'],
  annotations: ['csv', 'xlsx', 'docx', 'html', 'md', 'json', 'jsonld'],
  codebook: ['csv', 'xlsx', 'docx', 'html', 'md', 'qdc', 'json'],
  documents: ['csv', 'xlsx', 'json'],
} as const
export type ExportWhat = keyof typeof exportFormats
export type ExportFormat = (typeof exportFormats)[ExportWhat][number]

const bom = z.enum(['true', 'false']).default('false').meta({ description: 'true puts a byte order mark before csv, by which Excel knows UTF-8' })

export const exportQuery = z.strictObject({
  ...annotationFilterShape,
  what: z.string().max(40),
  format: z.string().max(40),
  groupBy: z.enum(['theme', 'document']).optional().meta({ description: 'Headings of docx, html and md; excerpts go by theme and document, annotations by document' }),
  units,
  bom,
})

/** What the codebook's own address takes; the file is the same as `export?what=codebook`. */
export const codebookExportQuery = z.strictObject({ format: z.string().max(40), bom })
