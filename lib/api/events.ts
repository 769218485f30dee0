import { z } from 'zod'
import { eventsAfter, eventsBefore } from '@/lib/data/events'
import { eventRow } from '@/lib/schemas/document'
import { id } from '@/lib/schemas/primitives'
import type { Api } from './app'
import type { ApiParts } from './context'
import { json, operation } from './operation'
import { params } from './request'

const query = z.strictObject({
  after: z.coerce.number().int().min(0).default(0).meta({ description: 'The seq of the last event you have; 0 for the beginning' }),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  order: z.enum(['oldest', 'newest']).default('oldest').meta({ description: 'newest reads the history back, and takes the three below' }),
  before: z.coerce.number().int().min(1).optional().meta({ description: 'The seq of the last event you have, reading back' }),
  actorId: id.optional().meta({ description: 'Only what this person did' }),
  kind: z.enum(['project', 'member', 'invitation', 'document', 'attribute', 'tag', 'theme', 'annotation', 'round', 'verdict', 'comment']).optional().meta({ description: 'Only what was done to this kind of thing' }),
})

export function eventRoutes(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      method: 'get',
      path: '/api/v1/projects/{p}/events',
      tag: 'History',
      summary: 'What was done: oldest first after a given event, or newest first',
      request: { params: params('p'), query },
      responses: { 200: json(z.object({ items: z.array(eventRow), nextAfter: z.int().meta({ description: 'Send this as after next time' }), more: z.boolean() })) },
    }),
    async (c) => {
      const { after, limit, order, ...back } = c.req.valid('query')
      const { items, more } = order === 'newest' ? await eventsBefore(db, c.get('member'), { ...back, limit }) : await eventsAfter(db, c.get('member'), after, limit)
      const last = order === 'newest' ? items[0] : items.at(-1)
      return c.json({ items, nextAfter: last?.seq ?? after, more }, 200)
    },
  )
}
