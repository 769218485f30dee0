import { isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'
import { addressHeader } from '@/lib/auth/client-address'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { noteHeader } from './note-header'

/** The reverse proxies in front of this server, and the header in which they pass on who asked. */
export interface TrustedProxies {
  count: number
  header: string
}

export function trustedProxies(): TrustedProxies {
  return { count: env().TRUSTED_PROXIES, header: env().FORWARDED_HEADER }
}

/**
 * Notes on the request where it came from. Each of our proxies appends the address it was asked from, so of `count` proxies the entry that far from the end is
 * the client's; whatever stands before it are the client's own words and never looked at. Without proxies, and where the header is too short to have passed all of
 * them or has no address there, the peer is the client.
 */
export function noteClientAddress(request: IncomingMessage, { count, header }: TrustedProxies): void {
  const peer = request.socket.remoteAddress ?? 'unknown'
  const entries = [request.headers[header] ?? []]
    .flat()
    .join(',')
    .split(',')
    .filter((entry) => entry.trim() !== '')
  if (count === 0 && entries.length > 0) warnOnce(header)
  const forwarded = count === 0 ? undefined : entries.at(-count)
  noteHeader(
    request,
    addressHeader,
    counted(address(header === 'forwarded' ? forOf(forwarded) : forwarded) ?? address(peer) ?? peer),
  )
}

/** What an entry says of the client, as RFC 7239 writes it. */
function forOf(entry: string | undefined): string | undefined {
  return /(?:^|;)\s*for="?([^";]*)"?/i.exec(entry ?? '')?.[1]
}

/** An entry's address without port and brackets, an IPv4 address as such; null where there is none. */
function address(entry: string | undefined): string | null {
  const text = (entry ?? '').trim()
  const bare =
    /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? (/^[\d.]+:\d+$/.test(text) ? text.slice(0, text.indexOf(':')) : text)
  const four = bare
    .toLowerCase()
    .replace(/^::ffff:(?=[\d.]+$)/, '')
    .replace(/%.*$/, '')
  return isIP(four) ? four : null
}

/** What is counted together: an IPv6 network of 64 bits is one household's, who may take any address of it. */
function counted(text: string): string {
  if (isIP(text) !== 6) return text
  const [head = '', tail] = text.split('::')
  const [first, last] = [head.split(':').filter(Boolean), (tail ?? '').split(':').filter(Boolean)]
  const groups =
    tail === undefined
      ? first
      : [...first, ...Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0'), ...last]
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

let warned = false

function warnOnce(header: string): void {
  if (warned) return
  warned = true
  log().warn(
    { header },
    'requests come with a header that names another client, as from a reverse proxy; none is believed unless TRUSTED_PROXIES says how many stand in front',
  )
}
