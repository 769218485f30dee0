import { listVerdicts } from '@/lib/data/review/verdicts'
import type { Database } from '@/lib/data/database/client'
import { currentRevision } from '@/lib/data/documents/revision-text'
import type { Member } from '@/lib/domain/access/viewer'
import { notFound } from '@/lib/errors'
import { page } from '@/lib/schemas/primitives'
import {
  contest,
  differencePage,
  differenceQuery,
  verdict,
  verdictCreate,
  verdictQuery,
  verdictsGiven,
  type VerdictCreate,
} from '@/lib/schemas/review'
import { contestVerdict } from '@/lib/services/review/contest-verdict'
import { giveVerdict } from '@/lib/services/review/give-verdict'
import { listDifferences } from '@/lib/services/review/list-differences'
import { withdrawVerdict } from '@/lib/services/review/withdraw-verdict'
import type { Api, ApiParts } from './http/context'
import { withEvent, body, json, nothing, operation, problemResponse, tellEvent } from './http/operation'
import { flag, list, params, pathId } from './http/request'
import { fromUnits, inUnits, unitsQuery, type Units } from './http/units'

const tag = 'Review'
const project = '/api/v1/projects/{p}'
const given = {
  200: json(verdictsGiven, 'There was nothing to do'),
  201: withEvent(json(verdictsGiven)),
  409: problemResponse('Somebody changed their coding of the passage meanwhile'),
}

export function reviewRoutes(api: Api, parts: ApiParts): void {
  comparing(api, parts)
  settling(api, parts)
  verdicts(api, parts)
}

/** Where coders differ. */
function comparing(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listRoundDifferences',
      method: 'get',
      path: `${project}/rounds/{r}/differences`,
      tag,
      summary: 'Where the coders of a round differ, passage by passage',
      request: { params: params('p', 'r'), query: differenceQuery },
      responses: { 200: json(differencePage) },
    }),
    async (c) => {
      const { documentId, coderId, units, ...wanted } = c.req.valid('query')
      const comparison = {
        roundId: pathId(c.req.valid('param').r, 'round'),
        documentIds: list(documentId),
        coderIds: list(coderId),
      }
      return c.json(
        await inUnits(db, c.get('member'), units, await listDifferences(db, c.get('member'), comparison, wanted)),
        200,
      )
    },
  )
  api.openapi(
    operation({
      operationId: 'listDifferences',
      method: 'get',
      path: `${project}/differences`,
      tag,
      summary: 'Where any coders differ on any documents, outside of rounds',
      request: { params: params('p'), query: differenceQuery },
      responses: { 200: json(differencePage) },
    }),
    async (c) => {
      const { documentId, coderId, units, ...wanted } = c.req.valid('query')
      const comparison = { roundId: null, documentIds: list(documentId), coderIds: list(coderId) }
      return c.json(
        await inUnits(db, c.get('member'), units, await listDifferences(db, c.get('member'), comparison, wanted)),
        200,
      )
    },
  )
}

/** Verdicts given. */
function settling(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'settleRoundDifference',
      method: 'post',
      path: `${project}/rounds/{r}/verdicts`,
      tag,
      summary: 'Settle a passage of a round, or everything that is unanimous',
      request: { params: params('p', 'r'), query: unitsQuery, body: body(verdictCreate) },
      responses: given,
    }),
    async (c) => {
      const { event, ...done } = await giveVerdict(
        db,
        c.get('member'),
        pathId(c.req.valid('param').r, 'round'),
        await decisionIn(db, c.get('member'), c.req.valid('query').units, c.req.valid('json')),
        now(),
      )
      tellEvent(c, event)
      return c.json(done, done.given > 0 ? 201 : 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'settleDifference',
      method: 'post',
      path: `${project}/verdicts`,
      tag,
      summary: 'The same outside of rounds: say whose coding is compared',
      request: { params: params('p'), query: unitsQuery, body: body(verdictCreate) },
      responses: given,
    }),
    async (c) => {
      const { event, ...done } = await giveVerdict(
        db,
        c.get('member'),
        null,
        await decisionIn(db, c.get('member'), c.req.valid('query').units, c.req.valid('json')),
        now(),
      )
      tellEvent(c, event)
      return c.json(done, done.given > 0 ? 201 : 200)
    },
  )
}

/** Verdicts there are. */
function verdicts(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listVerdicts',
      method: 'get',
      path: `${project}/verdicts`,
      tag,
      summary: 'Verdicts, newest first; with mine=true what became of your own coding',
      request: { params: params('p'), query: verdictQuery },
      responses: { 200: json(page(verdict)) },
    }),
    async (c) => {
      const { documentId, roundId, mine, contested, emptied, fate, units, ...query } = c.req.valid('query')
      const wanted = {
        documentIds: list(documentId),
        roundIds: list(roundId),
        mine: mine === 'true',
        contested: flag(contested),
        emptied: flag(emptied),
        fate,
      }
      return c.json(
        await inUnits(db, c.get('member'), units, await listVerdicts(db, c.get('member'), wanted, query)),
        200,
      )
    },
  )
  api.openapi(
    operation({
      operationId: 'contestVerdict',
      method: 'post',
      path: `${project}/verdicts/{v}/contest`,
      tag,
      summary: 'Contest a verdict on your own coding',
      request: { params: params('p', 'v'), query: unitsQuery, body: body(contest) },
      responses: { 200: withEvent(json(verdict)), 409: problemResponse('It is contested already') },
    }),
    async (c) => {
      const { row, event } = await contestVerdict(
        db,
        c.get('member'),
        pathId(c.req.valid('param').v, 'verdict'),
        c.req.valid('json').reason,
        now(),
      )
      tellEvent(c, event)
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'withdrawVerdict',
      method: 'post',
      path: `${project}/verdicts/{v}/withdraw`,
      tag,
      summary: 'Withdraw a verdict of which nothing is left that it was about, with what it wrote into the consensus',
      request: { params: params('p', 'v') },
      responses: {
        204: withEvent(nothing),
        409: problemResponse('Something of it is left: give another verdict, or revert this one from the history'),
      },
    }),
    async (c) => {
      const { event } = await withdrawVerdict(db, c.get('member'), pathId(c.req.valid('param').v, 'verdict'), now())
      tellEvent(c, event)
      return c.body(null, 204)
    },
  )
}

/** A decision with its spans in our units; they count in the text as it is now. */
async function decisionIn(db: Database, member: Member, units: Units, decision: VerdictCreate): Promise<VerdictCreate> {
  if (units === 'utf16' || decision.outcome !== 'edited') return decision
  const current = await currentRevision(db, member, decision.documentId)
  if (!current) throw notFound('document')
  const spans = []
  for (const span of decision.spans)
    spans.push({ ...span, ...(await fromUnits(db, member, units, current.revisionId, span)) })
  return { ...decision, spans }
}
