import { createApi } from '@/lib/api/app'
import type { Api } from '@/lib/api/http/context'
import { issueSessionCookie, sessionCookieName } from '@/lib/auth/session'
import type { Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import type { Role } from '@/lib/domain/access/actions'
import { holdToContract } from './contract'

/** Somebody who calls the API with a session of their own. */
export interface Caller {
  id: string
  name: string
  /** The header that signs this person in. */
  cookie: string
  /** Calls /api/v1 + path; answers status, parsed body and headers. */
  call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
}

// The body's shape is the test's to know.
export interface Answer {
  status: number
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read bodies by path and fail where the shape is another
  body: any
  text: string
  headers: Headers
}

const secret = 'a secret for tests only, at least 32 bytes'

/** An API on `db`, with the clock standing where the test puts it. */
export function apiOn(db: Database, now?: () => Date, baseUrl?: string): Api {
  return createApi({ db, secret, ...(now && { now }), ...(baseUrl !== undefined && { baseUrl }) })
}

/** A new account, signed in. */
export async function person(db: Database, api: Api, name: string): Promise<Caller> {
  const id = newId()
  await db.user.create({
    data: { id, name, email: `${name.toLowerCase()}-${id.slice(-12)}@example.org` },
    select: { id: true },
  })
  const cookie = `${sessionCookieName(false)}=${await issueSessionCookie({ id, sessionVersion: 1 }, secret)}`
  return { id, name, cookie, call: caller(api, { cookie }) }
}

/** Calls an API with the given headers; FormData and strings go as they are, anything else as JSON. */
export function caller(api: Api, base: Record<string, string>): Caller['call'] {
  return async (method, path, body, headers = {}) => {
    const raw = body instanceof FormData || typeof body === 'string'
    const type: Record<string, string> =
      body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }
    const address = path.startsWith('/api/') ? path : `/api/v1${path}`
    const response = await api.request(address, {
      method,
      headers: { ...base, ...type, ...headers },
      body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
    })
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(text || 'null') : null
    const contentType = response.headers.get('content-type')?.split(';')[0] ?? ''
    await holdToContract(api, method, address.split('?')[0] ?? '', response.status, contentType, json)
    return { status: response.status, body: json, text, headers: response.headers }
  }
}

/** A project with somebody in each role named, led by `lead`. */
export async function team(db: Database, api: Api, roles: readonly Role[] = ['coder', 'reviewer', 'reader']) {
  const lead = await person(db, api, 'Lena')
  const { body: project } = await lead.call('POST', '/projects', { name: 'Harbours of the strait' })
  const members: Record<Role, Caller> = { lead, coder: lead, reviewer: lead, reader: lead }
  for (const role of roles) {
    if (role === 'lead') continue
    members[role] = await person(db, api, `${role[0]?.toUpperCase()}${role.slice(1)}`)
    await db.membership.create({
      data: { projectId: project.id, userId: members[role].id, role },
      select: { role: true },
    })
  }
  return { ...members, projectId: project.id as string, path: `/projects/${project.id}` }
}
