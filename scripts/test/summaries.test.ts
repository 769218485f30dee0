import { expect, test } from 'vitest'
import { counts, secondsOfFiles, summaryLines } from './summaries.mjs'

const vitest =
  '\n Test Files  1 failed | 2 passed (3)\n      Tests  3 failed | 28 passed | 1 skipped (32)\n   Start at  17:23:53\n   Duration  17.33s\n'
const node = 'ℹ tests 3\nℹ suites 0\nℹ pass 2\nℹ fail 0\nℹ cancelled 1\nℹ skipped 0\nℹ todo 0\n'
const playwright =
  '\n  1 failed\n    [desktop] › e2e/a.spec.ts:3:1 › 12 passed is part of a title\n  2 did not run\n  4 passed (1.7m)\n'

test('the numbers are those of the runners', () => {
  expect(counts('vitest', 1, vitest)).toEqual({ passed: 28, failed: 3 })
  expect(counts('node:test', 1, node)).toEqual({ passed: 2, failed: 1 })
  expect(counts('playwright', 1, playwright)).toEqual({ passed: 4, failed: 3 })
})

test('a step without tests counts as one, and a runner that broke without counting is a failure', () => {
  expect(counts('oxlint', 0, '')).toEqual({ passed: 1, failed: 0 })
  expect(counts('oxlint', 2, '')).toEqual({ passed: 0, failed: 1 })
  expect(counts('vitest', 1, 'Error: no configuration')).toEqual({ passed: 0, failed: 1 })
  expect(counts('vitest', 1, ' Tests  5 passed (5)\n     Errors  1 error\n')).toEqual({ passed: 5, failed: 1 })
})

test('the summaries are repeated as they were printed', () => {
  expect(summaryLines('playwright', playwright)).toEqual(['  1 failed', '  2 did not run', '  4 passed (1.7m)'])
  expect(summaryLines('vitest', vitest)).toHaveLength(3)
  expect(summaryLines('vitest', '\u001b[2m      Tests \u001b[22m \u001b[32m4 passed\u001b[39m (4)')).toEqual([
    '      Tests  4 passed (4)',
  ])
})

test('each file has its seconds, a file of journeys those of all its journeys', () => {
  const files =
    ' ✓ lib/api/export.test.ts (30 tests | 2 skipped) 6225ms\n   ✓ goes on (4 tests) 300ms\n ❯ testing/attack/bodies.test.ts (3 tests | 1 failed) 412ms\n'
  expect(secondsOfFiles('vitest', files)).toEqual([
    { file: 'lib/api/export.test.ts', seconds: 6.225 },
    { file: 'testing/attack/bodies.test.ts', seconds: 0.412 },
  ])
  const journeys =
    '  ✓  1 [desktop] › e2e/find.spec.ts:9:1 › (2.0s) is part of a title (12.3s)\n  ✘  2 [phone] › e2e/reader.phone.spec.ts:9:1 › reads (1.7m)\n  ✓  3 [desktop] › e2e/find.spec.ts:30:1 › finds › again (700ms)\n'
  expect(secondsOfFiles('playwright', journeys)).toEqual([
    { file: 'e2e/find.spec.ts', seconds: 13 },
    { file: 'e2e/reader.phone.spec.ts', seconds: 102 },
  ])
  expect(secondsOfFiles('eslint', '')).toEqual([])
})
