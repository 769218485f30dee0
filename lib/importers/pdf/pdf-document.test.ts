import { describe, expect, it } from 'vitest'
import { finish } from '@/lib/importers/finish'
import { defaultLimits } from '@/lib/importers/limits'
import { pdfFile } from './pdf-document'
import { segmentsOf, type PdfRun } from './pdf-lines'
import { linesOfSegments } from './pdf-rows'
import { pdfOf, type Printed } from '@/testing/pdf-files'
import { reported } from '@/lib/importers/imported-document'

const pdf = (pages: Printed[][]): Uint8Array => pdfOf(pages.map((lines) => ({ lines })))

const body = (page: number): Printed[] => [
  ['The Harbour Review, volume 9', 40, 570, 8],
  ['Page ' + String(page), 200, 20, 8],
]

describe('pdfFile', () => {
  it('rebuilds paragraphs, joins hyphenated words, keeps pages and drops running lines', async () => {
    const pages: Printed[][] = [
      [
        ['The Long Water', 40, 520, 18],
        ['The water rose in the night and the people of the low vil-', 40, 490],
        ['lages went up to the hills with what they could carry and a', 40, 478],
        ['well-known song.', 40, 466],
        ['Nobody knew, when they left, how long the water would be', 40, 440],
        ['staying.', 40, 428],
      ],
      [
        ['It stayed for nine days, and the well-', 40, 520],
        ['known song was sung on each of them, until the last of the', 40, 508],
        ['singers was hoarse.', 40, 496],
        ['    Then it went.', 52, 484],
      ],
      [['Only the hills were dry.', 40, 520]],
      [['(Printed in Sandmouth)', 40, 520]],
    ]
    const draft = await pdfFile(pdf(pages.map((lines, at) => [...lines, ...body(at + 1)])), defaultLimits)
    const blocks = draft.doc.content?.map((block) => [block.type, block.attrs?.page, block.content?.[0]?.text])
    expect(blocks).toEqual([
      ['heading', 1, 'The Long Water'],
      [
        'paragraph',
        1,
        'The water rose in the night and the people of the low villages went up to the hills with what they could carry and a well-known song.',
      ],
      ['paragraph', 1, 'Nobody knew, when they left, how long the water would be staying.'],
      [
        'paragraph',
        2,
        'It stayed for nine days, and the well-known song was sung on each of them, until the last of the singers was hoarse.',
      ],
      ['paragraph', 2, 'Then it went.'],
      ['paragraph', 3, 'Only the hills were dry.'],
      ['paragraph', 4, '(Printed in Sandmouth)'],
    ])
    expect(reported(draft.report).changed).toContain('1 word hyphenated at a line end joined')
    expect(reported(draft.report).lost).toEqual([expect.stringContaining('Headers, footers and page numbers')])
  })
  it('keeps two columns apart', async () => {
    const left = ['The left column speaks of', 'the sea and of nothing but', 'the sea.']
    const right = ['The right column speaks of', 'the land and of nothing but', 'the land.']
    const column = (lines: string[], x: number): Printed[] => lines.map((line, at) => [line, x, 520 - at * 12])
    const draft = await pdfFile(pdf([[...column(left, 40), ...column(right, 230)]]), defaultLimits)
    expect(draft.doc.content?.map((block) => block.content?.[0]?.text)).toEqual([left.join(' '), right.join(' ')])
  })
  it('counts every page of the file, empty ones at its end too, in the document and in the report alike', async () => {
    const { pageStarts, report } = finish(
      await pdfFile(pdf([[['Salt', 40, 40]], [], [['Water', 40, 40]], [], []]), defaultLimits),
      'a.pdf',
    )
    expect(pageStarts).toEqual([0, 5, 5, 10, 10])
    expect(report.kept).toContain('5 page numbers')
    expect(report.warnings).toContain('3 of 5 pages have no text; they may be scanned images.')
  })
  it('refuses a page without text', () =>
    expect(pdfFile(pdf([[]]), defaultLimits)).rejects.toMatchObject({ code: 'no-text-layer' }))
  it('refuses more pages than the limit', () =>
    expect(pdfFile(pdf([[['a', 40, 40]], [['b', 40, 40]]]), { ...defaultLimits, pages: 1 })).rejects.toMatchObject({
      code: 'too-large',
    }))
})

describe('lines of a page', () => {
  const run = (
    str: string,
    x: number,
    y: number,
    width: number,
    dir = 'ltr',
    transform = [10, 0, 0, 10, x, y],
  ): PdfRun => ({ str, dir, transform, width, height: 10 })
  it.each<[string, PdfRun[], string[]]>([
    ['a gap is a space', [run('sea', 0, 0, 15), run('wall', 18, 0, 20)], ['sea wall']],
    [
      'a raised note is on the line',
      [run('sea', 0, 0, 15), { ...run('2', 15, 4, 4), transform: [6, 0, 0, 6, 15, 4] }, run(' wall', 19, 0, 20)],
      ['sea2 wall'],
    ],
    ['right to left goes by position', [run('عالم', 0, 0, 20, 'rtl'), run('مرحبا', 25, 0, 25, 'rtl')], ['مرحبا عالم']],
    [
      'turned text reads along itself',
      [run('up', 0, 0, 10, 'ltr', [0, 10, -10, 0, 50, 0]), run('wards', 0, 0, 20, 'ltr', [0, 10, -10, 0, 50, 10])],
      ['upwards'],
    ],
    ['the next column is another line', [run('left', 0, 0, 20), run('right', 200, 0, 20)], ['left', 'right']],
  ])('%s', (_, runs, expected) =>
    expect(linesOfSegments(segmentsOf(runs, 1)).map((line) => line.text)).toEqual(expected),
  )
})
