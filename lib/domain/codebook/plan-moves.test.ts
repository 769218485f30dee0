import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterMoves, planMoves, planStep, topmost } from './plan-moves'
import { childrenOf, inTreeOrder, withDescendants, type Branch } from './tree'

/** Forests whose parents all exist. */
const forest = fc
  .array(fc.record({ parent: fc.integer({ min: -4, max: 20 }), position: fc.nat(4) }), { minLength: 1, maxLength: 16 })
  .map((rows) =>
    rows.map(({ parent, position }, i): Branch => ({
      id: `t${i}`,
      name: `n${i}`,
      position,
      parentId: parent >= 0 && parent < i ? `t${parent}` : null,
    })),
  )

const order = (tags: readonly Branch[], parentId: string | null) =>
  (childrenOf(tags).get(parentId) ?? []).map((tag) => tag.id)

describe('moving several tags', () => {
  test('puts them side by side where they were dropped, in tree order, and leaves the others’ order alone', () => {
    fc.assert(
      fc.property(
        forest,
        fc.array(fc.nat(15), { minLength: 1, maxLength: 5 }),
        fc.nat(15),
        fc.constantFrom('before', 'after', 'on'),
        (tags, picks, at, position) => {
          const ids = picks.map((i) => `t${i % tags.length}`)
          const target = `t${at % tags.length}`
          const moving = topmost(tags, ids)
          const moves = planMoves(tags, ids, { target, position })
          if (moves === null || withDescendants(tags, moving).includes(target)) {
            expect(moves === null || moves.length === 0).toBe(true)
            return
          }
          const moved = afterMoves(tags, moves)
          expect(inTreeOrder(moved)).toHaveLength(tags.length)
          const parentId = position === 'on' ? target : (tags.find((tag) => tag.id === target)?.parentId ?? null)
          const now = order(moved, parentId)
          const first = now.indexOf(moving[0] ?? '')
          if (moves.length > 0 || position !== 'on') expect(now.slice(first, first + moving.length)).toEqual(moving)
          if (position === 'before') expect(now[first + moving.length]).toBe(target)
          if (position === 'after') expect(now[first - 1]).toBe(target)
          const others = (list: string[]) => list.filter((id) => !moving.includes(id))
          for (const parent of [null, ...tags.map((tag) => tag.id)])
            expect(others(order(moved, parent))).toEqual(others(order(tags, parent)))
        },
      ),
    )
  })

  test('up and down, in and out take each other back', () => {
    fc.assert(
      fc.property(forest, fc.nat(15), (tags, i) => {
        const id = `t${i % tags.length}`
        const shape = (list: readonly Branch[]) => inTreeOrder(list).map(({ tag, depth }) => [tag.id, depth])
        const up = planStep(tags, id, 'up')
        if (up) {
          const down = planStep(afterMoves(tags, [up]), id, 'down')
          expect(down && shape(afterMoves(afterMoves(tags, [up]), [down]))).toEqual(shape(tags))
        }
        const inward = planStep(tags, id, 'in')
        if (inward) {
          const outward = planStep(afterMoves(tags, [inward]), id, 'out')
          expect(outward && shape(afterMoves(afterMoves(tags, [inward]), [outward]))).toEqual(shape(tags))
        }
      }),
    )
  })
})
