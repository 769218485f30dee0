import { expect, test } from 'vitest'
import { inOrder } from './concordance-order'

const rows = [
  { id: 1, before: 'of the deep ', after: ', Zebra' },
  { id: 2, before: '«A deep', after: ' apple pie' },
  { id: 3, before: '', after: ' Äpfel' },
  { id: 4, before: 'of a deep ', after: ' apple' },
]
const ids = (side: 'before' | 'after') => inOrder(rows, side).map(({ id }) => id)

test('places are ordered by the word next to them, then by the one beyond it, signs and case apart', () => {
  expect(ids('before')).toEqual([3, 2, 4, 1])
  expect(ids('after')).toEqual([3, 4, 2, 1])
})
