import { expect, it } from 'vitest'
import { differingTags } from '../study/differing-tags'

it('names the tags that stand anywhere beside the diagonal, and never no tag', () => {
  expect(
    differingTags([
      [5, 0, 0, 0],
      [0, 3, 2, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 9],
    ]),
  ).toEqual([1, 2])
  expect(
    differingTags([
      [5, 0, 0],
      [0, 3, 1],
      [0, 0, 9],
    ]),
  ).toEqual([1])
  expect(
    differingTags([
      [5, 0],
      [0, 9],
    ]),
  ).toEqual([])
  expect(differingTags([[9]])).toEqual([])
})
