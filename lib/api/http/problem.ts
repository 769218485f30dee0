import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { databaseTrouble, type DatabaseTrouble } from '@/lib/data/database/database-trouble'
import { uniqueViolation } from '@/lib/data/database/violations'
import { AppError, fault, problems, type FieldFault } from '@/lib/errors'
import { log } from '@/lib/log'
import type { ApiEnv } from './context'
import { routeOf } from './route-of'
import { saidOf, type Issue } from './said-of-issue'
import { inEnglish, say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** Every failure leaves as RFC 9457 problem details; what was not expected is logged and says nothing of itself. */
export function presentProblem(error: unknown, c: Context<ApiEnv>): Response {
  const known = asAppError(error)
  const problem = known ?? new AppError('internal', say('refusals.http.internal'))
  const requestId = c.get('requestId')
  if (problem.status >= 500 && !(error instanceof AppError))
    log().error({ err: error, requestId, method: c.req.method, route: routeOf(c) }, 'request failed')
  const { retryAfter } = problem.extras
  const headers = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': requestId,
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  }
  // A new one: headers that were meant for the answer that failed do not belong to it.
  return new Response(JSON.stringify(problemDetails(problem, requestId)), { status: problem.status, headers })
}

/** A refusal as RFC 9457 has it. */
export function problemDetails(
  { code, status, detail, said, extras: { errors, current, reason } }: AppError,
  requestId: string,
): object {
  return {
    type: `/problems/${code}`,
    title: problems[code].title,
    status,
    code,
    detail,
    said,
    reason,
    errors,
    current,
    requestId,
  }
}

const troubles: Record<DatabaseTrouble, { said: Said; retryAfter: number }> = {
  away: {
    said: say('refusals.http.databaseAway'),
    retryAfter: 5,
  },
  full: {
    said: say('refusals.http.databaseFull'),
    retryAfter: 60,
  },
  busy: {
    said: say('refusals.http.databaseBusy'),
    retryAfter: 1,
  },
  slow: {
    said: say('refusals.http.databaseSlow'),
    retryAfter: 60,
  },
}

/** What is answered while something is wrong with the database. */
function unavailable(trouble: DatabaseTrouble): AppError {
  const { said, retryAfter } = troubles[trouble]
  return new AppError('unavailable', said, { retryAfter })
}

function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  const trouble = databaseTrouble(error)
  if (trouble !== null) return unavailable(trouble)
  // A client-made id that something has which is in the bin, or which the caller may not see: what it is is not said.
  if (uniqueViolation(error)?.endsWith('_pkey')) return new AppError('already-exists', say('refusals.http.idTaken'))
  if (error instanceof HTTPException) {
    if (error.status === 413) return new AppError('too-large', say('refusals.http.larger'))
    if (error.status < 500) return new AppError('malformed', say('refusals.http.bodyUnread'))
  }
  return null
}

/** How many faults somebody is told of, and how long a path and a message of one may be, in UTF-16 code units: what was sent may be all faults. */
const most = { faults: 100, path: 200, message: 500 } as const

/** What zod found, as field faults: the first of them, and how many more there are. */
export function fieldFaults(issues: readonly Issue[]): FieldFault[] {
  const told = issues.slice(0, most.faults).map((issue) => {
    const said = saidOf(issue)
    return {
      path: shortened(issue.path.map(String).join('.'), most.path),
      message: shortened(inEnglish(said), most.message),
      said,
    }
  })
  const left = issues.length - told.length
  return left === 0 ? told : [...told, fault('', say('faults.more', { count: left }))]
}

const shortened = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`
