import { expect, test } from 'vitest'
import { KeptTexts } from './kept-texts'

/** A browser's storage, which refuses while `isFull`. */
function shelf(): Pick<Storage, 'getItem' | 'setItem'> & { isFull: boolean } {
  const rows = new Map<string, string>()
  return {
    isFull: false,
    getItem: (key) => rows.get(key) ?? null,
    setItem(key, text) {
      if (this.isFull) throw new DOMException('full', 'QuotaExceededError')
      rows.set(key, text)
    },
  }
}

test('a text is kept for every tab', () => {
  const stored = shelf()
  const [here, there] = [new KeptTexts(() => stored), new KeptTexts(() => stored)]
  here.keep('lanes', 'coder')
  there.keep('lanes', 'tag')
  expect([here.read('lanes'), there.read('lanes'), here.read('panel')]).toEqual(['tag', 'tag', null])
})

test('where storage is full, what was chosen holds on this page, not what lies there from before', () => {
  const stored = shelf()
  const texts = new KeptTexts(() => stored)
  texts.keep('tags', 'first')
  stored.isFull = true
  texts.keep('tags', 'second')
  expect(texts.read('tags')).toBe('second')
  expect(new KeptTexts(() => stored).read('tags')).toBe('first')
  stored.isFull = false
  texts.keep('tags', 'third')
  expect(new KeptTexts(() => stored).read('tags')).toBe('third')
})

test('where storage is forbidden, a choice lasts as long as the page; any other fault is one', () => {
  const forbidden = new KeptTexts(() => {
    throw new DOMException('forbidden', 'SecurityError')
  })
  forbidden.keep('panel', 'closed')
  expect([forbidden.read('panel'), forbidden.read('lanes')]).toEqual(['closed', null])
  const faulty = new KeptTexts(() => {
    throw new TypeError('no storage')
  })
  expect(() => faulty.read('panel')).toThrow('no storage')
})
