import { z } from 'zod'
import { annotationFilterShape, units } from './annotation'

/** What can be exported, and as what. */
export const exportFormats = {
  excerpts: ['csv', 'xlsx', 'docx', 'md', 'json', 'jsonld'],
  annotations: ['csv', 'xlsx', 'docx', 'md', 'json', 'jsonld'],
  codebook: ['csv', 'xlsx', 'docx', 'md', 'json'],
  documents: ['csv', 'xlsx', 'json'],
} as const
export type ExportWhat = keyof typeof exportFormats
export type ExportFormat = (typeof exportFormats)['excerpts'][number]

export const exportQuery = z.strictObject({
  ...annotationFilterShape,
  what: z.string().max(40),
  format: z.string().max(40),
  groupBy: z.enum(['theme', 'document']).optional().meta({ description: 'Headings of docx and md; excerpts go by theme and document, annotations by document' }),
  units,
  bom: z.enum(['true', 'false']).default('false').meta({ description: 'true puts a byte order mark before csv, by which Excel knows UTF-8' }),
})
