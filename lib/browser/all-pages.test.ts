import { afterEach, expect, test, vi } from 'vitest'
import { callAllPages } from './api'

afterEach(() => vi.unstubAllGlobals())

/** A server whose list is these pages, one after the other. */
function serve(...pages: object[][]): void {
  let at = 0
  vi.stubGlobal('fetch', () => {
    const items = pages[at]
    at += 1
    return Promise.resolve(Response.json({ items, nextCursor: at < pages.length ? String(at) : null }))
  })
}

test('a row that comes again on a later page stands once in the whole list, as it was told last', async () => {
  serve(
    [
      { id: 'a', n: 1 },
      { id: 'b', n: 1 },
    ],
    [
      { id: 'a', n: 2 },
      { id: 'c', n: 1 },
    ],
  )
  expect(await callAllPages('/tags')).toEqual([
    { id: 'a', n: 2 },
    { id: 'b', n: 1 },
    { id: 'c', n: 1 },
  ])
})

test('rows without an id are the same where they are of the same passage and tag, and never otherwise', async () => {
  const of = (annotationId: string, tagId: string) => ({ annotationId, tagId })
  serve([of('a', 't'), of('a', 'u')], [of('a', 't'), of('b', 't')])
  expect(await callAllPages('/rechecks')).toEqual([of('a', 't'), of('a', 'u'), of('b', 't')])
  serve([{ name: 'x' }], [{ name: 'x' }])
  expect(await callAllPages('/others')).toHaveLength(2)
})
