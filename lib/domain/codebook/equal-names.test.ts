import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equalNames, foldName, type NamedTag } from './equal-names'

const tag = (id: string, name: string, rest: Partial<NamedTag> = {}): NamedTag => ({
  id,
  name,
  parentId: null,
  position: 0,
  createdAt: '2026-11-28T10:00:00.000Z',
  archivedAt: null,
  blindRoundId: null,
  ...rest,
})

describe('names', () => {
  test.each([
    ['Café', 'Cafe\u0301', true],
    ['Trade', 'TRADE', true],
    ['Trade  routes', 'trade\u00a0routes', true],
    ['salt–water', 'Salt-Water', true],
    ['schon', 'schön', false],
    ['Trade', 'Trades', false],
  ])('%s and %s are compared as a person reads them', (a, b, isEqual) => {
    expect(foldName(a) === foldName(b)).toBe(isEqual)
  })
})

describe('tags of equal names', () => {
  test('are proposed into the oldest, wherever they stand in the order', () => {
    const tags = [
      tag('c', 'brine', { createdAt: '2026-11-28T11:00:00.000Z' }),
      tag('a', 'Brine', { position: 1 }),
      tag('b', 'BRINE', { position: 2, createdAt: '2026-11-28T12:00:00.000Z' }),
    ]
    expect(equalNames(tags)).toEqual([
      { tagId: 'c', intoId: 'a' },
      { tagId: 'b', intoId: 'a' },
    ])
  })

  test('count side by side alone, below tags of equal names too, and those come first', () => {
    const tags = [
      tag('a', 'Trade'),
      tag('b', 'trade'),
      tag('a1', 'Salt', { parentId: 'a' }),
      tag('b1', 'salt', { parentId: 'b' }),
      tag('z', 'Salt'),
    ]
    expect(equalNames(tags)).toEqual([
      { tagId: 'b1', intoId: 'a1' },
      { tagId: 'b', intoId: 'a' },
    ])
  })

  test('are left alone while one is archived or hidden from somebody', () => {
    expect(
      equalNames([
        tag('a', 'Salt'),
        tag('b', 'salt', { archivedAt: '2026-11-28T11:00:00.000Z' }),
        tag('c', 'SALT', { blindRoundId: 'r' }),
      ]),
    ).toEqual([])
  })

  test('leave no pair once every pair is merged, in the order given', () => {
    const tree = fc.array(
      fc.record({
        name: fc.constantFrom('Salt', 'salt', 'Trade', 'Wool'),
        parent: fc.nat({ max: 6 }),
        age: fc.nat({ max: 3 }),
      }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(tree, (rows) => {
        let tags = rows.map(({ name, parent, age }, i) =>
          tag(`t${i}`, name, {
            parentId: parent < i ? `t${parent}` : null,
            position: i,
            createdAt: `2026-11-28T10:00:0${age}.000Z`,
          }),
        )
        const pairs = equalNames(tags)
        for (const { tagId, intoId } of pairs) {
          const below = (id: string) =>
            tags.filter((other) => other.parentId === id).map((other) => foldName(other.name))
          // The codebook's own merge refuses names that stand below both.
          expect(below(tagId).filter((name) => below(intoId).includes(name))).toEqual([])
          tags = tags
            .filter((other) => other.id !== tagId)
            .map((other) => (other.parentId === tagId ? { ...other, parentId: intoId } : other))
        }
        expect(equalNames(tags)).toEqual([])
      }),
    )
  })
})
