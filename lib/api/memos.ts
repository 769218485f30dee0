import { countMemos } from '@/lib/data/memos/memo-counts'
import { getMemo, listMemos } from '@/lib/data/memos/memos'
import { notFound } from '@/lib/errors'
import { memo, memoChange, memoCounts, memoCountsQuery, memoCreate, memoQuery } from '@/lib/schemas/memo'
import { page } from '@/lib/schemas/primitives'
import { changeMemo, createMemo, deleteMemo } from '@/lib/services/memos/memos'
import type { Api, ApiParts } from './http/context'
import {
  withEvent,
  body,
  deletion,
  ifMatch,
  json,
  nothing,
  operation,
  problemResponse,
  tellEvent,
} from './http/operation'
import { deletedVersion, params, pathId, withVersion } from './http/request'
import { inUnits, unitsQuery } from './http/units'

const tag = 'Memos'
const all = '/api/v1/projects/{p}/memos'
const one = `${all}/{m}`
const stale = { 409: problemResponse('It was changed meanwhile; current is the memo as it stands') }

export function memoRoutes(api: Api, parts: ApiParts): void {
  reading(api, parts)
  rewriting(api, parts)
}

/** Memos listed, written and read. */
function reading(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listMemos',
      method: 'get',
      path: all,
      tag,
      summary: 'List memos: of the project, a subject, a kind, a person',
      request: { params: params('p'), query: memoQuery },
      responses: { 200: json(page(memo)) },
    }),
    async (c) => {
      const { units, ...query } = c.req.valid('query')
      return c.json(await inUnits(db, c.get('member'), units, await listMemos(db, c.get('member'), query)), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'createMemo',
      method: 'post',
      path: all,
      tag,
      summary: 'Write a memo about the project, a document, a tag, a theme or a passage',
      request: { params: params('p'), query: unitsQuery, body: body(memoCreate) },
      responses: { 200: json(memo, 'It was there already'), 201: withEvent(json(memo)) },
    }),
    async (c) => {
      const { row, created, event } = await createMemo(db, c.get('member'), c.req.valid('json'), now())
      tellEvent(c, event)
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), created ? 201 : 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getMemoCounts',
      method: 'get',
      path: `${all}/counts`,
      tag,
      summary: 'How many memos there are: by kind, person, what they are about, and passage of a document',
      request: { params: params('p'), query: memoCountsQuery },
      responses: { 200: json(memoCounts) },
    }),
    async (c) => {
      const { units: _, ...query } = c.req.valid('query')
      return c.json(await countMemos(db, c.get('member'), query), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getMemo',
      method: 'get',
      path: one,
      tag,
      summary: 'Read a memo',
      request: { params: params('p', 'm'), query: unitsQuery },
      responses: { 200: json(memo) },
    }),
    async (c) => {
      const row = await getMemo(db, c.get('member'), pathId(c.req.valid('param').m, 'memo'))
      if (!row) throw notFound('memo')
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), 200)
    },
  )
}

/** One's own memos rewritten, shown or taken out. */
function rewriting(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'updateMemo',
      method: 'patch',
      path: one,
      tag,
      summary: 'Rewrite your own memo, or change who is shown it',
      request: { params: params('p', 'm'), headers: ifMatch, query: unitsQuery, body: body(memoChange) },
      responses: { 200: withEvent(json(memo)), ...stale },
    }),
    async (c) => {
      const { row, event } = await changeMemo(
        db,
        c.get('member'),
        pathId(c.req.valid('param').m, 'memo'),
        withVersion(c.req.valid('json'), c.req.header('if-match')),
        now(),
      )
      tellEvent(c, event)
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'deleteMemo',
      method: 'delete',
      path: one,
      tag,
      summary: 'Move your own memo to the bin',
      request: { params: params('p', 'm'), ...deletion },
      responses: { 204: withEvent(nothing), ...stale },
    }),
    async (c) => {
      const { event } = await deleteMemo(
        db,
        c.get('member'),
        pathId(c.req.valid('param').m, 'memo'),
        await deletedVersion(c),
        now(),
      )
      tellEvent(c, event)
      return c.body(null, 204)
    },
  )
}
