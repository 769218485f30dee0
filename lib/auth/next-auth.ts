import NextAuth from 'next-auth'
import { database } from '@/lib/data/client'
import { env } from '@/lib/env'
import type { AppError } from '@/lib/errors'
import { nextAuthOptions } from './next-auth-options'

interface RouteContext {
  params: Promise<{ nextauth: string[] }>
}

/** next-auth's own routes: signing in and out, and the way to a single sign-on provider and back. */
export async function nextAuth(request: Request, context: RouteContext): Promise<Response> {
  let refused: AppError | undefined
  const handle = NextAuth(nextAuthOptions(database(), env(), (error) => (refused = error))) as (request: Request, context: RouteContext) => Promise<Response>
  const answer = await handle(request, context)
  return refused ? tooManyAttempts(refused, env().BASE_URL) : answer
}

/** The answer to a sign-in that must wait. `url` is where next-auth's browser part reads the reason from. */
function tooManyAttempts(error: AppError, baseUrl: string): Response {
  const url = `${baseUrl}/sign-in?error=${encodeURIComponent(error.detail)}`
  return Response.json({ url }, { status: error.status, headers: { 'retry-after': String(error.extras.retryAfter ?? 60), 'cache-control': 'no-store' } })
}
