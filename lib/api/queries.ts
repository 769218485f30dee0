import { listAnnotations } from '@/lib/data/annotations/list'
import { queryTexts, readQuery } from '@/lib/data/retrieval/read-query'
import {
  queryAnswer,
  queryAsked,
  savedQuery,
  savedQueryChange,
  savedQueryCreate,
  savedQueryPage,
  savedQueryQuery,
} from '@/lib/schemas/query'
import {
  changeSavedQuery,
  createSavedQuery,
  deleteSavedQuery,
  getSavedQuery,
  listSavedQueries,
} from '@/lib/services/retrieval/saved-queries'
import type { Api, ApiParts } from './http/context'
import {
  body,
  deletion,
  ifMatch,
  json,
  nothing,
  operation,
  problemResponse,
  tellEvent,
  withEvent,
} from './http/operation'
import { deletedVersion, params, pathId, withVersion } from './http/request'
import { inUnits, unitsQuery } from './http/units'

const tag = 'Queries'
const all = '/api/v1/projects/{p}/queries'
const one = `${all}/{y}`
const stale = {
  409: problemResponse('It was changed meanwhile, or the name is taken; current is the query as it stands'),
}

export function queryRoutes(api: Api, parts: ApiParts): void {
  asking(api, parts)
  reading(api, parts)
  keeping(api, parts)
}

/** A query asked once. It reads, though it is sent as a text is. */
function asking(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'readFoundPassages',
      method: 'post',
      path: '/api/v1/projects/{p}/query',
      tag,
      summary: 'Ask for passages by a query; every list, table and export takes the same text as query=',
      request: { params: params('p'), query: unitsQuery, body: body(queryAsked) },
      responses: { 200: json(queryAnswer) },
    }),
    async (c) => {
      const member = c.get('member')
      const { query, order, timeZone, limit, cursor, total } = c.req.valid('json')
      const [understood = ''] = await queryTexts(db, member, [await readQuery(db, member, query)])
      const paging = { limit, cursor, total: total ? ('true' as const) : ('false' as const) }
      const found = await listAnnotations(db, member, { query, timeZone }, order, paging)
      return c.json(await inUnits(db, member, c.req.valid('query').units, { ...found, query: understood }), 200)
    },
  )
}

function reading(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listQueries',
      method: 'get',
      path: all,
      tag,
      summary: 'List the queries that the project keeps',
      request: { params: params('p'), query: savedQueryQuery },
      responses: { 200: json(savedQueryPage) },
    }),
    async (c) => {
      const items = await listSavedQueries(db, c.get('member'))
      return c.json({ items, nextCursor: null, total: items.length }, 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getQuery',
      method: 'get',
      path: one,
      tag,
      summary: 'Read a query that the project keeps',
      request: { params: params('p', 'y'), query: savedQueryQuery },
      responses: { 200: json(savedQuery) },
    }),
    async (c) => c.json(await getSavedQuery(db, c.get('member'), pathId(c.req.valid('param').y, 'query')), 200),
  )
}

function keeping(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'createQuery',
      method: 'post',
      path: all,
      tag,
      summary: 'Keep a query under a name',
      request: { params: params('p'), body: body(savedQueryCreate) },
      responses: { 200: json(savedQuery, 'It was there already'), 201: withEvent(json(savedQuery)), ...stale },
    }),
    async (c) => {
      const { row, created, event } = await createSavedQuery(db, c.get('member'), c.req.valid('json'), now())
      tellEvent(c, event)
      return c.json(row, created ? 201 : 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'updateQuery',
      method: 'patch',
      path: one,
      tag,
      summary: 'Rename a query, or have it ask something else',
      request: { params: params('p', 'y'), headers: ifMatch, body: body(savedQueryChange) },
      responses: { 200: withEvent(json(savedQuery)), ...stale },
    }),
    async (c) => {
      const change = withVersion(c.req.valid('json'), c.req.header('if-match'))
      const id = pathId(c.req.valid('param').y, 'query')
      const { row, event } = await changeSavedQuery(db, c.get('member'), id, change, now())
      tellEvent(c, event)
      return c.json(row, 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'deleteQuery',
      method: 'delete',
      path: one,
      tag,
      summary: 'Move a query to the bin',
      request: { params: params('p', 'y'), ...deletion },
      responses: { 204: withEvent(nothing), ...stale },
    }),
    async (c) => {
      const id = pathId(c.req.valid('param').y, 'query')
      const { event } = await deleteSavedQuery(db, c.get('member'), id, await deletedVersion(c), now())
      tellEvent(c, event)
      return c.body(null, 204)
    },
  )
}
