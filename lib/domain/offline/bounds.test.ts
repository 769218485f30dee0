import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beyondBounds, type KeptSize } from './bounds'

const bounds = { answers: 3, bytes: 100, age: 1000 }
const kept = (address: string, keptAt: number, bytes = 10): KeptSize => ({ address, keptAt, bytes })

test('what fits stays', () => {
  expect(beyondBounds([kept('a', 1), kept('b', 2), kept('c', 3)], 10, bounds)).toEqual([])
})

test('the oldest go first where there are too many or too much of them', () => {
  expect(beyondBounds([kept('b', 2), kept('a', 1), kept('d', 4), kept('c', 3)], 10, bounds)).toEqual(['a'])
  expect(beyondBounds([kept('a', 1, 40), kept('b', 2, 40), kept('c', 3, 40)], 10, bounds)).toEqual(['a'])
})

test('what is old goes, however much room there is', () => {
  expect(beyondBounds([kept('a', 1), kept('b', 900)], 1500, bounds)).toEqual(['a'])
})

test('nothing that stays is older than what goes, and what stays is within the bounds', () => {
  const one = fc.record({ keptAt: fc.nat(2000), bytes: fc.nat(60) })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), (sizes) => {
      const all = sizes.map((size, at) => ({ ...size, address: String(at) }))
      const gone = new Set(beyondBounds(all, 2000, bounds))
      const [out, stays] = [all.filter((each) => gone.has(each.address)), all.filter((each) => !gone.has(each.address))]
      expect(stays.length).toBeLessThanOrEqual(bounds.answers)
      expect(stays.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(bounds.bytes)
      for (const old of out) for (const young of stays) expect(young.keptAt).toBeGreaterThanOrEqual(old.keptAt)
    }),
  )
})
