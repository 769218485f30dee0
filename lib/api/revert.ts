import { notFound } from '@/lib/errors'
import { eventReverted, revertPreview } from '@/lib/schemas/history'
import { previewRevert, revertEvent } from '@/lib/services/history/revert-event'
import type { Api, ApiParts } from './http/context'
import { withEvent, json, operation, problemResponse, tellEvent } from './http/operation'
import { params } from './http/request'

const tag = 'History'
const path = '/api/v1/projects/{p}/events/{seq}/revert'

export function revertRoutes(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'previewRevert',
      method: 'get',
      path,
      tag,
      summary: 'What reverting an event would do now',
      request: { params: params('p', 'seq') },
      responses: { 200: json(revertPreview) },
    }),
    async (c) => c.json(await previewRevert(db, c.get('member'), numberOf(c.req.valid('param').seq), now()), 200),
  )
  api.openapi(
    operation({
      operationId: 'revertEvent',
      method: 'post',
      path,
      tag,
      summary: 'Revert an event: one’s own, or as a lead anybody’s',
      request: { params: params('p', 'seq') },
      responses: {
        200: withEvent(json(eventReverted)),
        409: problemResponse('It can no longer be reverted; the detail says why'),
      },
    }),
    async (c) => {
      const done = await revertEvent(db, c.get('member'), numberOf(c.req.valid('param').seq), now())
      tellEvent(c, done.seq)
      return c.json(done, 200)
    },
  )
}

function numberOf(seq: string): number {
  if (!/^[1-9]\d{0,14}$/.test(seq)) throw notFound('event')
  return Number(seq)
}
