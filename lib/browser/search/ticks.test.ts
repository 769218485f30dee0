import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allTicked, countTicked, isTicked, noTicks, ticked } from './ticks'

const places = Array.from({ length: 6 }, (_, at) => ({ documentId: at < 3 ? 'a' : 'b', start: at % 3, end: 3 }))

test('law: whatever is ticked and unticked, from none or from all, each place is as it was set last, and they are counted', () => {
  const steps = fc.array(fc.tuple(fc.nat(places.length - 1), fc.boolean()), { maxLength: 20 })
  fc.assert(
    fc.property(fc.boolean(), steps, (isAll, set) => {
      const expected = places.map(() => isAll)
      let ticks = isAll ? allTicked : noTicks
      for (const [at, is] of set) {
        ticks = ticked(ticks, places[at]!, is)
        expected[at] = is
      }
      expect(places.map((place) => isTicked(ticks, place))).toEqual(expected)
      expect(countTicked(ticks, places.length)).toBe(expected.filter(Boolean).length)
    }),
  )
})
