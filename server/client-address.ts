import type { IncomingMessage } from 'node:http'
import { addressHeader } from '@/lib/auth/client-address'

/**
 * Notes on the request where it came from. We speak plain http, so on an https instance, or when the peer is this very machine, the
 * peer may be a reverse proxy: then the last entry of X-Forwarded-For, which that proxy wrote, is the address. Earlier entries are the
 * client's own words and never looked at.
 */
export function noteClientAddress(request: IncomingMessage, { secure }: { secure: boolean }): void {
  const peer = request.socket.remoteAddress ?? 'unknown'
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)?.trim()
  request.headers[addressHeader] = (secure || isLoopback(peer)) && forwarded ? forwarded : peer
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}
