import { currentRevision } from '@/lib/data/documents/revision-text'
import { presencePut } from '@/lib/schemas/presence'
import { tellPresence } from '@/lib/services/projects/tell-presence'
import type { Api, ApiParts } from './http/context'
import { body, nothing, operation } from './http/operation'
import { params } from './http/request'
import { offsetFromUnits, unitsQuery } from './http/units'

export function presenceRoutes(api: Api, { db, live }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'announcePresence',
      method: 'post',
      path: '/api/v1/projects/{p}/presence',
      tag: 'History',
      summary:
        'Say which document you have open and roughly where you are; say it again within half a minute, or you have left',
      request: { params: params('p'), query: unitsQuery, body: body(presencePut) },
      responses: { 204: nothing },
    }),
    async (c) => {
      const { units } = c.req.valid('query')
      const place = c.req.valid('json')
      const current =
        units === 'utf16' || place.documentId === null
          ? null
          : await currentRevision(db, c.get('member'), place.documentId)
      const offset = current
        ? await offsetFromUnits(db, c.get('member'), units, current.revisionId, place.offset)
        : place.offset
      await tellPresence(db, live, c.get('member'), { ...place, offset })
      return c.body(null, 204)
    },
  )
}
