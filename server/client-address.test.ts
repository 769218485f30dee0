import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { addressHeader } from '@/lib/auth/client-address'
import { parseEnv } from '@/lib/env'
import { noteClientAddress } from './client-address'

const none = { count: 0, header: 'x-forwarded-for' }
const one = { count: 1, header: 'x-forwarded-for' }
const two = { count: 2, header: 'x-forwarded-for' }

test.each([
  [
    'nobody’s words count for anything by default',
    none,
    '203.0.113.9',
    { 'x-forwarded-for': '198.51.100.1' },
    '203.0.113.9',
  ],
  ['not even from this machine', none, '127.0.0.1', { 'x-forwarded-for': '198.51.100.1' }, '127.0.0.1'],
  [
    'a proxy is believed, its last word only',
    one,
    '127.0.0.1',
    { 'x-forwarded-for': '6.6.6.6, 198.51.100.1' },
    '198.51.100.1',
  ],
  ['wherever it is', one, '10.0.0.2', { 'x-forwarded-for': '6.6.6.6,198.51.100.1' }, '198.51.100.1'],
  [
    'of two the last but one',
    two,
    '10.0.0.2',
    { 'x-forwarded-for': '6.6.6.6, 198.51.100.1, 10.0.0.3' },
    '198.51.100.1',
  ],
  ['who went around one of two is the peer', two, '10.0.0.3', { 'x-forwarded-for': '198.51.100.1' }, '10.0.0.3'],
  ['without the header the peer is the client', one, '203.0.113.9', {}, '203.0.113.9'],
  ['an empty one is none', one, '203.0.113.9', { 'x-forwarded-for': ' , ' }, '203.0.113.9'],
  ['what is no address is none', one, '203.0.113.9', { 'x-forwarded-for': '198.51.100.1, unknown' }, '203.0.113.9'],
  [
    'another header is not looked at',
    one,
    '203.0.113.9',
    { 'x-real-ip': '6.6.6.6', forwarded: 'for=6.6.6.6' },
    '203.0.113.9',
  ],
  [
    'one with a single address',
    { count: 1, header: 'x-real-ip' },
    '10.0.0.2',
    { 'x-real-ip': '198.51.100.1', 'x-forwarded-for': '6.6.6.6' },
    '198.51.100.1',
  ],
  [
    'as RFC 7239 writes it',
    { count: 1, header: 'forwarded' },
    '10.0.0.2',
    { forwarded: 'for=6.6.6.6, proto=https;For="198.51.100.1:4711";by=10.0.0.2' },
    '198.51.100.1',
  ],
  [
    'and in its IPv6',
    { count: 1, header: 'forwarded' },
    '10.0.0.2',
    { forwarded: 'for="[2001:db8:1:2:3::4]:4711"' },
    '2001:db8:1:2::/64',
  ],
  ['a hidden one', { count: 1, header: 'forwarded' }, '10.0.0.2', { forwarded: 'for=_hidden' }, '10.0.0.2'],
  ['with a port', one, '10.0.0.2', { 'x-forwarded-for': '198.51.100.1:4711' }, '198.51.100.1'],
  ['an IPv4 address in IPv6', none, '::ffff:203.0.113.9', {}, '203.0.113.9'],
  ['IPv6 counts by the network', none, '2001:DB8::1:2:3:4', {}, '2001:db8:0:0::/64'],
  ['IPv6 in full', none, '2001:0db8:0001:0002:0003:0004:0005:0006', {}, '2001:db8:1:2::/64'],
  ['IPv6 on a link', none, 'fe80::1%eth0', {}, 'fe80:0:0:0::/64'],
])('%s', (_what, proxies, peer, headers, expected) => {
  const request = {
    socket: { remoteAddress: peer },
    headers: { [addressHeader]: '9.9.9.9', ...headers },
    rawHeaders: [addressHeader, '9.9.9.9'],
  } as unknown as IncomingMessage
  noteClientAddress(request, proxies)
  expect(request.headers[addressHeader]).toBe(expected)
})

test('which header counts, and of how many proxies, is a setting', () => {
  expect(parseEnv({})).toMatchObject({ TRUSTED_PROXIES: 0, FORWARDED_HEADER: 'x-forwarded-for' })
  expect(parseEnv({ TRUSTED_PROXIES: '2', FORWARDED_HEADER: 'X-Real-IP' })).toMatchObject({
    TRUSTED_PROXIES: 2,
    FORWARDED_HEADER: 'x-real-ip',
  })
  expect(() => parseEnv({ TRUSTED_PROXIES: 'all' })).toThrow('TRUSTED_PROXIES must be a whole number from 0 to 10')
  expect(() => parseEnv({ FORWARDED_HEADER: 'a b' })).toThrow('FORWARDED_HEADER must be the name of a header')
})
