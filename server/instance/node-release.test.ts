import { expect, test } from 'vitest'
import { pastItsEnd } from './node-release'

test.each([
  ['20.19.0', '2026-04-30T23:59:00Z', undefined],
  ['20.19.0', '2026-05-01T00:00:00Z', /^Node 20 has had no security fixes since 2026-04-30\. [^\n]*$/],
  ['22.12.0', '2026-11-29T12:00:00Z', undefined],
  ['24.0.0', '2028-05-01T00:00:00Z', /^Node 24 has /],
  ['26.1.0', '2028-05-01T00:00:00Z', undefined],
])('of Node %s at %s', (version, now, said) => {
  const line = pastItsEnd(version, new Date(now))
  if (said === undefined) expect(line).toBe(undefined)
  else expect(line).toMatch(said)
})
