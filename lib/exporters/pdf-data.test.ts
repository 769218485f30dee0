import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pdfData } from './pdf-data'
import type { Block } from './report'

const dataOf = (...blocks: Block[]) =>
  pdfData({ title: 'T', author: 'A', language: 'en', created: new Date('2026-01-02'), pageWord: 'Page', blocks })

test.each([
  ['适用情形：The passage is about the “concept” as a whole', false],
  ['“Safe Waters: security at sea”的编码本', false],
  ['“中文”引文，第 2 段 of it', true],
  ['日本語の「文章」', true],
  ['“English”, 2020', false],
])('%s has the quotation marks of what it is mostly written in', (text, east) => {
  expect(dataOf({ kind: 'heading', level: 1, text }).blocks.at(-1)).toMatchObject({ east })
})

test.each([
  ['zh-Hant', 'zh', 'TW'],
  ['zh-Hant-HK', 'zh', 'HK'],
  ['EN-gb', 'en', 'GB'],
  ['', 'und', null],
  ['#read("x")', 'und', null],
  ['x-private', 'und', null],
])('a passage in “%s” is set as %s in %s', (language, first, region) => {
  const excerpt = { quote: 'q', citation: 'c', link: '', details: '', note: '', direction: 'ltr' } as const
  expect(dataOf({ kind: 'excerpt', language, ...excerpt }).blocks.at(-1)).toMatchObject({ language: first, region })
})

test('whatever was written, it is data that any reader of JSON takes, without controls and halves of characters', () => {
  const odd = fc.string({ unit: fc.constantFrom('\uD800', '\uDFFF', '\0', '\r', '\u2028', '\\', '"', 'a', '中') })
  fc.assert(
    fc.property(fc.oneof(odd, fc.string({ unit: 'binary' })), (text) => {
      const data = dataOf({ kind: 'title', text }, { kind: 'paragraph', text })
      const json = JSON.stringify(data)
      expect(json.isWellFormed()).toBe(true)
      expect(JSON.parse(json)).toEqual(data)
      const texts = data.blocks.flatMap((block) =>
        'lines' in block ? block.lines.map(({ text }) => text) : 'text' in block ? block.text : [],
      )
      expect(texts.join('')).not.toMatch(/\p{Cc}/u)
    }),
  )
})
