import { listExcerpts } from '@/lib/data/annotations/excerpts'
import { themeSummary } from '@/lib/data/themes/themes'
import { groupFrom } from '@/lib/domain/themes/group-by'
import { annotationFilterQuery, excerpt, excerptQuery } from '@/lib/schemas/annotation'
import { page } from '@/lib/schemas/primitives'
import { themeSummary as summarySchema } from '@/lib/schemas/theme'
import type { Api, ApiParts } from './http/context'
import { json, operation } from './http/operation'
import { filterFrom, params } from './http/request'
import { inUnits } from './http/units'

const tag = 'Annotations'

/** Every passage of the project, grouped and counted as those of a theme are. */
export function excerptRoutes(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listExcerpts',
      method: 'get',
      path: '/api/v1/projects/{p}/excerpts',
      tag,
      summary: 'The annotations of the whole project, grouped',
      request: { params: params('p'), query: excerptQuery },
      responses: { 200: json(page(excerpt)) },
    }),
    async (c) => {
      const { groupBy, units, limit, cursor, total, ...filter } = c.req.valid('query')
      const paging = { limit, cursor, total }
      const shown = await listExcerpts(db, c.get('member'), filterFrom(filter), groupFrom(groupBy), paging)
      return c.json(await inUnits(db, c.get('member'), units, shown), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getExcerptSummary',
      method: 'get',
      path: '/api/v1/projects/{p}/excerpts/summary',
      tag,
      summary: 'Counts of the annotations of the whole project',
      request: { params: params('p'), query: annotationFilterQuery },
      responses: { 200: json(summarySchema) },
    }),
    async (c) => c.json(await themeSummary(db, c.get('member'), filterFrom(c.req.valid('query'))), 200),
  )
}
