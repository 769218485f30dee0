import { searchCounts, searchCountsQuery, searchPage, searchQuery } from '@/lib/schemas/search'
import { countTexts, searchTexts } from '@/lib/services/search/search-texts'
import type { Api, ApiParts } from './http/context'
import { json, operation } from './http/operation'
import { params } from './http/request'
import { inUnits } from './http/units'

const tag = 'Search'

export function searchRoutes(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listHits',
      method: 'get',
      path: '/api/v1/projects/{p}/search',
      tag,
      summary: 'Search every text, in reading order',
      request: { params: params('p'), query: searchQuery },
      responses: { 200: json(searchPage) },
    }),
    async (c) => {
      const query = c.req.valid('query')
      const found = await searchTexts(db, c.get('member'), query)
      return c.json(await inUnits(db, c.get('member'), query.units, found), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getHitCounts',
      method: 'get',
      path: '/api/v1/projects/{p}/search/counts',
      tag,
      summary: 'How often something is found, document by document',
      request: { params: params('p'), query: searchCountsQuery },
      responses: { 200: json(searchCounts) },
    }),
    async (c) => {
      const { units: _, ...wanted } = c.req.valid('query')
      return c.json(await countTexts(db, c.get('member'), wanted), 200)
    },
  )
}
