import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from './ids'
import { pageOfAll, type Page } from './page'

// Lists that are read whole, paged while people delete, add and move: what stays is shown once, and nothing twice.

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

test('rows that are deleted and added between pages double and skip nothing that stays', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 20 }),
      fc.infiniteStream(fc.tuple(places(7), places(5))),
      (count, limit, changes) => {
        const list = made(count)
        const gone = new Set<Row>()
        const seen = walk(list, limit, (now) => {
          const { value } = changes.next() as { value: [number[], number[]] }
          const deleted = new Set(value[0].map((at) => now[at % now.length]))
          for (const row of deleted) if (row) gone.add(row)
          const left = now.filter((row) => !deleted.has(row))
          for (const at of value[1].slice(0, limit - 1)) left.splice(at % (left.length + 1), 0, ...made(1))
          return left
        })
        expect(new Set(seen).size).toBe(seen.length)
        const stayed = list.filter((row) => !gone.has(row))
        expect(seen.filter((row) => stayed.includes(row))).toEqual(stayed)
      },
    ),
  )
})

test('rows that change their places one at a time are skipped or shown twice at most themselves', () => {
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
        expect(seen.filter((row) => stayed.includes(row))).toEqual(stayed)
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
