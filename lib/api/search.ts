import {
  hitTagging,
  hitTaggingQuery,
  hitTaggingResult,
  searchCounts,
  searchCountsQuery,
  searchPage,
  searchQuery,
} from '@/lib/schemas/search'
import { countTexts, searchTexts } from '@/lib/services/search/search-texts'
import { tagHits } from '@/lib/services/search/tag-hits'
import type { Api, ApiParts } from './http/context'
import { body, json, operation, tellEvent, withEvent } from './http/operation'
import { params } from './http/request'
import { inUnits, spansFromUnits } from './http/units'

const tag = 'Search'

export function searchRoutes(api: Api, parts: ApiParts): void {
  findingPlaces(api, parts)
  taggingPlaces(api, parts)
}

function findingPlaces(api: Api, { db }: ApiParts): void {
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

/** Places that were found tagged, all at once. */
function taggingPlaces(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'tagHits',
      method: 'post',
      path: '/api/v1/projects/{p}/search/tag',
      tag,
      summary:
        'Tag places that were found, their sentences or their paragraphs, or with dryRun see what would be new. A passage of one’s own with these edges gets the tags that it lacks; sent again, it changes nothing',
      request: { params: params('p'), query: hitTaggingQuery, body: body(hitTagging) },
      responses: { 200: withEvent(json(hitTaggingResult)) },
    }),
    async (c) => {
      const [input, { units, dryRun }] = [c.req.valid('json'), c.req.valid('query')]
      const places = await spansFromUnits(db, c.get('member'), units, input.places)
      const { event, ...done } = await tagHits(db, c.get('member'), { ...input, places }, dryRun === 'true', now())
      tellEvent(c, event)
      return c.json(done, 200)
    },
  )
}
