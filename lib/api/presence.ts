import { presencePut } from '@/lib/schemas/presence'
import { tellPresence } from '@/lib/services/tell-presence'
import type { Api } from './app'
import type { ApiParts } from './context'
import { body, nothing, operation } from './operation'
import { params } from './request'

export function presenceRoutes(api: Api, { db, live }: ApiParts): void {
  api.openapi(
    operation({
      method: 'post',
      path: '/api/v1/projects/{p}/presence',
      tag: 'History',
      summary: 'Say which document you have open and roughly where you are; say it again within half a minute, or you have left',
      request: { params: params('p'), body: body(presencePut) },
      responses: { 204: nothing },
    }),
    async (c) => {
      await tellPresence(db, live, c.get('member'), c.req.valid('json'))
      return c.body(null, 204)
    },
  )
}
