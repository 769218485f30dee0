import type { Context, MiddlewareHandler } from 'hono'
import { bearerToken, readCredential, type Credential } from '@/lib/auth/session'
import { findMember, findViewer } from '@/lib/data/accounts/identity'
import { isId } from '@/lib/data/database/ids'
import type { Viewer } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'
import { madeForHeader, otherAccount } from '@/lib/domain/offline/answers'
import { authorise } from '@/lib/services/authorise'
import { noteTokenUse } from '@/lib/services/accounts/tokens'
import type { ApiEnv, ApiParts } from './context'
import { say } from '@/lib/i18n/say'

const readMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether a request changes nothing: by its method, or because it asks a query, whose text is sent as a body. */
const onlyReads = ({ method, path }: { method: string; path: string }): boolean =>
  readMethods.has(method) || (method === 'POST' && /^\/api\/v1\/projects\/[^/]+\/query$/u.test(path))

/** Lets signed-in people through and refuses writes with a token that only reads. */
export function signedIn(parts: ApiParts): MiddlewareHandler<ApiEnv> {
  const { db } = parts
  return async (c, next) => {
    const credential = await readCredential(c.req.raw.headers, parts)
    const viewer = credential && (await findViewer(db, credential))
    if (!credential || !viewer) throw notSignedIn()
    demandMadeFor(c, viewer)
    if (credential.kind === 'token') await noteTokenUse(db, credential.hash, parts.now())
    demandScope(viewer, c.req)
    c.set('viewer', viewer)
    c.set('credential', credential)
    sayMadeFor(c, viewer, credential)
    await next()
  }
}

/** Lets members of the project in the path through; a stranger gets the answer of a project that is not there. */
export function inProject(parts: ApiParts): MiddlewareHandler<ApiEnv> {
  const { db } = parts
  return async (c, next) => {
    const projectId = c.req.param('p') ?? ''
    const credential = await readCredential(c.req.raw.headers, parts)
    const found =
      credential && (isId(projectId) ? await findMember(db, credential, projectId) : await strangerTo(credential))
    if (!credential || !found) throw notSignedIn()
    demandMadeFor(c, found.viewer)
    if (credential.kind === 'token') await noteTokenUse(db, credential.hash, parts.now())
    if (!found.member) throw notFound('project')
    demandScope(found.viewer, c.req)
    c.set('viewer', found.viewer)
    c.set('member', found.member)
    c.set('credential', credential)
    sayMadeFor(c, found.viewer, credential)
    await next()
  }
  async function strangerTo(credential: Parameters<typeof findViewer>[1]) {
    const viewer = await findViewer(db, credential)
    return viewer && { viewer, member: null }
  }
}

/** Says in the answer for whom it is made: a browser keeps it for them alone. */
function sayMadeFor(c: Context<ApiEnv>, viewer: Viewer, credential: Credential): void {
  if (credential.kind === 'session') c.header(madeForHeader, viewer.userId)
}

/**
 * Refuses what was made for another account. A browser sends the cookie that it has by now, and in another tab somebody else may have signed in since: what a page
 * has kept back must not go out as theirs.
 */
function demandMadeFor(c: Context<ApiEnv>, viewer: Viewer): void {
  const madeFor = readMethods.has(c.req.method) ? undefined : c.req.header(madeForHeader)
  if (madeFor !== undefined && madeFor.toLowerCase() !== viewer.userId)
    throw new AppError('not-signed-in', say('refusals.http.otherAccount'), { reason: otherAccount })
}

/** Refuses whoever may not add documents before the body is read, which may be a hundred megabytes. */
export const mayUpload: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (c.req.method === 'POST') authorise(c.get('member'), 'documents.write')
  await next()
}

/** Tells the open streams, and other processes, of every change that was made; after its transaction, never in it. */
export function tellLive({ live }: ApiParts): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    await next()
    if (!onlyReads(c.req) && c.res.status < 300 && !c.req.path.endsWith('/presence'))
      live.changed(c.get('member').projectId)
  }
}

/** Puts who is signed in, if anybody, into the context: for the few routes that take both. */
export async function maybeViewer(parts: ApiParts, headers: Headers): Promise<Viewer | null> {
  const credential = await readCredential(headers, parts)
  return credential && findViewer(parts.db, credential)
}

/**
 * A cookie is sent by the browser on its own, so a request that changes something and carries no token must come from our own pages.
 * Browsers send Origin with every such request; where it is missing the request did not come from a page.
 */
export function sameOrigin({ baseUrl }: ApiParts): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const origin = c.req.header('origin')
    const ours = origin === undefined || origin === new URL(baseUrl).origin || hostOf(origin) === c.req.header('host')
    if (
      !readMethods.has(c.req.method) &&
      bearerToken(c.req.header('authorization')) === undefined &&
      (!ours || c.req.header('sec-fetch-site') === 'cross-site')
    )
      throw new AppError('not-allowed', say('refusals.http.otherSite'))
    await next()
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

function demandScope(viewer: Viewer, request: { method: string; path: string }): void {
  if (viewer.scope === 'read' && !onlyReads(request)) throw new AppError('not-allowed', say('refusals.http.tokenReads'))
}

function notSignedIn(): AppError {
  return new AppError('not-signed-in', say('refusals.http.notSignedIn'))
}
