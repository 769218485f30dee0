import { z } from 'zod'
import type { Credential } from '@/lib/auth/session'
import { account, confirmation, resetLink } from '@/lib/schemas/account'
import { id, page, pageQuery } from '@/lib/schemas/primitives'
import {
  deactivateAccount,
  demandAdmin,
  reactivateAccount,
  readAccounts,
  unlinkAccount,
  type AccountCommand,
} from '@/lib/services/accounts/administrate-accounts'
import { makeResetLinkFor } from '@/lib/services/accounts/reset-password'
import { seedDemoProject } from '@/lib/demo/seed-demo-project'
import type { Api, ApiParts } from './http/context'
import { json, nothing, operation, optionalBody, throttled } from './http/operation'
import { params, pathId } from './http/request'

const tag = 'Administration'

const commandOf = (
  credential: Credential,
  { id }: { id: string },
  { password }: z.infer<typeof confirmation>,
): AccountCommand => ({ userId: pathId(id, 'account'), credential, password })

/** What administrators of the instance may do; everybody else is refused by the services. */
export function administrationRoutes(api: Api, parts: ApiParts): void {
  enteringAccounts(api, parts)
  closingAccounts(api, parts)
  demo(api, parts)
}

/** Who has an account, and how they get in again. */
function enteringAccounts(api: Api, { db, now, baseUrl }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listAccounts',
      method: 'get',
      path: '/api/v1/users',
      tag,
      summary: 'List the accounts of the instance',
      request: { query: pageQuery },
      responses: { 200: json(page(account)) },
    }),
    async (c) => c.json(await readAccounts(db, c.get('viewer'), c.req.valid('query')), 200),
  )
  api.openapi(
    operation({
      operationId: 'createResetLink',
      method: 'post',
      path: '/api/v1/users/{id}/reset-link',
      tag,
      summary: 'Make a link with which somebody sets a new password',
      request: { params: params('id'), body: optionalBody(confirmation) },
      responses: { 201: json(resetLink), ...throttled },
    }),
    async (c) => {
      const { secret, expiresAt } = await makeResetLinkFor(
        db,
        c.get('viewer'),
        commandOf(c.get('credential'), c.req.valid('param'), c.req.valid('json')),
        now(),
      )
      return c.json({ url: `${baseUrl}/resets/${secret}`, expiresAt: expiresAt.toISOString() }, 201)
    },
  )
}

/** Accounts closed, opened again and parted from single sign-on. */
function closingAccounts(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'deactivateAccount',
      method: 'post',
      path: '/api/v1/users/{id}/deactivate',
      tag,
      summary: 'End somebody’s access at once',
      request: { params: params('id'), body: optionalBody(confirmation) },
      responses: { 204: nothing, ...throttled },
    }),
    async (c) => {
      await deactivateAccount(
        db,
        c.get('viewer'),
        commandOf(c.get('credential'), c.req.valid('param'), c.req.valid('json')),
        now(),
      )
      return c.body(null, 204)
    },
  )
  api.openapi(
    operation({
      operationId: 'reactivateAccount',
      method: 'post',
      path: '/api/v1/users/{id}/reactivate',
      tag,
      summary: 'Let somebody in again',
      request: { params: params('id'), body: optionalBody(confirmation) },
      responses: { 204: nothing, ...throttled },
    }),
    async (c) => {
      await reactivateAccount(
        db,
        c.get('viewer'),
        commandOf(c.get('credential'), c.req.valid('param'), c.req.valid('json')),
        now(),
      )
      return c.body(null, 204)
    },
  )
  api.openapi(
    operation({
      operationId: 'unlinkAccount',
      method: 'post',
      path: '/api/v1/users/{id}/unlink',
      tag,
      summary: 'Take an account from whoever signs in as it through single sign-on',
      request: { params: params('id'), body: optionalBody(confirmation) },
      responses: { 204: nothing, ...throttled },
    }),
    async (c) => {
      await unlinkAccount(
        db,
        c.get('viewer'),
        commandOf(c.get('credential'), c.req.valid('param'), c.req.valid('json')),
        now(),
      )
      return c.body(null, 204)
    },
  )
}

/** The project to try things on. */
function demo(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'createDemoProject',
      method: 'post',
      path: '/api/v1/demo',
      tag,
      summary: 'Make the demo project, where there is none yet, and lead it',
      responses: {
        200: json(z.object({ projectId: id }), 'It was there already'),
        201: json(z.object({ projectId: id })),
      },
    }),
    async (c) => {
      demandAdmin(c.get('viewer'))
      const { projectId, created } = await seedDemoProject(db, { now: now(), forUser: c.get('viewer') })
      return c.json({ projectId }, created ? 201 : 200)
    },
  )
}
