import type { Context } from 'hono'
import { clientAddress } from '@/lib/auth/client-address'
import { knownDeviceHeader, knownDevices, type KnownDevice } from '@/lib/auth/known-device'
import { sessionCookieHeader } from '@/lib/auth/session'
import type { ApiEnv, ApiParts } from './http/context'

/** Signs the browser that asked in as somebody, and lets it be known to them from now on. */
export async function signInHere(
  c: Context<ApiEnv>,
  parts: ApiParts,
  user: { id: string; sessionVersion: number },
): Promise<void> {
  c.header('set-cookie', await sessionCookieHeader(user, parts), { append: true })
  c.header('set-cookie', knownDeviceHeader(c.req.raw.headers, user.id, parts), { append: true })
}

/** Where a guess at a password comes from. */
export function whereFrom(c: Context<ApiEnv>, parts: ApiParts): { address: string; devices: KnownDevice[] } {
  return { address: clientAddress(c.req.raw.headers), devices: knownDevices(c.req.raw.headers, parts) }
}
