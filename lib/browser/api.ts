import type { FieldFault, ProblemCode } from '@/lib/errors'
import { connection } from '@/lib/browser/offline/connection'
import { isOfGateway, keptAtHeader, madeForHeader, otherAccount } from '@/lib/domain/offline/answers'
import type { Said } from '@/lib/i18n/said'
import { ownerOfPage } from './page-owner'
import { spoken, unreached } from './spoken'

/** An answer of the API that says no, as problem details: `message` is the sentence for people, in the language of the page. */
export class ProblemError extends Error {
  constructor(
    readonly code: ProblemCode | 'offline',
    message: string,
    readonly status: number,
    readonly errors: readonly Pick<FieldFault, 'path' | 'message'>[] = [],
    /** The row as it stands, with a version-conflict. */
    readonly current: unknown = undefined,
    readonly reason: string | undefined = undefined,
  ) {
    super(message)
    this.name = 'ProblemError'
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/**
 * Calls the API as the signed-in person; `path` is what stands after /api/v1. A body that is not FormData goes as JSON. Every
 * refusal is a ProblemError, and so is a server that cannot be reached (code "offline", status 0). `madeFor` is the account that a
 * change was made for, by default the one that the page was loaded for: while another is signed in it is refused (`isOfOther`).
 */
export async function callApi<T>(
  method: Method,
  path: string,
  body?: object,
  signal?: AbortSignal,
  madeFor?: string,
): Promise<T> {
  return (await callForEvent<T>(method, path, body, signal, madeFor)).value
}

/** Whether this was refused because somebody else is signed in in this browser by now. */
export function isOfOther(error: ProblemError): boolean {
  return error.reason === otherAccount
}

/** The same for an event that can be reverted: `event` is its number for POST /events/{seq}/revert, null where nothing was done. */
export async function callForEvent<T>(
  method: Method,
  path: string,
  body?: object,
  signal?: AbortSignal,
  madeFor?: string,
): Promise<{ value: T; event: number | null }> {
  const owner = method === 'GET' ? undefined : (madeFor ?? ownerOfPage())
  const headers = {
    ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
    ...(owner !== undefined && { [madeForHeader]: owner }),
  }
  const response = await reach(`/api/v1${path}`, {
    method,
    headers,
    body: body === undefined ? undefined : body instanceof FormData ? body : JSON.stringify(body),
    signal,
  })
  const number = response.headers.get('x-event')
  const event = number === null ? null : Number(number)
  if (response.status === 204) return { value: undefined as T, event }
  if (response.ok) return { value: (await response.json()) as T, event }
  throw await problemOf(response)
}

/**
 * What the server answered, or the browser in its place from what it keeps of an earlier answer (lib/browser/offline), where this page has asked for that for the
 * first time: what it has asked for before it knows better than that.
 */
async function reach(url: string, init: RequestInit): Promise<Response> {
  const address = init.method === 'GET' ? url : undefined
  const mark = connection.mark()
  try {
    const response = await fetch(url, { ...init, credentials: 'same-origin' })
    const keptAt = response.headers.get(keptAtHeader)
    const isThere = keptAt === null ? !isOfGateway(response.status) : connection.takesKept(url, Number(keptAt))
    if (!isThere) throw new TypeError('nobody is there')
    if (keptAt === null) connection.reached(mark, address)
    return response
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    void connection.doubt()
    throw new ProblemError('offline', unreached('server'), 0)
  }
}

async function problemOf(response: Response): Promise<ProblemError> {
  return problemFrom(
    response.status,
    response.headers.get('content-type')?.includes('json') ? await response.json() : {},
  )
}

/** A refusal as the API wrote it, from its status and parsed body; null for a body that was not JSON. */
export function problemFrom(status: number, body: unknown): ProblemError {
  const {
    code = 'internal',
    detail = `The server answered ${status}.`,
    said,
    errors = [],
    current,
    reason,
  } = (body ?? {}) as {
    code?: ProblemCode
    detail?: string
    said?: Said
    errors?: FieldFault[]
    current?: unknown
    reason?: string
  }
  const faults = errors.map((fault) => ({ ...fault, message: spoken(fault.said, fault.message) }))
  return new ProblemError(code, spoken(said, detail), status, faults, current, reason)
}

/** Reads a whole list by following its cursors, for lists that are shown whole. A row that comes again, because somebody moved rows meanwhile, stands in it once. */
export async function callAllPages<T extends object>(path: string, signal?: AbortSignal): Promise<T[]> {
  const rows = new Map<unknown, T>()
  let cursor: string | null = null
  do {
    const query: string = `${path.includes('?') ? '&' : '?'}limit=500&total=false${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`
    const page: { items: T[]; nextCursor: string | null } = await callApi('GET', path + query, undefined, signal)
    for (const row of page.items) rows.set(keyOfRow(row), row)
    cursor = page.nextCursor
  } while (cursor !== null)
  return [...rows.values()]
}

/** What makes a row of a list the same one on another page: its id, or the passage and the tag that it is about; a row without either is like no other. */
function keyOfRow(row: object): unknown {
  const { id, annotationId, tagId } = row as { id?: string; annotationId?: string; tagId?: string }
  return id ?? (annotationId !== undefined && tagId !== undefined ? `${annotationId}/${tagId}` : row)
}
