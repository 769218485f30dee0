import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FairQueue } from './fair-queue'

const anywhere = () => true
const filled = (keys: readonly string[]) => {
  const queue = new FairQueue<string>()
  keys.forEach((key, at) => queue.add(key, `${key}${at}`))
  return queue
}
const takeNext = (queue: FairQueue<string>, may: (key: string) => boolean = anywhere) => queue.take(may)?.item

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

it('gives what may be taken wherever it waits, and each line of a key in its order', () => {
  const line = fc.constantFrom<string[]>('x', 'y', 'z')
  const item = fc.record({ key: fc.constantFrom<string[]>('a', 'b'), line })
  const steps = fc.array(fc.uniqueArray(line), { maxLength: 30 })
  fc.assert(
    fc.property(fc.array(item, { maxLength: 12 }), steps, (items, open) => {
      const queue = new FairQueue<{ key: string; line: string }>(({ line }) => line)
      for (const one of items) queue.add(one.key, one)
      const waiting = [...items]
      for (const lines of open) {
        const may = (_: string, { line }: { line: string }) => lines.includes(line)
        const some = waiting.some(({ line }) => lines.includes(line))
        expect(queue.has(may)).toBe(some)
        const taken = queue.take(may)
        expect(taken !== undefined).toBe(some)
        if (!taken) continue
        const { key, item: one } = taken
        expect(waiting.find((other) => other.key === key && other.line === one.line)).toBe(one)
        waiting.splice(waiting.indexOf(one), 1)
        expect([queue.size, queue.sizeOf(key)]).toEqual([
          waiting.length,
          waiting.filter((other) => other.key === key).length,
        ])
      }
    }),
  )
})

it('holds a line back behind its first item, though a later one of it may be taken', () => {
  const queue = new FairQueue<string>((item) => item[0])
  for (const item of ['x long', 'x short', 'y short']) queue.add('a', item)
  const short = (_: string, item: string) => item.endsWith('short')
  expect([queue.take(short)?.item, queue.take(short)?.item, queue.size]).toEqual(['y short', undefined, 2])
  expect([queue.remove('a', 'x long'), queue.remove('a', 'x long')]).toEqual([true, false])
  expect([queue.take(short)?.item, queue.size, queue.sizeOf('a')]).toEqual(['x short', 0, 0])
})
