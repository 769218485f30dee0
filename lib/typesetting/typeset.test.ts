import { afterAll, describe, expect, test } from 'vitest'
import { pdfReport } from '@/lib/exporters/pdf-report'
import type { Block } from '@/lib/exporters/report'
import { readPdf } from '@/testing/pdf-text'
import { tooLargeForPdf, stopTypesetting, typeset, typesettingLimits } from './typeset'

afterAll(stopTypesetting)

const words = { notice: 'No font: {names}.', emoji: 'emoji', locale: 'en' }
const excerpt = (quote: string, more: Partial<Extract<Block, { kind: 'excerpt' }>> = {}): Block => ({
  kind: 'excerpt',
  quote,
  language: 'en',
  direction: 'ltr',
  citation: 'Zhou, A speech, p. 3',
  link: 'https://example.org/a',
  details: 'Security › Naming · Ada',
  note: '',
  ...more,
})
const dataOf = (blocks: Block[], language = 'en') =>
  pdfReport(
    {
      title: 'A report',
      author: 'Ada',
      language,
      created: new Date('2026-11-22T17:00:00Z'),
      pageWord: 'Page',
      blocks: (async function* () {
        await Promise.resolve()
        yield blocks
      })(),
    },
    tooLargeForPdf,
  )
const pdfOf = async (...blocks: Block[]) => readPdf(await typeset(await dataOf(blocks), words))
const letters = (text: string) => text.replace(/[\s\u200B]/g, '')

describe('what people wrote', () => {
  test.each([
    '#read("/etc/passwd")',
    '#let x = 1; #x #import "@preview/cetz:0.3.1": *',
    '#eval("1+1") #sys.inputs #panic("x")',
    '$ x^2 $ *bold* _emph_ `raw` <label> @ref = heading',
    '\\u{41} \\ \\" \\n // comment /* more */ ~ -- ---',
    '"quoted" and ]} unbalanced {[ #',
    'https://example.org/#[x](y)',
  ])('is words and never instructions: %s', async (text) => {
    const everywhere = await pdfOf(
      { kind: 'title', text },
      { kind: 'line', text },
      { kind: 'heading', level: 1, text },
      { kind: 'paragraph', text },
      { kind: 'written', style: 'item', mark: text, depth: 1, spans: [{ text, bold: true, italic: true }] },
      excerpt(text, { citation: text, details: text, note: text, language: text }),
    )
    expect(letters(everywhere.text).split(letters(text)).length - 1).toBe(10)
    expect(everywhere.outline.map(({ title }) => title)).toEqual([text])
    expect(everywhere.text).not.toContain('root:')
  })

  test('may hold what no page can show', async () => {
    const odd = `a\u0000b\u0001c\u001Bd\uD800e\uDC00f\uFFFEg\u007Fh\u00ADi\uFEFF ${'\u202D\u2066'.repeat(100_000)}j`
    const { text } = await pdfOf(excerpt(odd), excerpt(''), { kind: 'heading', level: 2, text: '' })
    expect(text.replace(/\p{Default_Ignorable_Code_Point}/gu, '')).toContain('abcd\uFFFDe\uFFFDfghi j')
  })

  test('is parted where it is longer than a line, and copied without a sign there', async () => {
    const { text } = await pdfOf(excerpt('x7'.repeat(200)))
    const [first = ''] = text.split('\n')
    expect([first.length < 120, text.replace(/\n/g, '').includes('x7'.repeat(200))]).toEqual([true, true])
  })

  test('keeps its lines, in each script', async () => {
    const lines = ['One “line”', '第三行：非传统安全', 'العدد 12 في السطر', 'שלום עולם', 'Ещё одна, ἀλλά']
    const { text } = await pdfOf(excerpt(lines.join('\n')), excerpt('直', { language: 'zh-Hant-TW' }))
    // From right to left a reader gives the letters of a line in either order.
    const sorted = (line: string) => [...letters(line)].sort().join('')
    for (const line of lines) expect(text.split('\n').map(sorted), line).toContain(sorted(line))
  })
})

test('has pages with numbers, bookmarks by headings, and says who made it, when and in which language', async () => {
  const data = await dataOf(
    [
      { kind: 'title', text: 'A report' },
      { kind: 'heading', level: 1, text: 'The word' },
      { kind: 'heading', level: 2, text: 'A speech' },
      ...Array.from({ length: 30 }, (_, at) => excerpt(`Passage ${at}. `.repeat(12))),
    ],
    'zh-CN',
  )
  const { pages, outline, info, language } = await readPdf(await typeset(data, words))
  expect(pages.length).toBeGreaterThan(2)
  expect(pages.map((page, at) => page.includes(`Page ${at + 1}`))).toEqual(pages.map(() => true))
  expect(outline).toMatchObject([{ title: 'The word', items: [{ title: 'A speech', items: [] }] }])
  expect(info).toMatchObject({ Title: 'A report', Author: 'Ada', CreationDate: expect.stringMatching(/^D:20261122/) })
  expect(language).toBe('zh')
})

test('names the letters that no font has, below the title', async () => {
  // A script of the Bronze Age that no machine has a font for; what Typst and the packages bring is not named.
  const { text } = await pdfOf({ kind: 'title', text: 'A report' }, excerpt('tab \u{16A00} 中文 عربي \u{10FFFD}'))
  expect(text).toContain('No font: U+16A00 and U+10FFFD.')
  expect((await pdfOf(excerpt('中文 عربي עברית Ωμέγα'))).text).not.toContain('No font')
})

test('is refused where it takes more than there is, and the next one is set', async () => {
  const data = await dataOf(Array.from({ length: 2_000 }, () => excerpt('word '.repeat(60))))
  const limits = { ...typesettingLimits, processBytes: 160 * 1024 * 1024 }
  const refusal = { code: 'too-large', detail: expect.stringContaining('Narrow it by a filter') }
  await expect(typeset(data, words, limits)).rejects.toMatchObject(refusal)
  await expect(typeset(data, words, { ...typesettingLimits, milliseconds: 100 })).rejects.toMatchObject(refusal)
  expect((await pdfOf(excerpt('The next one'))).text).toContain('The next one')
})

test('is refused before it is set where it is longer than a PDF', async () => {
  await expect(dataOf([excerpt('x'.repeat(10_000_001))])).rejects.toMatchObject({ code: 'too-large' })
  await expect(dataOf([excerpt('\n'.repeat(100_001))])).rejects.toMatchObject({ code: 'too-large' })
})
