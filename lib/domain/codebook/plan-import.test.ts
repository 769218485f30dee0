import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atOnce } from '../steps'
import { tagLimits, type ImportLine, type StoredTag } from './import-lines'
import { planImport } from './plan-import'

const blank = { colour: '', definition: '', useWhen: '', avoidWhen: '' }
const line = (number: number, name: string, above: string[] = [], more: Partial<ImportLine> = {}): ImportLine => ({
  line: number,
  name,
  below: null,
  above,
  isPath: above.length > 1,
  isArchived: null,
  ...blank,
  ...more,
})
const tag = (id: string, name: string, parentId: string | null = null, more: Partial<StoredTag> = {}): StoredTag => ({
  id,
  name,
  parentId,
  position: 0,
  archivedAt: null,
  ...blank,
  colour: '#026c8c',
  ...more,
})
const plan = (tags: StoredTag[], lines: ImportLine[]) => atOnce(planImport(tags, lines))
const told = (tags: StoredTag[], lines: ImportLine[]) =>
  plan(tags, lines).rows.map(
    ({ line, path, outcome, reason, isImplied }) =>
      `${line} ${path.join('>')} ${reason ?? outcome}${isImplied ? ' implied' : ''}`,
  )

describe('an import of tags', () => {
  test('adds what is new, with what must stand above it', () => {
    expect(
      told([], [line(2, 'Salt', ['Threats', 'Climate']), line(3, 'Threats'), line(4, 'Disease', ['Threats'])]),
    ).toEqual(['2 Threats>Climate new implied', '2 Threats>Climate>Salt new', '3 Threats new', '4 Threats>Disease new'])
  })

  test('leaves what is stored as it is, and says where it differs', () => {
    const stored = [tag('a', 'Threats', null, { definition: 'Ours' }), tag('b', 'Disease', 'a')]
    const { rows, added } = plan(stored, [
      line(2, 'threats', [], { definition: 'Theirs', colour: '026C8C' }),
      line(3, 'Disease', ['THREATS']),
    ])
    expect(added).toEqual([])
    expect(rows).toEqual([
      {
        line: 2,
        path: ['Threats'],
        outcome: 'conflict',
        isImplied: false,
        reason: null,
        differs: ['definition'],
        stored: { id: 'a', given: { definition: 'Theirs' } },
      },
      {
        line: 3,
        path: ['Threats', 'Disease'],
        outcome: 'exists',
        isImplied: false,
        reason: null,
        differs: [],
        stored: null,
      },
    ])
  })

  test('a single name above stands for the tag of that name wherever it is, in the file first', () => {
    expect(
      told(
        [tag('a', 'Sea'), tag('b', 'Salt', 'a')],
        [line(2, 'Wells', ['salt']), line(3, 'Nets', ['Boats']), line(4, 'Boats', ['Sea'])],
      ),
    ).toEqual(['2 Sea>Salt>Wells new', '3 Sea>Boats>Nets new', '4 Sea>Boats new'])
  })

  test('refuses what cannot be understood, line by line, and takes the rest', () => {
    const lines = [
      line(2, 'A', ['B']),
      line(3, 'B', ['A']),
      line(4, ''),
      line(5, 'x'.repeat(201)),
      line(6, 'Twice'),
      line(7, 'twice'),
      line(8, 'Q', ['Same']),
      line(9, 'Same', ['One', 'x']),
      line(10, 'Same', ['Two', 'x']),
      line(11, 'Fine', [], { definition: 'y'.repeat(5001) }),
      line(
        12,
        'Deep',
        Array.from({ length: 20 }, (_, i) => `d${i}`),
      ),
    ]
    const refusals = Object.fromEntries(
      plan([], lines)
        .rows.filter((row) => row.outcome === 'refused')
        .map((row) => [row.line, row.reason]),
    )
    expect(refusals).toEqual({
      2: 'circular',
      3: 'circular',
      4: 'no-name',
      5: 'name-too-long',
      7: 'named-twice',
      8: 'ambiguous-parent',
      11: 'text-too-long',
      12: 'too-deep',
    })
  })

  const below = (at: number | null, number: number, name = `t${number}`) => line(number, name, [], { below: at })
  const reasonsOf = (lines: ImportLine[]) => plan([], lines).rows.map(({ reason, outcome }) => reason ?? outcome)

  test.each([
    ['from the top', (length: number) => Array.from({ length }, (_, i) => below(i === 0 ? null : i - 1, i))],
    ['from the end', (length: number) => Array.from({ length }, (_, i) => below(i === length - 1 ? null : i + 1, i))],
    [
      'by names',
      (length: number) => Array.from({ length }, (_, i) => line(i, `t${i}`, i === length - 1 ? [] : [`t${i + 1}`])),
    ],
  ])('a chain of 10,000 lines %s is followed to its end, and refused where it is too deep', (_, chain) => {
    const reasons = reasonsOf(chain(10_000))
    expect(reasons.filter((reason) => reason === 'new')).toHaveLength(tagLimits.depth)
    expect(reasons.filter((reason) => reason === 'too-deep')).toHaveLength(10_000 - tagLimits.depth)
  })

  test('a loop of 10,000 lines is refused in all its lines, and what hangs below it as well', () => {
    const loop = Array.from({ length: 10_000 }, (_, i) => below((i + 1) % 10_000, i))
    expect(reasonsOf([...loop, below(5000, 10_000)])).toEqual([...loop.map(() => 'circular'), 'parent-refused'])
    expect(reasonsOf([below(0, 2)])).toEqual(['circular'])
  })

  test('10,000 lines below one stored tag that stands deep are refused, each with a path of bounded length', () => {
    const stored = Array.from({ length: 5000 }, (_, i) => tag(`s${i}`, `s${i}`, i === 0 ? null : `s${i - 1}`))
    const lines = Array.from({ length: 10_000 }, (_, i) => line(i, `${i}${'x'.repeat(5000)}`, ['s4999']))
    const { rows, added } = plan(stored, [...lines, line(10_001, 'y', ['s4999'])])
    expect([added.length, rows.at(-1)]).toEqual([0, expect.objectContaining({ reason: 'too-deep' })])
    for (const { path } of rows) expect(path.join('').length).toBeLessThanOrEqual(tagLimits.name + 's4999'.length)
  })

  test.each([
    ['below names', (i: number) => line(i, `t${i}`, ['Top', 'Middle'])],
    ['in a chain', (i: number) => below(i === 9999 ? null : i + 1, i)],
  ])('works in steps of few lines, and says how much it has told: %s', (_, lineAt) => {
    const lines = Array.from({ length: 10_000 }, (__, i) => lineAt(i))
    const steps = [...planImport([], lines)]
    const lengths = plan([], lines).rows.map(({ path }) => path.join('').length)
    expect(steps.at(-1)).toBe(lengths.reduce((sum, length) => sum + length, 0))
    const most = 200 * Math.max(...lengths)
    for (const [i, told] of steps.entries()) expect(told - (steps[i - 1] ?? 0)).toBeLessThanOrEqual(most)
  })

  test('whatever the file, parents come before children, no two siblings share a name, every line is accounted for once, and a second import adds nothing', () => {
    const name = fc.constantFrom('a', 'A', 'b', 'c', 'd', '')
    const lines = fc.array(
      fc.record({
        name,
        above: fc.array(fc.constantFrom('a', 'B', 'c', 'e'), { maxLength: 3 }),
        isPath: fc.boolean(),
        below: fc.option(fc.nat({ max: 13 }), { freq: 3 }),
      }),
      { maxLength: 14 },
    )
    fc.assert(
      fc.property(lines, fc.boolean(), (drawn, withStored) => {
        const stored = withStored ? [tag('s1', 'a'), tag('s2', 'B', 's1'), tag('s3', 'c')] : []
        const file = drawn.map((part, i) =>
          part.below !== null && part.below < drawn.length
            ? line(i + 2, part.name, [], { isPath: true, below: part.below })
            : line(i + 2, part.name, part.above, { isPath: part.isPath || part.above.length > 1 }),
        )
        const { rows, added } = plan(stored, file)
        added.forEach(({ parent }, i) =>
          expect(
            typeof parent === 'number' ? parent < i : parent === null || stored.some((row) => row.id === parent),
          ).toBe(true),
        )
        const siblings = [
          ...stored.map((row) => `${row.parentId}/${row.name.toLowerCase()}`),
          ...added.map((row) => `${row.parent}/${row.name.toLowerCase()}`),
        ]
        expect(new Set(siblings).size).toBe(siblings.length)
        expect(rows.filter((row) => !row.isImplied).map((row) => row.line)).toEqual(file.map((row) => row.line))
        expect(rows.filter((row) => row.outcome === 'new').length).toBe(added.length)
        for (const row of added) expect(row.colour).toMatch(/^#[0-9a-f]{6}$/)
        const now = [
          ...stored,
          ...added.map((row, i) =>
            tag(`n${i}`, row.name, typeof row.parent === 'number' ? `n${row.parent}` : row.parent),
          ),
        ]
        const again = plan(
          now,
          file.map((row) => ({ ...row, ...blank })),
        )
        // A single name above may have become ambiguous by what the first import added; then its line is refused, never added twice.
        expect(again.added).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
