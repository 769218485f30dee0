import { listVerdicts } from '@/lib/data/review/verdicts'
import { page } from '@/lib/schemas/primitives'
import { contest, differencePage, differenceQuery, verdict, verdictCreate, verdictQuery, verdictsGiven } from '@/lib/schemas/review'
import { contestVerdict } from '@/lib/services/review/contest-verdict'
import { giveVerdict } from '@/lib/services/review/give-verdict'
import { listDifferences } from '@/lib/services/review/list-differences'
import type { Api } from './app'
import type { ApiParts } from './context'
import { act, body, json, operation, problemResponse, tellEvent } from './operation'
import { flag, list, params, pathId } from './request'

const tag = 'Review'
const project = '/api/v1/projects/{p}'
const given = { 200: json(verdictsGiven, 'There was nothing to do'), 201: act(json(verdictsGiven)), 409: problemResponse('Somebody changed their coding of the passage meanwhile') }

export function reviewRoutes(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({ method: 'get', path: `${project}/rounds/{r}/differences`, tag, summary: 'Where the coders of a round differ, passage by passage', request: { params: params('p', 'r'), query: differenceQuery }, responses: { 200: json(differencePage) } }),
    async (c) => {
      const { documentId, coderId, ...wanted } = c.req.valid('query')
      const comparison = { roundId: pathId(c.req.valid('param').r, 'round'), documentIds: list(documentId), coderIds: list(coderId) }
      return c.json(await listDifferences(db, c.get('member'), comparison, wanted), 200)
    },
  )
  api.openapi(
    operation({ method: 'get', path: `${project}/differences`, tag, summary: 'Where any coders differ on any documents, outside of rounds', request: { params: params('p'), query: differenceQuery }, responses: { 200: json(differencePage) } }),
    async (c) => {
      const { documentId, coderId, ...wanted } = c.req.valid('query')
      return c.json(await listDifferences(db, c.get('member'), { roundId: null, documentIds: list(documentId), coderIds: list(coderId) }, wanted), 200)
    },
  )
  api.openapi(
    operation({ method: 'post', path: `${project}/rounds/{r}/verdicts`, tag, summary: 'Settle a passage of a round, or everything that is unanimous', request: { params: params('p', 'r'), body: body(verdictCreate) }, responses: given }),
    async (c) => {
      const { event, ...done } = await giveVerdict(db, c.get('member'), pathId(c.req.valid('param').r, 'round'), c.req.valid('json'), now())
      tellEvent(c, event)
      return c.json(done, done.given > 0 ? 201 : 200)
    },
  )
  api.openapi(
    operation({ method: 'post', path: `${project}/verdicts`, tag, summary: 'The same outside of rounds: say whose coding is compared', request: { params: params('p'), body: body(verdictCreate) }, responses: given }),
    async (c) => {
      const { event, ...done } = await giveVerdict(db, c.get('member'), null, c.req.valid('json'), now())
      tellEvent(c, event)
      return c.json(done, done.given > 0 ? 201 : 200)
    },
  )
  api.openapi(
    operation({ method: 'get', path: `${project}/verdicts`, tag, summary: 'Verdicts, newest first; with mine=true what became of your own coding', request: { params: params('p'), query: verdictQuery }, responses: { 200: json(page(verdict)) } }),
    async (c) => {
      const { documentId, roundId, mine, contested, fate, ...query } = c.req.valid('query')
      return c.json(await listVerdicts(db, c.get('member'), { documentIds: list(documentId), roundIds: list(roundId), mine: mine === 'true', contested: flag(contested), fate }, query), 200)
    },
  )
  api.openapi(
    operation({ method: 'post', path: `${project}/verdicts/{v}/contest`, tag, summary: 'Contest a verdict on your own coding', request: { params: params('p', 'v'), body: body(contest) }, responses: { 200: act(json(verdict)), 409: problemResponse('It is contested already') } }),
    async (c) => {
      const { row, event } = await contestVerdict(db, c.get('member'), pathId(c.req.valid('param').v, 'verdict'), c.req.valid('json').reason, now())
      tellEvent(c, event)
      return c.json(row, 200)
    },
  )
}
