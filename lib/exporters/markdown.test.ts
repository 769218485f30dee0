import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markdown } from './markdown'
import type { Span } from './report'

async function written(spans: Span[]): Promise<string> {
  const report = {
    title: 'Wells',
    author: 'Ana',
    created: new Date(0),
    language: 'en',
    pageWord: 'Page',
    blocks: (async function* () {
      await Promise.resolve()
      yield [{ kind: 'written' as const, style: 'paragraph' as const, mark: '', depth: 0, spans }]
    })(),
  }
  let text = ''
  for await (const chunk of markdown(report)) text += chunk
  return text
}

test('emphasis stands at the letters, with the spaces around them outside', async () => {
  const letters = fc.stringMatching(/^[a-z]([a-z ]{0,20}[a-z])?$/)
  const space = fc.stringMatching(/^[ \u00a0]{0,3}$/)
  await fc.assert(
    fc.asyncProperty(space, letters, space, async (before, words, after) => {
      expect(await written([{ text: `${before}${words}${after}`, bold: true, italic: true }])).toBe(
        `${before}***${words}***${after}\n\n`,
      )
    }),
  )
  expect(await written([{ text: '   ', bold: true, italic: false }])).toBe('   \n\n')
})

test('a million spaces within a sentence are written, in a time that grows with their number: the square of it would not end', async () => {
  const spaces = ' '.repeat(1_000_000)
  expect(await written([{ text: `Salt${spaces}came`, bold: true, italic: false }])).toBe(`**Salt${spaces}came**\n\n`)
})
