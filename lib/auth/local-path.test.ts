import { expect, test } from 'vitest'
import { localAddress, localPath } from './local-path'

test.each([
  ['/projects/1?x=2#y', '/projects/1?x=2#y'],
  ['/account', '/account'],
  ['/', '/'],
  ['/a/../account', '/account'],
  ['/x y', '/x%20y'],
  ['/%2F/evil.example', '/%2F/evil.example'], // encoded, it is a letter of a name and no slash
  ['/%5Cevil.example', '/%5Cevil.example'],
  ['/@evil.example', '/@evil.example'],
  ['/projects?next=//evil.example', '/projects?next=//evil.example'],
])('%j leads to %s', (next, path) => expect(localPath(next)).toBe(path))

/** Ways in which somebody may try to leave the site; each is tried alone and in front of more. */
const elsewhere = [
  '//evil.example',
  '///evil.example',
  '////evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/./..//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  '/%2E%2e//evil.example',
  '/.%2e//evil.example',
  '/x/%2e%2e//evil.example',
  '/.///evil.example',
  '/.//.//evil.example',
  '/.//user:password@evil.example',
  '/.//evil.example:8080',
  '/.//[::1]',
  '/.//%65vil.example',
  '/\\evil.example',
  '\\/evil.example',
  '\\\\evil.example',
  '/\\\\evil.example',
  '/.\\/evil.example',
  '/./\\evil.example',
  '/.\\\\evil.example',
  '/x\\..\\\\evil.example',
  '/a\\..\\b',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\n/evil.example',
  '\t//evil.example',
  '/\u0000/evil.example',
  '/.\t//evil.example',
  '/.\n//evil.example',
  ' //evil.example',
  ' /x',
  '/x\r\nLocation: //evil.example',
  '\u00a0//evil.example',
  '\ufeff//evil.example',
  'https://evil.example',
  'https:evil.example',
  'https:/evil.example',
  'http://evil.example',
  'HTTPS://evil.example',
  'ftp://evil.example',
  '//user@evil.example',
  '//evil.example@local.invalid',
  'https://local.invalid@evil.example/',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'blob:x',
  'file:///etc',
  'mailto:a@b',
  'projects',
  './projects',
  '../projects',
  '?next=x',
  '#x',
  '',
  '.',
  '..',
  '%2F%2Fevil.example',
  '\u2215\u2215evil.example',
  '\uff0f\uff0fevil.example',
  'http://[',
  '//',
  '///',
  '//[',
  '/.//',
]
test.each(elsewhere.map((next) => [next]))('%j does not leave the site', (next) => {
  for (const given of [next, `${next}/`, `${next}?x`, `${next}#x`, `${next}/../..//evil.example`]) {
    // Where a browser would come out, from any page of this site.
    const at = new URL(localPath(given), 'https://notes.example/projects/1')
    expect([given, at.origin]).toEqual([given, 'https://notes.example'])
  }
  expect(localPath(next)).toBe('/')
})

test.each([undefined, null, 3, ['/a', '/b'], { toString: () => '/x' }])('%j leads to the projects', (next) =>
  expect(localPath(next)).toBe('/'),
)

test.each([
  ...elsewhere,
  'http://notes.example.evil',
  'http://evil.example/http://notes.example/',
  'http://notes.example:81/x',
  'https://notes.example/x',
  'http://notes.example@evil.example',
  'http://notes.example//evil.example',
])('the address %j is not left for', (next) =>
  expect(localAddress(next, 'http://notes.example')).toBe('http://notes.example/'),
)
test.each([
  ['/account', '/account'],
  ['http://notes.example/account?x#y', '/account?x#y'],
  ['HTTP://NOTES.example/a', '/a'],
  ['http://notes.example', '/'],
  ['http://notes.example/a\nb', '/ab'],
])('the address %j is of this site', (next, path) =>
  expect(localAddress(next, 'http://notes.example')).toBe(`http://notes.example${path}`),
)
