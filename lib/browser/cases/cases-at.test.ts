import { expect, test } from 'vitest'
import { casesAt, casesOver } from './cases-at'

const place = (name: string, start: number | null = null, end: number | null = null) => ({
  caseId: name,
  name,
  start,
  end,
})
const places = [place('A', 0, 4), place('A', 8, 12), place('B'), place('C', 4, 8)]
const ids = (start: number, end: number) => casesAt(places, { start, end }).map(({ id }) => id)

test('a passage is in the cases of its document and in those with whose parts it shares a letter', () => {
  expect(casesAt(places)).toEqual(['A', 'B', 'C'].map((name) => ({ id: name, name })))
  expect([ids(0, 4), ids(3, 5), ids(4, 8), ids(12, 13)]).toEqual([['A', 'B'], ['A', 'B', 'C'], ['B', 'C'], ['B']])
  expect(casesAt([], { start: 0, end: 1 })).toEqual([])
})

test('a case has all of a passage where its document is in it, or a part goes from before its start to after its end', () => {
  expect([...casesOver(places, { start: 1, end: 4 })]).toEqual(['A', 'B'])
  expect([...casesOver(places, { start: 3, end: 5 })]).toEqual(['B'])
})
