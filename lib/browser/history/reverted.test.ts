import { expect, test, vi } from 'vitest'
import { onReverted, tellReverted } from './reverted'

test('whoever offers to revert an event hears once that it has been, and of no other event', () => {
  const gone = vi.fn()
  onReverted([3, 4], gone)
  tellReverted([5])
  expect(gone).not.toHaveBeenCalled()
  tellReverted([4, 3])
  tellReverted([3])
  expect(gone).toHaveBeenCalledTimes(1)
})

test('who does not wait any more hears nothing', () => {
  const gone = vi.fn()
  onReverted([7], gone)()
  tellReverted([7])
  expect(gone).not.toHaveBeenCalled()
})
