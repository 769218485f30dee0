import fc from 'fast-check'
import { expect, test } from 'vitest'
import { undoStacks, type OwnEvent } from './undo-stacks'

const step = fc.constantFrom<'act' | 'undo' | 'redo'>('act', 'act', 'undo', 'undo', 'redo')

test('are those of an editor that was never closed', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const log: OwnEvent[] = []
      // The editor keeps, for each act, the event that put it where it is now.
      const [undo, redo]: [number[], number[]] = [[], []]
      for (const kind of steps) {
        const seq = log.length + 1
        if (kind === 'act') {
          log.unshift({ seq, type: 'annotation.changed', reverts: null })
          undo.push(seq)
          redo.length = 0
        } else {
          const [from, to] = kind === 'undo' ? [undo, redo] : [redo, undo]
          const last = from.pop()
          if (last === undefined) continue
          log.unshift({ seq, type: 'annotation.changed', reverts: last })
          to.push(seq)
        }
        const stacks = undoStacks(log)
        expect(stacks.undo[0]?.seq).toBe(undo.at(-1))
        expect(stacks.redo[0]?.seq).toBe(redo.at(-1))
        expect(stacks.undo).toHaveLength(undo.length)
        expect(stacks.redo).toHaveLength(redo.length)
      }
    }),
    { numRuns: 300 },
  )
})

test('count reverting another person’s event as an event of one’s own', () => {
  expect(undoStacks([{ seq: 9, type: 'annotation.restored', reverts: 3 }])).toEqual({
    undo: [{ seq: 9, type: 'annotation.restored', reverts: 3 }],
    redo: [],
  })
})
