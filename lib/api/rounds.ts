import type { Database } from '@/lib/data/database/client'
import { currentRevision } from '@/lib/data/documents/revision-text'
import { getRound, listRounds, ownTasks } from '@/lib/data/rounds/rounds'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import { page, pageQuery } from '@/lib/schemas/primitives'
import {
  ownTask,
  ownTaskQuery,
  reopening,
  round,
  roundChange,
  roundCreate,
  roundDetail,
  submission,
  type RoundCreate,
} from '@/lib/schemas/round'
import { changeRound, deleteRound } from '@/lib/services/rounds/change-round'
import { createRound } from '@/lib/services/rounds/create-round'
import { reopenTask, submitTask } from '@/lib/services/rounds/submit-task'
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
import { fromUnits, inUnits, unitsQuery, type Units } from './http/units'
import { say } from '@/lib/i18n/say'

const tag = 'Rounds'
const one = '/api/v1/projects/{p}/rounds/{r}'
const inTheWay = { 409: problemResponse('Somebody has begun, or it was changed meanwhile; the detail says which') }

export function roundRoutes(api: Api, parts: ApiParts): void {
  listingRounds(api, parts)
  oneRound(api, parts)
  handingIn(api, parts)
}

/** Rounds, one’s own tasks in them, and rounds set up. */
function listingRounds(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listRounds',
      method: 'get',
      path: '/api/v1/projects/{p}/rounds',
      tag,
      summary: 'List rounds, newest first',
      request: { params: params('p'), query: pageQuery },
      responses: { 200: json(page(round)) },
    }),
    async (c) => c.json(await listRounds(db, c.get('member'), c.req.valid('query')), 200),
  )
  api.openapi(
    operation({
      operationId: 'listTasks',
      method: 'get',
      path: '/api/v1/projects/{p}/tasks',
      tag,
      summary: 'Your own queue: what you have to code in rounds that are not closed',
      request: { params: params('p'), query: ownTaskQuery },
      responses: { 200: json(page(ownTask)) },
    }),
    async (c) => {
      const { units, ...query } = c.req.valid('query')
      return c.json(await inUnits(db, c.get('member'), units, await ownTasks(db, c.get('member'), query)), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'createRound',
      method: 'post',
      path: '/api/v1/projects/{p}/rounds',
      tag,
      summary: 'Set up a round',
      request: { params: params('p'), query: unitsQuery, body: body(roundCreate) },
      responses: { 200: json(roundDetail, 'It was there already'), 201: withEvent(json(roundDetail)) },
    }),
    async (c) => {
      const { row, created, event } = await createRound(
        db,
        c.get('member'),
        await passagesIn(db, c.get('member'), c.req.valid('query').units, c.req.valid('json')),
        now(),
      )
      tellEvent(c, event)
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), created ? 201 : 200)
    },
  )
}

/** One round read, changed or put away. */
function oneRound(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'getRound',
      method: 'get',
      path: one,
      tag,
      summary: 'Read a round with its tasks',
      request: { params: params('p', 'r'), query: unitsQuery },
      responses: { 200: json(roundDetail) },
    }),
    async (c) => {
      const row = await getRound(db, c.get('member'), pathId(c.req.valid('param').r, 'round'))
      if (!row) throw notFound('round')
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'updateRound',
      method: 'patch',
      path: one,
      tag,
      summary: 'Change, open early, close or resume a round',
      request: { params: params('p', 'r'), headers: ifMatch, query: unitsQuery, body: body(roundChange) },
      responses: { 200: withEvent(json(roundDetail)), ...inTheWay },
    }),
    async (c) => {
      const { row, event } = await changeRound(
        db,
        c.get('member'),
        pathId(c.req.valid('param').r, 'round'),
        withVersion(c.req.valid('json'), c.req.header('if-match')),
        now(),
      )
      tellEvent(c, event)
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'deleteRound',
      method: 'delete',
      path: one,
      tag,
      summary: 'Move a round to the bin; its annotations stay',
      request: { params: params('p', 'r'), ...deletion },
      responses: { 204: withEvent(nothing), ...inTheWay },
    }),
    async (c) => {
      const { event } = await deleteRound(
        db,
        c.get('member'),
        pathId(c.req.valid('param').r, 'round'),
        await deletedVersion(c),
        now(),
      )
      tellEvent(c, event)
      return c.body(null, 204)
    },
  )
}

/** Work handed in, and given back. */
function handingIn(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'submitTask',
      method: 'post',
      path: `${one}/submit`,
      tag,
      summary: 'Hand in your own coding of a document; it is frozen until reopened',
      request: { params: params('p', 'r'), query: unitsQuery, body: body(submission) },
      responses: { 200: withEvent(json(roundDetail)), 409: problemResponse('The round is closed') },
    }),
    async (c) => {
      const { row, event } = await submitTask(
        db,
        c.get('member'),
        pathId(c.req.valid('param').r, 'round'),
        c.req.valid('json').documentId,
        now(),
      )
      tellEvent(c, event)
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'reopenTask',
      method: 'post',
      path: `${one}/reopen`,
      tag,
      summary: 'Give a submitted document back to its coder',
      request: { params: params('p', 'r'), query: unitsQuery, body: body(reopening) },
      responses: { 200: withEvent(json(roundDetail)) },
    }),
    async (c) => {
      const { row, event } = await reopenTask(
        db,
        c.get('member'),
        pathId(c.req.valid('param').r, 'round'),
        c.req.valid('json'),
        now(),
      )
      tellEvent(c, event)
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), 200)
    },
  )
}

/** The passages asked for in our units; they count in the texts as they are now. */
async function passagesIn(db: Database, member: Member, units: Units, input: RoundCreate): Promise<RoundCreate> {
  if (units === 'utf16') return input
  const passages = []
  for (const passage of input.passages) {
    const current = await currentRevision(db, member, passage.documentId)
    if (!current)
      throw new AppError('invalid', say('refusals.rounds.passageDocumentGone'), {
        errors: [fault('passages', say('faults.noSuchDocument'))],
      })
    passages.push({ ...passage, ...(await fromUnits(db, member, units, current.revisionId, passage)) })
  }
  return { ...input, passages }
}
