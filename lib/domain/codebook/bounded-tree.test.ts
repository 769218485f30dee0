import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundedTree } from './bounded-tree'
import { tagLimits } from './import-lines'

const placed = (nodes: { key: string; parentKey: string | null }[]) => {
  const moved: string[] = []
  return { list: boundedTree(nodes, ({ key }) => moved.push(key)), moved }
}

describe('a tree that a file brings', () => {
  test('law: every node is placed once, after the one above it, and none too deep; what is sound stays as it is', () => {
    const keys = Array.from({ length: 30 }, (_, at) => String(at))
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom(...keys, 'gone')), { minLength: 1, maxLength: 30 }), (parents) => {
        const nodes = parents.map((parentKey, at) => ({ key: String(at), parentKey }))
        const { list, moved } = placed(nodes)
        expect(list.map(({ node }) => node.key).sort()).toEqual(nodes.map(({ key }) => key).sort())
        const depths = new Map<string | null, number>([[null, 0]])
        for (const { node, parentKey } of list) {
          const above = depths.get(parentKey)
          expect(above).toBeDefined()
          depths.set(node.key, (above ?? 0) + 1)
          if (!moved.includes(node.key)) expect(parentKey).toBe(node.parentKey)
        }
        expect(Math.max(...depths.values())).toBeLessThanOrEqual(tagLimits.depth)
      }),
    )
  })

  test('a chain that is too deep goes on beside its last link', () => {
    const chain = Array.from({ length: 25 }, (_, at) => ({
      key: String(at),
      parentKey: at === 0 ? null : String(at - 1),
    }))
    const { list, moved } = placed(chain)
    expect(moved).toEqual(['20', '21', '22', '23', '24'])
    expect(new Set(list.slice(19).map(({ parentKey }) => parentKey))).toEqual(new Set(['18']))
  })

  test('two in a circle are both there', () => {
    const { list, moved } = placed([
      { key: 'a', parentKey: 'b' },
      { key: 'b', parentKey: 'a' },
    ])
    expect(list.map(({ node, parentKey }) => [node.key, parentKey])).toEqual([
      ['a', null],
      ['b', 'a'],
    ])
    expect(moved).toEqual(['a'])
  })
})
