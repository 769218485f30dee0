import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { addressHeader } from '@/lib/auth/client-address'
import { noteClientAddress } from './client-address'

test.each([
  ['a stranger’s own words count for nothing', '203.0.113.9', false, '198.51.100.1', '203.0.113.9'],
  ['a proxy on this machine is believed, its last word only', '127.0.0.1', false, '6.6.6.6, 198.51.100.1', '198.51.100.1'],
  ['the same over IPv6', '::ffff:127.0.0.1', false, '198.51.100.1', '198.51.100.1'],
  ['an https instance has a proxy in front', '10.0.0.2', true, '6.6.6.6, 198.51.100.1', '198.51.100.1'],
  ['without a proxy the peer is the client', '127.0.0.1', false, undefined, '127.0.0.1'],
])('%s', (_what, peer, secure, forwarded, expected) => {
  const request = { socket: { remoteAddress: peer }, headers: { [addressHeader]: '9.9.9.9', ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }) } } as unknown as IncomingMessage
  noteClientAddress(request, { secure })
  expect(request.headers[addressHeader]).toBe(expected)
})
