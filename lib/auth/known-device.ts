import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { cookieValue, isSecure } from './session'

/** A browser that somebody has signed in with before; `id` is its own for this person. It lets nobody in: only the count of wrong passwords is its own. */
export interface KnownDevice {
  userId: string
  id: string
}

interface Settings {
  secret: string
  baseUrl: string
}

/** People who take turns at one browser. */
const most = 5
const seconds = 365 * 24 * 60 * 60

/** The people whom the request's browser was signed in as before, by a cookie under our signature. */
export function knownDevices(headers: Headers, { secret, baseUrl }: Settings): KnownDevice[] {
  const entries = (cookieValue(headers.get('cookie') ?? '', cookieName(baseUrl)) ?? '').split('~').slice(0, most)
  return entries.flatMap((entry) => {
    const [userId = '', id = '', signature = ''] = entry.split('.')
    return isSigned({ userId, id }, signature, secret) ? [{ userId, id }] : []
  })
}

/** A Set-Cookie header by which this browser is known to the person who has just signed in. */
export function knownDeviceHeader(headers: Headers, userId: string, settings: Settings): string {
  const before = knownDevices(headers, settings)
  const own = before.find((one) => one.userId === userId) ?? { userId, id: randomBytes(16).toString('base64url') }
  const value = [own, ...before.filter((one) => one !== own)]
    .slice(0, most)
    .map((one) => `${one.userId}.${one.id}.${sign(one, settings.secret)}`)
    .join('~')
  return `${cookieName(settings.baseUrl)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure(settings.baseUrl) ? '; Secure' : ''}`
}

const cookieName = (baseUrl: string) => `${isSecure(baseUrl) ? '__Secure-' : ''}commonplace-devices`

function sign({ userId, id }: KnownDevice, secret: string): string {
  return createHmac('sha256', secret).update(`known device ${userId} ${id}`).digest('base64url')
}

function isSigned(device: KnownDevice, signature: string, secret: string): boolean {
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(device, secret))]
  return given.length === right.length && timingSafeEqual(given, right)
}
