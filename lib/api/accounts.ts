import { z } from 'zod'
import { passwordReset } from '@/lib/schemas/account'
import { id, page, pageQuery } from '@/lib/schemas/primitives'
import { me, meChange, passwordChange, setUp, token, tokenCreate } from '@/lib/schemas/project'
import { changeMe, changePassword, signOutEverywhere } from '@/lib/services/accounts/accounts'
import { resetPassword } from '@/lib/services/accounts/reset-password'
import { setUpInstance } from '@/lib/services/accounts/set-up-instance'
import { listTokens } from '@/lib/data/accounts/tokens'
import { createOwnToken, revokeToken } from '@/lib/services/accounts/tokens'
import { clientAddress } from '@/lib/auth/client-address'
import { sessionCookieHeader } from '@/lib/auth/session'
import { hasPassword, ownSettings } from '@/lib/data/accounts/accounts'
import type { Viewer } from '@/lib/domain/access/viewer'
import type { Api, ApiParts } from './http/context'
import { body, json, nothing, operation, spent, throttled } from './http/operation'
import { params, pathId } from './http/request'
import { signInHere } from './sign-in-here'

const tag = 'Account'

export function accountRoutes(api: Api, parts: ApiParts): void {
  withoutSession(api, parts)
  ownAccount(api, parts)
  ownTokens(api, parts)
}

/** What is done without being signed in. */
function withoutSession(api: Api, parts: ApiParts): void {
  const { db, now } = parts
  api.openapi(
    operation({
      operationId: 'setUpInstance',
      method: 'post',
      path: '/api/v1/setup',
      tag,
      isPublic: true,
      summary: 'Make the first account with the one-time code; the answer signs it in',
      request: { body: body(setUp) },
      responses: { 201: json(z.object({ userId: id })), ...throttled },
    }),
    async (c) => {
      const made = await setUpInstance(db, c.req.valid('json'), clientAddress(c.req.raw.headers), now())
      await signInHere(c, parts, { id: made.userId, sessionVersion: 1 })
      return c.json(made, 201)
    },
  )
  api.openapi(
    operation({
      operationId: 'resetPassword',
      method: 'post',
      path: '/api/v1/resets/{token}',
      tag,
      isPublic: true,
      summary: 'Set a new password with a reset link; the answer signs its owner in',
      request: { params: params('token'), body: body(passwordReset) },
      responses: { 204: nothing, ...throttled, ...spent },
    }),
    async (c) => {
      const signedIn = await resetPassword(
        db,
        {
          secret: c.req.valid('param').token,
          ...c.req.valid('json'),
          address: clientAddress(c.req.raw.headers),
        },
        now(),
      )
      await signInHere(c, parts, signedIn)
      return c.body(null, 204)
    },
  )
}

/** One’s own account. */
function ownAccount(api: Api, parts: ApiParts): void {
  const { db, now } = parts
  api.openapi(
    operation({
      operationId: 'getMe',
      method: 'get',
      path: '/api/v1/me',
      tag,
      summary: 'Who you are',
      responses: { 200: json(me) },
    }),
    async (c) => c.json(await presentMe(parts, c.get('viewer')), 200),
  )
  api.openapi(
    operation({
      operationId: 'updateMe',
      method: 'patch',
      path: '/api/v1/me',
      tag,
      summary: 'Change your name, your language, when you get mail, or the keys of the reader',
      request: { body: body(meChange) },
      responses: { 200: json(me) },
    }),
    async (c) => c.json(await presentMe(parts, await changeMe(db, c.get('viewer'), c.req.valid('json'))), 200),
  )
  api.openapi(
    operation({
      operationId: 'changePassword',
      method: 'post',
      path: '/api/v1/me/password',
      tag,
      summary: 'Change your password; every other session ends',
      request: { body: body(passwordChange) },
      responses: { 204: nothing, ...throttled },
    }),
    async (c) => {
      const { sessionVersion } = await changePassword(
        db,
        c.get('viewer'),
        { ...c.req.valid('json'), credential: c.get('credential') },
        now(),
      )
      // The session that asked goes on under the new version; a token is no session.
      if (c.get('credential').kind === 'session')
        c.header('set-cookie', await sessionCookieHeader({ id: c.get('viewer').userId, sessionVersion }, parts))
      return c.body(null, 204)
    },
  )
  api.openapi(
    operation({
      operationId: 'endSessions',
      method: 'delete',
      path: '/api/v1/me/sessions',
      tag,
      summary: 'Sign out everywhere',
      responses: { 204: nothing },
    }),
    async (c) => {
      await signOutEverywhere(db, c.get('viewer'))
      return c.body(null, 204)
    },
  )
}

/** Tokens for scripts. */
function ownTokens(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listTokens',
      method: 'get',
      path: '/api/v1/me/tokens',
      tag,
      summary: 'List your tokens',
      request: { query: pageQuery },
      responses: { 200: json(page(token)) },
    }),
    async (c) => c.json(await listTokens(db, c.get('viewer'), c.req.valid('query')), 200),
  )
  api.openapi(
    operation({
      operationId: 'createToken',
      method: 'post',
      path: '/api/v1/me/tokens',
      tag,
      summary: 'Make a token; the secret is shown once',
      request: { body: body(tokenCreate) },
      responses: { 201: json(token.extend({ secret: z.string() })), ...throttled },
    }),
    async (c) => {
      const made = await createOwnToken(
        db,
        c.get('viewer'),
        { ...c.req.valid('json'), credential: c.get('credential') },
        now(),
      )
      return c.json({ ...made.token, secret: made.secret }, 201)
    },
  )
  api.openapi(
    operation({
      operationId: 'revokeToken',
      method: 'delete',
      path: '/api/v1/me/tokens/{id}',
      tag,
      summary: 'Revoke a token',
      request: { params: params('id') },
      responses: { 204: nothing },
    }),
    async (c) => {
      await revokeToken(db, c.get('viewer'), pathId(c.req.valid('param').id, 'token'))
      return c.body(null, 204)
    },
  )
}

async function presentMe({ db, sendsMail }: ApiParts, viewer: Viewer) {
  const { userId, name, email, isAdmin, locale, scope } = viewer
  return {
    id: userId,
    name,
    email,
    isAdmin,
    locale,
    scope,
    sendsMail,
    hasPassword: await hasPassword(db, viewer),
    ...(await ownSettings(db, viewer)),
  }
}
