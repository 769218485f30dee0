import { pageOfAll } from '@/lib/data/database/page'
import { getProposal, listProposals } from '@/lib/data/codebook/proposals'
import { notFound } from '@/lib/errors'
import { page } from '@/lib/schemas/primitives'
import {
  proposal as proposalSchema,
  proposalAccept,
  proposalCreate,
  proposalDecline,
  proposalQuery,
} from '@/lib/schemas/proposal'
import { acceptProposal } from '@/lib/services/codebook/accept-proposal'
import { declineProposal, propose, withdrawProposal } from '@/lib/services/codebook/proposals'
import type { Api, ApiParts } from './http/context'
import { withEvent, body, json, operation, tellEvent, told } from './http/operation'
import { params, pathId } from './http/request'

const tag = 'Codebook'
const one = params('p', 'pr')

export function proposalRoutes(api: Api, parts: ApiParts): void {
  proposing(api, parts)
  deciding(api, parts)
}

/** Proposals listed, made and read. */
function proposing(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listProposals',
      method: 'get',
      path: '/api/v1/projects/{p}/proposals',
      tag,
      summary: 'List the changes of the codebook that are proposed, or found in equal names; newest first',
      request: { params: params('p'), query: proposalQuery },
      responses: { 200: json(page(proposalSchema)) },
    }),
    async (c) => {
      const { state, ...query } = c.req.valid('query')
      return c.json(pageOfAll(await listProposals(db, c.get('member'), state), query, ['id']), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'createProposal',
      method: 'post',
      path: '/api/v1/projects/{p}/proposals',
      tag,
      summary: 'Propose a new tag, a change of one, a merge or a deletion',
      request: { params: params('p'), body: body(proposalCreate) },
      responses: { 200: json(proposalSchema, 'It was there already'), 201: withEvent(json(proposalSchema)) },
    }),
    async (c) => {
      const { row, created, event } = await propose(db, c.get('member'), c.req.valid('json'), now())
      tellEvent(c, event)
      return c.json(row, created ? 201 : 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getProposal',
      method: 'get',
      path: '/api/v1/projects/{p}/proposals/{pr}',
      tag,
      summary: 'Read a proposal',
      request: { params: one },
      responses: { 200: json(proposalSchema) },
    }),
    async (c) => {
      const row = await getProposal(db, c.get('member'), pathId(c.req.valid('param').pr, 'proposal'))
      if (!row) throw notFound('proposal')
      return c.json(row, 200)
    },
  )
}

/** What becomes of a proposal. */
function deciding(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'withdrawProposal',
      method: 'delete',
      path: '/api/v1/projects/{p}/proposals/{pr}',
      tag,
      summary: 'Withdraw a proposal of your own',
      request: { params: one },
      responses: { 200: withEvent(json(proposalSchema)) },
    }),
    async (c) =>
      c.json(
        told(c, await withdrawProposal(db, c.get('member'), pathId(c.req.valid('param').pr, 'proposal'), now())),
        200,
      ),
  )
  api.openapi(
    operation({
      operationId: 'acceptProposal',
      method: 'post',
      path: '/api/v1/projects/{p}/proposals/{pr}/accept',
      tag,
      summary: 'Do what a proposal asks for',
      request: { params: one, body: body(proposalAccept) },
      responses: { 200: withEvent(json(proposalSchema)) },
    }),
    async (c) =>
      c.json(
        told(
          c,
          await acceptProposal(
            db,
            c.get('member'),
            pathId(c.req.valid('param').pr, 'proposal'),
            c.req.valid('json'),
            now(),
          ),
        ),
        200,
      ),
  )
  api.openapi(
    operation({
      operationId: 'declineProposal',
      method: 'post',
      path: '/api/v1/projects/{p}/proposals/{pr}/decline',
      tag,
      summary: 'Leave the codebook as it is, with a word to whoever proposed otherwise',
      request: { params: one, body: body(proposalDecline) },
      responses: { 200: withEvent(json(proposalSchema)) },
    }),
    async (c) =>
      c.json(
        told(
          c,
          await declineProposal(
            db,
            c.get('member'),
            pathId(c.req.valid('param').pr, 'proposal'),
            c.req.valid('json').answer,
            now(),
          ),
        ),
        200,
      ),
  )
}
