import { expect, test, vi } from 'vitest'
import { onTakenBack, tellTakenBack } from './taken-back'

test('whoever offers to take an act back hears once that it has been, and of no other act', () => {
  const gone = vi.fn()
  onTakenBack([3, 4], gone)
  tellTakenBack([5])
  expect(gone).not.toHaveBeenCalled()
  tellTakenBack([4, 3])
  tellTakenBack([3])
  expect(gone).toHaveBeenCalledTimes(1)
})

test('who does not wait any more hears nothing', () => {
  const gone = vi.fn()
  onTakenBack([7], gone)()
  tellTakenBack([7])
  expect(gone).not.toHaveBeenCalled()
})
