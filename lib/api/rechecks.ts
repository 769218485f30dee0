import { pageOfAll } from '@/lib/data/database/page'
import { listRechecks } from '@/lib/data/codebook/rechecks'
import {
  meaningChanges as changesSchema,
  recheckDone,
  rechecked,
  recheckPage,
  recheckQuery,
} from '@/lib/schemas/recheck'
import { meaningChanges, tickRechecks } from '@/lib/services/codebook/rechecks'
import type { Api, ApiParts } from './http/context'
import { withEvent, body, json, operation, tellEvent } from './http/operation'
import { params, pathId } from './http/request'
import { inUnits } from './http/units'

const tag = 'Codebook'

export function recheckRoutes(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listRechecks',
      method: 'get',
      path: '/api/v1/projects/{p}/rechecks',
      tag,
      summary: 'Your passages that you coded before the meaning of a tag changed, to look at again',
      request: { params: params('p'), query: recheckQuery },
      responses: { 200: json(recheckPage) },
    }),
    async (c) => {
      const { tagId, documentId, units, ...query } = c.req.valid('query')
      const all = await listRechecks(db, c.get('member'), { tagId, documentId })
      const page = pageOfAll(all, query, ['annotationId', 'tagId'])
      return c.json(await inUnits(db, c.get('member'), units, page), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'confirmRechecks',
      method: 'post',
      path: '/api/v1/projects/{p}/rechecks',
      tag,
      summary: 'Tick passages of yours off as still right under a tag as it is now',
      request: { params: params('p'), body: body(rechecked) },
      responses: { 200: withEvent(json(recheckDone)) },
    }),
    async (c) => {
      const { event, checked } = await tickRechecks(db, c.get('member'), c.req.valid('json').items, now())
      tellEvent(c, event)
      return c.json({ checked }, 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getTagChanges',
      method: 'get',
      path: '/api/v1/projects/{p}/tags/{t}/changes',
      tag,
      summary: 'What changed about the meaning of a tag since you coded, and how far its coders are with looking again',
      request: { params: params('p', 't') },
      responses: { 200: json(changesSchema) },
    }),
    async (c) => c.json(await meaningChanges(db, c.get('member'), pathId(c.req.valid('param').t, 'tag')), 200),
  )
}
