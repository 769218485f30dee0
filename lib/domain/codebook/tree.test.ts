import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  childrenOf,
  inTreeOrder,
  levelsOf,
  levelsWith,
  placed,
  placedAll,
  withDescendants,
  wouldCycle,
  type Branch,
} from './tree'

/** Forests: each tag's parent is an earlier one, an unknown one, or none. */
const forest = fc
  .array(fc.record({ parent: fc.integer({ min: -2, max: 30 }), position: fc.nat(5) }), { maxLength: 30 })
  .map((rows) =>
    rows.map(({ parent, position }, i): Branch => ({
      id: `t${i}`,
      name: `n${i}`,
      position,
      parentId: parent < 0 ? null : parent < i ? `t${parent}` : parent === i ? null : 'gone',
    })),
  )

describe('the tag tree', () => {
  test('tree order shows every tag once, after its parent, with the path of its ancestors', () => {
    fc.assert(
      fc.property(forest, (tags) => {
        const ordered = inTreeOrder(tags)
        expect(ordered.map(({ tag }) => tag.id).sort()).toEqual(tags.map((tag) => tag.id).sort())
        const seen = new Map<string, string[]>()
        for (const { tag, depth, path } of ordered) {
          const above =
            tag.parentId !== null && tags.some((other) => other.id === tag.parentId) ? seen.get(tag.parentId) : []
          expect(path).toEqual([...(above ?? ['parent comes first']), tag.name])
          expect(depth).toBe(path.length - 1)
          seen.set(tag.id, path)
        }
      }),
    )
  })

  test('descendants are closed, contain what was asked, and are nobody else’s', () => {
    fc.assert(
      fc.property(forest, fc.array(fc.nat(35), { maxLength: 4 }), (tags, picks) => {
        const asked = picks.map((i) => `t${i}`)
        const found = new Set(withDescendants(tags, asked))
        for (const id of asked) expect(found.has(id)).toBe(true)
        for (const tag of tags) {
          const below =
            tag.parentId !== null && tags.some((other) => other.id === tag.parentId) && found.has(tag.parentId)
          expect(found.has(tag.id)).toBe(asked.includes(tag.id) || below)
        }
      }),
    )
  })

  test('moving never makes a cycle that is not foretold', () => {
    fc.assert(
      fc.property(forest, fc.nat(30), fc.nat(30), (tags, i, j) => {
        const [id, parentId] = [`t${i}`, `t${j}`]
        if (!tags.some((tag) => tag.id === id) || !tags.some((tag) => tag.id === parentId)) return
        const moved = tags.map((tag) => (tag.id === id ? { ...tag, parentId } : tag))
        const reachable = inTreeOrder(moved).length === tags.length
        expect(wouldCycle(tags, id, parentId)).toBe(!reachable)
      }),
    )
  })

  test('placing keeps the others’ order and puts the one where it was asked', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { maxLength: 8 }),
        fc.string(),
        fc.integer({ min: -3, max: 12 }),
        (siblings, id, index) => {
          const input = [...siblings]
          const result = placed(siblings, id, index)
          expect(siblings).toEqual(input)
          expect(result.filter((other) => other !== id)).toEqual(siblings.filter((other) => other !== id))
          expect(result.indexOf(id)).toBe(Math.max(0, Math.min(index, result.length - 1)))
        },
      ),
    )
  })

  test('placing many is placing one after the other', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(20), { maxLength: 8 }),
        fc.uniqueArray(fc.nat(20), { maxLength: 8 }),
        (stand, join) => {
          const siblings = stand.map((n) => `s${n}`)
          const joining = join.toSorted((a, b) => a - b).map((position) => ({ id: `j${position}`, position }))
          expect(placedAll(siblings, joining)).toEqual(
            joining.reduce<string[]>((list, { id, position }) => placed(list, id, position), siblings),
          )
        },
      ),
    )
  })

  test('the levels of many are those of the one that reaches deepest', () => {
    const rooted = forest.map((tags) => tags.map((tag) => (tag.parentId === 'gone' ? { ...tag, parentId: null } : tag)))
    fc.assert(
      fc.property(rooted, fc.array(fc.nat(30), { maxLength: 4 }), (tags, picks) => {
        const picked = tags.filter((_, i) => picks.includes(i))
        expect(levelsOf(tags, new Set(picked.map((tag) => tag.id)))).toBe(
          Math.max(0, ...picked.map((tag) => levelsWith(tags, tag.id, tag.parentId))),
        )
      }),
    )
  })

  test('siblings stand by position, then name', () => {
    const tags = [
      { id: 'b', name: 'b', position: 1, parentId: null },
      { id: 'c', name: 'c', position: 0, parentId: null },
      { id: 'a', name: 'a', position: 1, parentId: null },
    ]
    expect(
      childrenOf(tags)
        .get(null)
        ?.map((tag) => tag.id),
    ).toEqual(['c', 'a', 'b'])
  })
})
