import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csv } from './csv'
import { docx } from './docx'
import { html } from './html'
import { jsonArray } from './json-array'
import { markdown } from './markdown'
import { odt } from './odt'
import type { Block, Report } from './report'
import { xlsx } from './xlsx'

const now = new Date('2026-11-22T17:00:00Z')
const report = (blocks: AsyncIterable<Block[]>): Report => ({
  title: 'A report',
  author: 'Ada',
  language: 'en',
  created: now,
  pageWord: 'Page',
  blocks,
})
const paragraphs = (blocks: AsyncIterable<string[]>) => mapped(blocks, (text): Block => ({ kind: 'paragraph', text }))
const table = (texts: AsyncIterable<string[]>) => ({
  name: 'Sheet',
  columns: [{ header: 'text', width: 10 }],
  batches: mapped(texts, (text) => [text]),
})

const formats = {
  csv: (texts) => csv(table(texts), { bom: false }),
  xlsx: (texts) => xlsx(table(texts), now),
  docx: (texts) => docx(report(paragraphs(texts))),
  odt: (texts) => odt(report(paragraphs(texts))),
  html: (texts) => html(report(paragraphs(texts))),
  md: (texts) => markdown(report(paragraphs(texts))),
  json: (texts) => jsonArray(mapped(texts, (text) => ({ text }))),
} satisfies Record<string, (texts: AsyncIterable<string[]>) => AsyncGenerator<string | Uint8Array>>

/** A source that is lost after so many rows, and says when it was let go. */
function lost(after: number) {
  const source = { error: new Error(`lost after ${after}`), isOpen: false, texts: texts() }
  async function* texts(): AsyncGenerator<string[]> {
    source.isOpen = true
    try {
      // Words that do not compress, so that an archive has chunks to give before its end.
      for (let row = 0; row < after; row += 1) {
        await Promise.resolve()
        yield [words(row)]
      }
      throw source.error
    } finally {
      source.isOpen = false
    }
  }
  return source
}

test.each(Object.entries(formats))('%s: fails as its source fails, and lets it go', async (_, format) => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 60 }), async (after) => {
      const source = lost(after)
      const read = async () => {
        for await (const _ of format(source.texts));
      }
      await expect(read()).rejects.toBe(source.error)
      expect(source.isOpen).toBe(false)
    }),
    { numRuns: 20 },
  )
})

test.each(Object.entries(formats))('%s: lets its source go when its reader does', async (_, format) => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 12 }), async (chunks) => {
      const source = lost(2_000)
      const file = format(source.texts)
      for (let read = 0; read < chunks; read += 1) expect((await file.next()).done).toBe(false)
      await file.return(undefined)
      expect(source.isOpen).toBe(false)
    }),
    { numRuns: 20 },
  )
})

const words = (row: number): string =>
  Array.from({ length: 400 }, (_, at) => String.fromCharCode(0x4e00 + ((row * 7919 + at * at * 31) % 20_000))).join('')

async function* mapped<From, To>(batches: AsyncIterable<From[]>, show: (item: From) => To): AsyncGenerator<To[]> {
  for await (const batch of batches) yield batch.map(show)
}
