import { listBin } from '@/lib/data/projects/bin'
import { binKinds, type BinKind } from '@/lib/domain/bin/bin'
import { notFound } from '@/lib/errors'
import { binItem, binQuery } from '@/lib/schemas/bin'
import { eventReverted } from '@/lib/schemas/history'
import { page } from '@/lib/schemas/primitives'
import { authorise } from '@/lib/services/authorise'
import { purgeFromBin, restoreFromBin } from '@/lib/services/projects/bin'
import type { Api, ApiParts } from './http/context'
import { withEvent, json, nothing, operation, problemResponse, tellEvent } from './http/operation'
import { params, pathId } from './http/request'

const tag = 'Bin'
const one = '/api/v1/projects/{p}/bin/{kind}/{id}'

export function binRoutes(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listBin',
      method: 'get',
      path: '/api/v1/projects/{p}/bin',
      tag,
      summary: 'What lies in the bin; of annotations your own',
      request: { params: params('p'), query: binQuery },
      responses: { 200: json(page(binItem)) },
    }),
    async (c) => {
      authorise(c.get('member'), 'history.read')
      return c.json(await listBin(db, c.get('member'), c.req.valid('query')), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'restoreFromBin',
      method: 'post',
      path: `${one}/restore`,
      tag,
      summary: 'Bring something back from the bin',
      request: { params: params('p', 'kind', 'id') },
      responses: {
        200: withEvent(json(eventReverted)),
        409: problemResponse('It cannot come back as things are; the detail says why'),
      },
    }),
    async (c) => {
      const { kind, id } = c.req.valid('param')
      const done = await restoreFromBin(db, c.get('member'), kindOf(kind), pathId(id, kindOf(kind)), now())
      tellEvent(c, done.seq)
      return c.json(done, 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'purgeFromBin',
      method: 'delete',
      path: one,
      tag,
      summary: 'Purge something from the bin for good, once it has lain there long enough',
      request: { params: params('p', 'kind', 'id') },
      responses: {
        204: withEvent(nothing),
        409: problemResponse('It is too early'),
        503: problemResponse('Others are writing just now'),
      },
    }),
    async (c) => {
      const { kind, id } = c.req.valid('param')
      tellEvent(c, await purgeFromBin(db, c.get('member'), kindOf(kind), pathId(id, kindOf(kind)), now()))
      return c.body(null, 204)
    },
  )
}

function kindOf(text: string): BinKind {
  const kind = binKinds.find((known) => known === text)
  if (!kind) throw notFound('kindInBin')
  return kind
}
