import NextAuth from 'next-auth'
import { database } from '@/lib/data/database/client'
import { env, type Env } from '@/lib/env'
import type { AppError } from '@/lib/errors'
import { knownDeviceHeader } from '@/lib/auth/known-device'
import { localAddress } from '@/lib/auth/local-path'
import { nextAuthOptions, type Outcome } from './next-auth-options'
import { providerTrouble } from './provider-issuer'
import { singleSignOn, singleSignOnId } from './single-sign-on'
import { isReadable } from '@/lib/auth/readable-request'

interface RouteContext {
  params: Promise<{ nextauth: string[] }>
}

/** As Next hands it over: an address whose query can be set. */
type RouteRequest = Request & { nextUrl: URL }

/** next-auth's own routes: signing in and out, and the way to a single sign-on provider and back. */
export async function nextAuth(request: RouteRequest, context: RouteContext): Promise<Response> {
  const { nextauth } = await context.params
  const unused = answerUnused(request.method, nextauth)
  if (unused) return unused
  if (!(await isReadable(request)))
    return new Response('The body of the request is not the JSON that it says it is.\n', {
      status: 400,
      headers: { 'cache-control': 'no-store' },
    })
  const settings = env()
  const kept = request.method === 'POST' ? await keptHere(nextauth, settings) : null
  if (kept) return kept
  leadHome(request.nextUrl, settings)
  const outcome: Outcome = {}
  const handle = NextAuth(nextAuthOptions(database(), settings, outcome)) as (
    request: Request,
    context: RouteContext,
  ) => Promise<Response>
  const answer = await handle(request, context)
  if (outcome.refused) return refusal(outcome.refused, settings.BASE_URL)
  return outcome.signedIn ? withSignIn(answer, request, outcome.signedIn, settings) : answer
}

/**
 * The answer to what next-auth serves and this application has no use for. Its browser part may send whatever it likes into the server's log, and so may
 * anybody; nothing of that is taken. A password is never asked after in an address.
 */
function answerUnused(method: string, [action, provider]: readonly string[]): Response | null {
  const headers = { 'cache-control': 'no-store' }
  if (action === '_log') return new Response(null, { status: 204, headers })
  if (action === 'callback' && provider === 'credentials' && method !== 'POST')
    return new Response('Passwords are sent by POST.\n', { status: 405, headers: { ...headers, allow: 'POST' } })
  return null
}

/**
 * The answer to who wants to go to a single sign-on provider that cannot be trusted or asked just now, or null. next-auth does not compare the issuer that the provider's
 * document names. Its browser part goes to the address it is given.
 */
async function keptHere([action, provider]: readonly string[], settings: Env): Promise<Response | null> {
  const issuer = singleSignOn(settings)?.issuer
  if (action !== 'signin' || provider !== singleSignOnId || issuer === undefined) return null
  const trouble = await providerTrouble(issuer)
  if (trouble === null) return null
  const url = `${settings.BASE_URL}/sign-in?error=${trouble}`
  return Response.json({ url }, { headers: { 'cache-control': 'no-store' } })
}

/** What next-auth would answer with a fault of the server, an address that is none, leads to the projects like every address of another site. */
function leadHome(url: URL, { BASE_URL }: Env): void {
  const callback = url.searchParams.get('callbackUrl')
  if (callback !== null) url.searchParams.set('callbackUrl', localAddress(callback, BASE_URL))
}

/** The answer that lets the browser be known from now on, and tells whose address was proven only now what that ended. */
function withSignIn(
  answer: Response,
  request: Request,
  { id, ended }: { id: string; ended: boolean },
  { NEXTAUTH_SECRET, BASE_URL }: Env,
): Response {
  const headers = new Headers(answer.headers)
  headers.append('set-cookie', knownDeviceHeader(request.headers, id, { secret: NEXTAUTH_SECRET, baseUrl: BASE_URL }))
  if (ended && headers.has('location')) headers.set('location', `${BASE_URL}/account?proven`)
  return new Response(answer.body, { status: answer.status, headers })
}

/** The answer to what next-auth can only say was right or wrong. `url` is where its browser part reads the reason from. */
function refusal(error: AppError, baseUrl: string): Response {
  const url = `${baseUrl}/sign-in?error=${encodeURIComponent(error.detail)}`
  return Response.json(
    { url },
    {
      status: error.status,
      headers: { 'retry-after': String(error.extras.retryAfter ?? 60), 'cache-control': 'no-store' },
    },
  )
}
