import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planImport, type ImportLine, type StoredTag } from './plan-import'

const blank = { colour: '', definition: '', useWhen: '', avoidWhen: '' }
const line = (number: number, name: string, above: string[] = [], more: Partial<ImportLine> = {}): ImportLine => ({
  line: number,
  name,
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
const told = (tags: StoredTag[], lines: ImportLine[]) =>
  planImport(tags, lines).rows.map(
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
    const { rows, added } = planImport(stored, [
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
      planImport([], lines)
        .rows.filter((row) => row.outcome === 'refused')
        .map((row) => [row.line, row.reason]),
    )
    expect(refusals).toEqual({
      2: 'parent-refused',
      3: 'circular',
      4: 'no-name',
      5: 'name-too-long',
      7: 'named-twice',
      8: 'ambiguous-parent',
      11: 'text-too-long',
      12: 'too-deep',
    })
  })

  test('whatever the file, parents come before children, no two siblings share a name, every line is accounted for once, and a second import adds nothing', () => {
    const name = fc.constantFrom('a', 'A', 'b', 'c', 'd', '')
    const lines = fc.array(
      fc.record({ name, above: fc.array(fc.constantFrom('a', 'B', 'c', 'e'), { maxLength: 3 }), isPath: fc.boolean() }),
      { maxLength: 14 },
    )
    fc.assert(
      fc.property(lines, fc.boolean(), (drawn, withStored) => {
        const stored = withStored ? [tag('s1', 'a'), tag('s2', 'B', 's1'), tag('s3', 'c')] : []
        const file = drawn.map((part, i) =>
          line(i + 2, part.name, part.above, { isPath: part.isPath || part.above.length > 1 }),
        )
        const { rows, added } = planImport(stored, file)
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
        const again = planImport(
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
