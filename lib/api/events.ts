import { z } from 'zod'
import { eventsAfter } from '@/lib/data/history/events'
import { newestEvent } from '@/lib/data/history/newest-event'
import type { ShownEvent } from '@/lib/domain/history/shown-event'
import { AppError, fault } from '@/lib/errors'
import { eventKind, historyRow } from '@/lib/schemas/history'
import { id, time, units } from '@/lib/schemas/primitives'
import { readHistory } from '@/lib/services/history/read-history'
import type { Api, ApiParts } from './http/context'
import { json, operation, problemResponse } from './http/operation'
import { params } from './http/request'
import { recordInUnits } from './http/units'
import { say } from '@/lib/i18n/say'

const moment = time.transform((text) => new Date(text))

const query = z.strictObject({
  after: z.coerce.number().int().min(0).optional().meta({
    description:
      'The seq of the last event you have; 0, or a number that you are not shown, for the beginning, which is also where a list begins without it; a stream without it begins now',
  }),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .meta({ description: 'The nextCursor of an answer: the same as after, or before where the history is read back' }),
  order: z
    .enum(['oldest', 'newest'])
    .default('oldest')
    .meta({ description: 'newest reads the history back, and takes what is below' }),
  before: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .meta({ description: 'The seq of the last event you have, reading back' }),
  actorId: z
    .union([id, z.literal('me')])
    .optional()
    .meta({ description: 'Only what this person did; me for yourself' }),
  kind: eventKind.optional().meta({ description: 'Only what was done to this kind of thing' }),
  documentId: id.optional().meta({ description: 'Only what was done to or in this document' }),
  roundId: id.optional().meta({ description: 'Only what belongs to this round' }),
  from: moment.optional().meta({ description: 'Only what was done at or after this time' }),
  to: moment.optional().meta({ description: 'Only what was done before this time' }),
  units: units.meta({
    description:
      'Of a list, what the offsets in both sides of an event count; a stream tells them in UTF-16 code units',
  }),
})

/**
 * A stream of server-sent events: `event` carries one event, with its seq as id and `cut: true` where its sides were too long and are to be had from the list;
 * `presence` carries who else is in which document, and `veil` on which documents one is blind, with a sign of all that is hidden, when the stream opens and when it changes; both without id.
 */
const listOrStream = <T extends z.ZodType>(schema: T) => {
  const list = json(schema)
  return { ...list, content: { ...list.content, 'text/event-stream': { schema: z.string() } } }
}

// no-transform and x-accel-buffering keep what stands between from gathering the stream before it passes it on.
const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

/** The position that a client had reached when its stream broke off. */
function lastEventId(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined
}

/** Refuses what was asked for and would be passed over: an answer that is not what was asked for looks like one that is. */
function demandUsable(given: Record<string, unknown>, where: 'stream' | 'oldest' | 'newest'): void {
  const unusable = Object.keys(given).filter((name) => given[name] !== undefined)
  if (unusable.length > 0)
    throw new AppError('invalid', say('refusals.http.notAskedOf', { where, names: unusable }), {
      errors: unusable.map((path) => fault(path, say('faults.notAskedOf', { where }))),
    })
}

// Who may see an event is decided event by event, so there is no total that would not cost reading the whole log.
const eventList = z.object({
  items: z.array(historyRow),
  nextCursor: z.string().nullable().meta({ description: 'Where the list goes on; null where nothing follows now' }),
  nextAfter: z.int().meta({ description: 'Send this as after next time, to hear what is new' }),
  more: z.boolean(),
})

export function eventRoutes(api: Api, { db, live }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listEvents',
      method: 'get',
      path: '/api/v1/projects/{p}/events',
      tag: 'History',
      summary:
        'What was done: oldest first after a given event, or newest first; with Accept: text/event-stream as it happens',
      request: { params: params('p'), query },
      responses: { 200: listOrStream(eventList), 429: problemResponse('Of a stream: this person has too many open') },
    }),
    async (c) => {
      const {
        cursor,
        limit,
        order,
        actorId,
        units,
        after: askedAfter,
        before: askedBefore,
        ...rest
      } = c.req.valid('query')
      const isBack = order === 'newest'
      const [given, before] =
        cursor === undefined
          ? [askedAfter, askedBefore]
          : isBack
            ? [undefined, Number(cursor)]
            : [Number(cursor), undefined]
      const filter = { ...rest, actorId: actorId === 'me' ? c.get('member').userId : actorId }
      const isStream = c.req.header('accept')?.includes('text/event-stream') ?? false
      demandUsable(
        { after: isBack ? askedAfter : undefined, before: isBack ? undefined : askedBefore, ...(isStream && filter) },
        isStream ? 'stream' : order,
      )
      if (isStream) {
        if (units !== 'utf16')
          throw new AppError('invalid', say('refusals.http.streamUnits'), {
            errors: [fault('units', say('faults.notOfStream'))],
          })
        const from = lastEventId(c.req.header('last-event-id')) ?? given ?? (await newestEvent(db, c.get('member')))
        return c.body(await live.open(c.get('credential'), c.get('member'), from), 200, streamHeaders)
      }
      const after = given ?? 0
      const { items, more }: { items: ShownEvent[]; more: boolean } = isBack
        ? await readHistory(db, c.get('member'), { ...filter, before, limit })
        : await eventsAfter(db, c.get('member'), after, limit, filter)
      const newest = isBack ? items[0] : items.at(-1)
      const nextCursor = more ? String(items.at(-1)?.seq ?? after) : null
      return c.json(
        {
          items: await recordInUnits(db, c.get('member'), units, items),
          nextCursor,
          nextAfter: newest?.seq ?? after,
          more,
        },
        200,
      )
    },
  )
}
