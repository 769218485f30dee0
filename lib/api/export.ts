import { z } from 'zod'
import { exportFormats, exportQuery } from '@/lib/schemas/export'
import { exportKind, exportProject, mediaTypes } from '@/lib/services/export-project'
import type { Api } from './app'
import { bodyStream } from './body-stream'
import type { ApiParts } from './context'
import { operation } from './operation'
import { filterFrom, params } from './request'

const kinds = Object.entries(exportFormats).map(([what, formats]) => `${what}: ${formats.join(', ')}`)

export function exportRoutes(api: Api, { db, baseUrl, now }: ApiParts): void {
  api.openapi(
    operation({
      method: 'get',
      path: '/api/v1/projects/{p}/export',
      tag: 'Export',
      summary: `What you see, filtered, as a file (${kinds.join('; ')})`,
      request: { params: params('p'), query: exportQuery },
      responses: { 200: { description: 'The file, as an attachment, from one snapshot of the database', content: Object.fromEntries(Object.values(mediaTypes).map((type) => [type.split(';')[0] ?? type, { schema: z.string() }])) } },
    }),
    async (c) => {
      const { what, format, groupBy, units, bom, ...filter } = c.req.valid('query')
      const kind = exportKind(what, format)
      const request = { ...kind, filter: filterFrom(filter), groupBy: groupBy ?? (kind.what === 'annotations' ? 'document' : 'theme'), units, bom: bom === 'true' } as const
      const { filename, mediaType, chunks } = await exportProject(db, c.get('member'), request, { baseUrl, now: now() })
      const headers = { 'content-type': mediaType, 'content-disposition': disposition(filename), 'x-content-type-options': 'nosniff' }
      return c.body(await bodyStream(chunks), 200, headers)
    },
  )
}

/** RFC 6266: a plain name for old clients and the real one. */
function disposition(filename: string): string {
  const plain = filename.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\w.-]+/g, '-')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename)}`
}
