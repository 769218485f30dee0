import type { Context } from 'hono'
import { z } from 'zod'
import { groupFrom } from '@/lib/domain/themes/group-by'
import {
  codebookExportQuery,
  codedDocumentQuery,
  codedFormats,
  exportFormats,
  exportQuery,
  type ExportFormat,
} from '@/lib/schemas/export'
import { exportCodedDocument } from '@/lib/services/export/export-coded'
import { exportArchive } from '@/lib/services/archive/export-archive'
import type { ExportRequest } from '@/lib/services/export/export-context'
import { exportKind, exportProject, mediaTypes, type ExportFile } from '@/lib/services/export/export-project'
import { bodyStream } from './http/body-stream'
import type { Api, ApiParts } from './http/context'
import { operation, problemResponse } from './http/operation'
import { filterFrom, params, pathId } from './http/request'

const kinds = Object.entries(exportFormats).map(([what, formats]) => `${what}: ${formats.join(', ')}`)

export function exportRoutes(api: Api, { db, baseUrl, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'exportProject',
      method: 'get',
      path: '/api/v1/projects/{p}/export',
      tag: 'Export',
      summary: `What you see, filtered, as a file (${kinds.join('; ')}); and for leads project: zip, the whole project with its history, for POST /projects/import`,
      request: { params: params('p'), query: exportQuery },
      responses: {
        200: {
          description: 'The file, as an attachment, from one snapshot of the database',
          content: { ...fileContent(Object.values(exportFormats).flat()) },
        },
        413: problemResponse('With format=pdf: this is more than a PDF is made of'),
        409: problemResponse('With what=project and format=zip: a blind round still hides coding from you'),
      },
    }),
    async (c) => {
      const query = c.req.valid('query')
      if (query.what === 'project' && query.format === 'zip')
        return sendFile(c, await exportArchive(db, c.get('member'), now()))
      const request = exportRequest(query)
      return sendFile(c, await exportProject(db, c.get('member'), request, { baseUrl, now: now() }))
    },
  )
  api.openapi(
    operation({
      operationId: 'exportDocument',
      method: 'get',
      path: '/api/v1/projects/{p}/documents/{d}/export',
      tag: 'Export',
      summary:
        'A document with the passages on it that you see, filtered, as a file: html with a note to each, or docx with a comment to each',
      request: { params: params('p', 'd'), query: codedDocumentQuery },
      responses: {
        200: { description: 'The file, as an attachment', content: fileContent(codedFormats) },
        413: problemResponse('There are more passages on it than one file holds'),
      },
    }),
    async (c) => {
      // It has no offsets.
      const { format, units: _, ...filter } = c.req.valid('query')
      const documentId = pathId(c.req.valid('param').d, 'document')
      const asked = { format, filter: filterFrom(filter) }
      return sendFile(c, await exportCodedDocument(db, c.get('member'), documentId, asked, { baseUrl, now: now() }))
    },
  )
  api.openapi(
    operation({
      operationId: 'exportCodebook',
      method: 'get',
      path: '/api/v1/projects/{p}/codebook/export',
      tag: 'Codebook',
      summary: `The codebook as a file (${exportFormats.codebook.join(', ')}); qdc is REFI-QDA Codebook Exchange`,
      request: { params: params('p'), query: codebookExportQuery },
      responses: { 200: { description: 'The file, as an attachment', content: fileContent(exportFormats.codebook) } },
    }),
    async (c) => {
      const { format, bom } = c.req.valid('query')
      const request = {
        ...exportKind('codebook', format),
        filter: {},
        groupBy: 'theme',
        units: 'utf16',
        bom: bom === 'true',
      } as const
      return sendFile(c, await exportProject(db, c.get('member'), request, { baseUrl, now: now() }))
    },
  )
}

/** What a query string asks for, in one form. Throws AppError invalid for what is not exported, or not so. */
export function exportRequest({
  what,
  format,
  groupBy,
  columns,
  units,
  bom,
  kind: events,
  ...filter
}: z.infer<typeof exportQuery>): ExportRequest {
  const kind = exportKind(what, format)
  const grouped = groupBy ?? (kind.what === 'annotations' ? 'document' : 'theme')
  return {
    ...kind,
    filter: filterFrom(filter),
    kind: events,
    groupBy: grouped === 'theme' ? 'theme' : groupFrom(grouped),
    isGrouped: groupBy !== undefined,
    columns: columns?.split(',').map((name) => name.trim()),
    units,
    bom: bom === 'true',
  }
}

const shapes: Partial<Record<ExportFormat, z.ZodType>> = { json: z.array(z.looseObject({})), jsonld: z.looseObject({}) }

/** How the answers of a file in these formats are described. */
export const fileContent = (formats: readonly ExportFormat[]) =>
  Object.fromEntries(
    formats.map((format) => [mediaTypes[format].split(';')[0] ?? format, { schema: shapes[format] ?? z.string() }]),
  )

/** Answers a file as an attachment. */
export async function sendFile(c: Context, { filename, mediaType, chunks }: ExportFile) {
  return c.body(await bodyStream(chunks, c.req.raw.signal), 200, {
    'content-type': mediaType,
    'content-disposition': disposition(filename),
    'x-content-type-options': 'nosniff',
  })
}

/** RFC 6266: a plain name for old clients and the real one. */
function disposition(filename: string): string {
  const plain = filename
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/g, '-')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename)}`
}
