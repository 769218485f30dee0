import { createRoute, type RouteConfig } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { madeForHeader } from '@/lib/domain/offline/answers'
import { problem } from '@/lib/schemas/primitives'

/** A refusal, as problem details. */
export const problemResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problem } },
})

const failures = {
  400: problemResponse('The request could not be read'),
  401: problemResponse('Not signed in'),
  403: problemResponse('Not allowed'),
  404: problemResponse('Missing, or not yours to see'),
  422: problemResponse('Something in the request is not right'),
  500: problemResponse('A fault of the server; nothing was carried out'),
  503: problemResponse('The database cannot be reached, or too much is under way; try again after Retry-After seconds'),
} as const

/** The further ways of what changes something. */
const writeFailures = {
  409: problemResponse('It exists already, or somebody changed it meanwhile: then current is the row as it stands'),
  413: problemResponse('Larger than this server takes'),
} as const

/**
 * One operation of the API: its name for generated clients (a verb and what it is done to), method, path, what goes in and what comes out. The ways to fail
 * are the same everywhere and added here. `isPublic`: it asks for no credential.
 */
export function operation<
  const Path extends string,
  const Request extends NonNullable<RouteConfig['request']>,
  const Responses extends RouteConfig['responses'],
>(config: {
  operationId: string
  method: 'get' | 'post' | 'patch' | 'delete'
  path: Path
  tag: string
  summary: string
  isPublic?: true
  request?: Request
  responses: Responses
}) {
  const { tag, isPublic, ...rest } = config
  const ways = config.method === 'get' ? failures : { ...failures, ...writeFailures }
  return createRoute({
    ...rest,
    ...(isPublic && { security: [] }),
    request: {
      ...config.request,
      ...(config.method !== 'get' && !isPublic && { headers: withMadeFor(config.request?.headers) }),
    } as Request,
    tags: [tag],
    responses: { ...ways, ...config.responses },
  })
}

/** The further way to fail of what can be guessed at: wait as long as Retry-After says. */
export const throttled = {
  429: problemResponse('Too many attempts failed; try again after Retry-After seconds'),
} as const

/** The further way to fail of a link that somebody was given. */
export const spent = { 410: problemResponse('The link was used, withdrawn or has expired') } as const

/** A JSON answer. */
export const json = <T extends z.ZodType>(schema: T, description = 'Done') => ({
  description,
  content: { 'application/json': { schema } },
})

/** A JSON body, required. */
export const body = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
})

/** A JSON body that may be left out. */
export const optionalBody = <T extends z.ZodType>(schema: T) => ({ ...body(schema), required: false })

/** The header in which a change of a row with a version may say which one was seen. */
export const ifMatch = z.object({
  'if-match': z.string().optional().meta({ description: 'The version that you saw, such as "3"' }),
})

/** The headers of what changes something as somebody: those it has, and for whom it was made, which the guards read. */
function withMadeFor(headers: NonNullable<RouteConfig['request']>['headers']): z.ZodObject {
  const own = headers instanceof z.ZodObject ? headers : z.object({})
  return own.extend({
    [madeForHeader]: z.string().optional().meta({
      description:
        'The id of the account that this was made for. Where another is signed in nothing is stored: 401, with the reason other-account',
    }),
  })
}

/**
 * What the deletion of a row with a version may say: which version was seen, in a body or as If-Match. The body is described here and read by
 * `deletedVersion`: many clients announce JSON with a DELETE and send none.
 */
export const deletion = {
  headers: ifMatch,
  body: {
    required: false,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: { version: { type: 'integer', minimum: 1 } },
          additionalProperties: false,
        },
      },
    },
  },
} as const

/** An answer without a body. */
export const nothing = { description: 'Done' }

const eventHeaders = z.object({
  'x-event': z.string().optional().meta({ description: 'The number of the event, for POST /events/{seq}/revert' }),
})

/** The answer to an event that can be reverted: its number comes in a header. */
export const withEvent = <T extends { description: string }>(answer: T) => ({ ...answer, headers: eventHeaders })

/** Says in the answer's header which event was done. */
export function tellEvent(c: Context, event: number | null): void {
  if (event !== null) c.header('x-event', String(event))
}

/** The row that an event left, its number said in the answer's header. */
export function told<T>(c: Context, { row, event }: { row: T; event: number | null }): T {
  tellEvent(c, event)
  return row
}
