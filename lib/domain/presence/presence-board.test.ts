import { expect, test } from 'vitest'
import { noVeil } from '../rounds/veil'
import { PresenceBoard, pagesEach, presenceLasts, type Presence } from './presence-board'

const at = (userId: string, documentId: string | null, offset = 0, more: Partial<Presence> = {}): Presence => ({
  pageId: 'page',
  userId,
  name: userId.toUpperCase(),
  documentId,
  offset,
  isBlind: false,
  ...more,
})
const seen = (board: PresenceBoard, userId: string, blindOn: string[] = [], blindNow = '') =>
  board
    .shownTo(
      { userId, veil: { ...noVeil, documentIds: new Set(blindOn) } },
      (id, documentId) => blindNow === `${id} ${documentId}`,
    )
    .map(({ id, documentId, offset }) => `${id} ${documentId} ${offset}`)
const boardOf = (...presences: Presence[]) => {
  const board = new PresenceBoard()
  for (const presence of presences) board.put(presence, 0)
  return board
}

test.each<[string, Presence[], string, string[], string[]]>([
  ['others are shown, oneself is not', [at('a', 'd', 5), at('b', 'd', 7)], 'a', [], ['b d 7']],
  [
    'once per document, where they were last',
    [at('a', 'd', 5), at('a', 'd', 9, { pageId: 'other' }), at('a', 'e', 1, { pageId: 'third' })],
    'b',
    [],
    ['a d 9', 'a e 1'],
  ],
  ['a page is in one document', [at('a', 'd'), at('a', 'e', 3)], 'b', [], ['a e 3']],
  ['whoever left is gone', [at('a', 'd'), at('a', null)], 'b', [], []],
  ['nobody to whom is blind there', [at('a', 'd'), at('a', 'e', 0, { pageId: 'other' })], 'b', ['d'], ['a e 0']],
  ['nobody who is blind there', [at('a', 'd', 0, { isBlind: true })], 'b', [], []],
])('%s', (_, presences, reader, blindOn, expected) => {
  expect(seen(boardOf(...presences), reader, blindOn)).toEqual(expected)
})

test('nobody is shown where they became blind since they said where they are', () => {
  const board = boardOf(at('a', 'd', 5), at('a', 'e', 1, { pageId: 'other' }), at('c', 'd', 2))
  expect(seen(board, 'b')).toEqual(['a d 5', 'a e 1', 'c d 2'])
  expect(seen(board, 'b', [], 'a d')).toEqual(['a e 1', 'c d 2'])
})

test('a person has so many pages, and the one that spoke longest ago gives way', () => {
  const board = new PresenceBoard()
  const put = (page: number) => board.put(at('a', `d${page}`, 0, { pageId: `page ${page}` }), 0)
  for (let page = 0; page < pagesEach; page += 1) put(page)
  put(0)
  board.put(at('c', 'd'), 0)
  put(pagesEach)
  const ofA = seen(board, 'b').filter((one) => one.startsWith('a '))
  expect([ofA.length, ofA.includes('a d0 0'), ofA.includes('a d1 0'), ofA.includes(`a d${pagesEach} 0`)]).toEqual([
    pagesEach,
    true,
    false,
    true,
  ])
  expect(seen(board, 'b')).toContain('c d 0')
})

test('says whether anything changed, and forgets who is silent', () => {
  const board = new PresenceBoard()
  expect(board.put(at('a', 'd', 5), 0)).toBe(true)
  expect(board.put(at('a', 'd', 5), 1000)).toBe(false)
  expect(board.put(at('a', 'd', 6), 2000)).toBe(true)
  expect(board.expire(2000 + presenceLasts - 1)).toBe(false)
  expect(board.expire(2000 + presenceLasts)).toBe(true)
  expect([board.isEmpty, board.put(at('a', null), 0)]).toEqual([true, false])
})
