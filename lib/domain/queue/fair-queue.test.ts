import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FairQueue } from './fair-queue'

const anywhere = () => true
const filled = (keys: readonly string[]) => {
  const queue = new FairQueue<string>()
  keys.forEach((key, at) => queue.add(key, `${key}${at}`))
  return queue
}
const takeNext = (queue: FairQueue<string>, may: (key: string) => boolean = anywhere) =>
  queue.take(queue.next(may) ?? '')

it('serves whoever waits in turn, each in their own order, and loses nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 }), (keys) => {
      const queue = filled(keys)
      const taken: string[] = []
      for (let item = takeNext(queue); item !== undefined; item = takeNext(queue)) taken.push(item)
      expect([...taken].sort()).toEqual(keys.map((key, at) => `${key}${at}`).sort())
      expect([queue.size, ...keys.map((key) => queue.sizeOf(key))]).toEqual([0, ...keys.map(() => 0)])
      taken.forEach((item, at) => {
        // Between two of one key, every other key that still waits was served once.
        const again = taken.findIndex((other, later) => later > at && other[0] === item[0])
        if (again === -1) return
        const between = taken.slice(at + 1, again).map((other) => other[0])
        expect(new Set(between).size).toBe(between.length)
        for (const key of new Set(taken.slice(again).map((other) => other[0])))
          if (key !== item[0]) expect(between).toContain(key)
        expect(Number(item.slice(1))).toBeLessThan(Number(taken[again]?.slice(1)))
      })
    }),
  )
})

it('passes over whom it may not serve, who keep their turn, and reverts what was put back first', () => {
  const queue = filled(['a', 'a', 'b', 'c'])
  expect(takeNext(queue, (key) => key !== 'a')).toBe('b2')
  expect(takeNext(queue)).toBe('a0')
  queue.putBack('a', 'a0')
  expect([takeNext(queue), takeNext(queue), takeNext(queue), takeNext(queue)]).toEqual(['c3', 'a0', 'a1', undefined])
})
