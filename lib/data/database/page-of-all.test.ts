import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from './ids'
import { pageOfAll, type Page } from './page'

// Lists that are read whole, paged while people delete, add and move: what stays is shown, and once where that can be known.

type Row = { a: string; b: string }
const made = (count: number): Row[] => Array.from({ length: count }, () => ({ a: newId(), b: newId() }))

/** Walks the list in pages of `limit`; after each, `meanwhile` says what becomes of the list. */
function walk(list: Row[], limit: number, meanwhile: (list: Row[], shown: number) => Row[]): Row[] {
  const seen: Row[] = []
  let now = list
  for (let cursor: string | undefined; ;) {
    const page: Page<Row> = pageOfAll(now, { limit, cursor, total: 'false' }, ['a', 'b'])
    seen.push(...page.items)
    if (page.nextCursor === null) return seen
    expect(page.nextCursor.length).toBeLessThanOrEqual(2000)
    cursor = page.nextCursor
    now = meanwhile(now, now.indexOf(page.items.at(-1) as Row) + 1)
  }
}

const places = (max: number) => fc.array(fc.nat(), { maxLength: max })

test('rows that are deleted or added between pages double and skip nothing that stays, and skip nothing where they are both', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom('delete', 'add', 'both'),
      fc.infiniteStream(fc.tuple(places(7), places(5))),
      (count, limit, what, changes) => {
        const list = made(count)
        const gone = new Set<Row>()
        const seen = walk(list, limit, (now) => {
          const { value } = changes.next() as { value: [number[], number[]] }
          const deleted = new Set((what === 'add' ? [] : value[0]).map((at) => now[at % now.length]))
          for (const row of deleted) if (row) gone.add(row)
          const left = now.filter((row) => !deleted.has(row))
          for (const at of what === 'delete' ? [] : value[1].slice(0, limit - 1))
            left.splice(at % (left.length + 1), 0, ...made(1))
          return left
        })
        const once = new Set(seen)
        if (what !== 'both') expect(once.size).toBe(seen.length)
        const stayed = list.filter((row) => !gone.has(row))
        expect([...once].filter((row) => stayed.includes(row))).toEqual(stayed)
      },
    ),
  )
})

test('rows that change their places one at a time have at most themselves skipped', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 40 }),
      fc.integer({ min: 3, max: 10 }),
      fc.infiniteStream(fc.tuple(fc.nat(), fc.nat())),
      (count, limit, changes) => {
        const list = made(count)
        const moved = new Set<Row>()
        const seen = walk(list, limit, (now) => {
          const { value } = changes.next() as { value: [number, number] }
          const left = [...now]
          const [row] = left.splice(value[0] % now.length, 1)
          if (row) {
            moved.add(row)
            left.splice(value[1] % now.length, 0, row)
          }
          return left
        })
        const stayed = list.filter((row) => !moved.has(row))
        expect([...new Set(seen)].filter((row) => stayed.includes(row))).toEqual(stayed)
      },
    ),
  )
})

test('every row that a page ended with may be gone at once, as where each is decided about', () => {
  for (const limit of [1, 2, 7, 8, 9, 30]) {
    const list = made(40)
    expect(walk(list, limit, (now, shown) => now.slice(shown))).toEqual(list)
  }
})

/** What becomes of a list between two pages, and which rows of it stay where they are. */
type Change = (now: Row[], a: number, b: number, c: number) => { list: Row[]; stay: Set<Row> }
const changes: Record<string, Change> = {
  'rows are moved together, as a parent is with all below it': (now, a, b, c) => {
    const from = a % now.length
    const block = now.slice(from, from + 1 + (b % now.length))
    const rest = now.filter((row) => !block.includes(row))
    const to = c % (rest.length + 1)
    return { list: [...rest.slice(0, to), ...block, ...rest.slice(to)], stay: new Set(rest) }
  },
  'all are put into another order': (now, a, b) => {
    const rank = (row: Row) => Number.parseInt(row.a.slice(-6), 16) ^ (a * 65_537 + b)
    return { list: now.toSorted((one, other) => rank(one) - rank(other)), stay: new Set(now) }
  },
  'the order is turned round': (now) => ({ list: now.toReversed(), stay: new Set(now) }),
  'rows are deleted anywhere': (now, a, b) => {
    const list = now.filter((_, i) => (i * (a + 1) + b) % 3 !== 0)
    return { list, stay: new Set(list) }
  },
}

test.each(Object.entries(changes))('no row that stays is skipped where %s, however many they are', (_, change) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.tuple(fc.nat(10_000), fc.nat(10_000), fc.nat(10_000)), { maxLength: 3 }),
      (count, limit, drawn) => {
        const list = made(count)
        const stayed = new Set(list)
        const left = [...drawn]
        const seen = walk(list, limit, (now) => {
          const [a, b, c] = left.shift() ?? []
          if (a === undefined || b === undefined || c === undefined || now.length === 0) return now
          const { list: next, stay } = change(now, a, b, c)
          for (const row of stayed) if (!stay.has(row)) stayed.delete(row)
          return next
        })
        expect([...stayed].filter((row) => !seen.includes(row))).toEqual([])
      },
    ),
    { numRuns: 300 },
  )
})
