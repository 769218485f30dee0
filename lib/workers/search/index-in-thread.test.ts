import { expect, test } from 'vitest'
import { indexedParts } from '@/lib/domain/search/indexed-parts'
import { indexText } from './index-in-thread'

const paragraph = 'The boats of the harbour carry salt. Mr. Kai wrote 非传统安全 down; nobody read it! 👩‍👩‍👧\n'
const projectId = '0192a000-0000-7000-8000-000000000000'

async function read(parts: AsyncGenerator<unknown, unknown, undefined>): Promise<unknown[]> {
  const all: unknown[] = []
  for (let next = await parts.next(); ; next = await parts.next()) {
    all.push(next.value)
    if (next.done) return all
  }
}

function inPlace(text: string): unknown[] {
  const parts = indexedParts(text, 'en', projectId)
  const all: unknown[] = []
  for (let next = parts.next(); ; next = parts.next()) {
    all.push(next.value)
    if (next.done) return all
  }
}

test('a long text has in a thread the parts and places that it has in place, in several parts', async () => {
  const text = paragraph.repeat(3000)
  const expected = inPlace(text)
  expect(expected.length).toBeGreaterThan(3)
  expect(await read(indexText({ text, language: 'en', projectId }))).toEqual(expected)
  expect(await read(indexText({ text: paragraph, language: 'en', projectId }))).toEqual(inPlace(paragraph))
})

test('who needs no more of it lets the thread end, and the next text is read', async () => {
  const text = paragraph.repeat(3000)
  const parts = indexText({ text, language: 'en', projectId })
  expect((await parts.next()).done).toBe(false)
  await parts.return({ sentences: [], paragraphs: [] })
  expect((await parts.next()).done).toBe(true)
  expect(await read(indexText({ text, language: 'en', projectId }))).toEqual(inPlace(text))
})
