import { expect, test } from 'vitest'
import { localPath } from './local-path'

test.each([
  ['/projects/1?x=2#y', '/projects/1?x=2#y'],
  ['/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/a\\..\\b', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['projects', '/'],
  ['', '/'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
])('%j leads to %s', (next, path) => expect(localPath(next)).toBe(path))
