import { describe, expect, it } from 'vitest'
import { finish } from '@/lib/importers/finish'
import type { ImportedParts } from '@/lib/importers/imported-document'
import { defaultLimits } from '@/lib/importers/limits'
import { pdfFile } from './pdf-document'
import { PdfDrawing } from './second-reading/pdf-drawing'
import { PdfObjects } from './second-reading/pdf-objects'
import { readAgain } from './second-reading/pdf-second-reading'
import { pdfOf, pdfStream, printed, type PdfForm, type PrintedPage } from '@/testing/pdf-files'

const read = async (pages: PrintedPage[], form?: PdfForm): Promise<ImportedParts> =>
  finish(await pdfFile(pdfOf(pages, form), defaultLimits), 'a.pdf')
const missing = ({ report }: ImportedParts): string[] =>
  [...report.lost, ...report.warnings].filter((line) => /not in the text|Words are missing/.test(line))
const appearance = (text: string, more = '') =>
  pdfStream(
    `/Type /XObject /Subtype /Form /BBox [0 0 200 20] ${more} /Resources << /Font << /H 3 0 R >> >>`,
    `BT /H 8 Tf 2 6 Td (${text}) Tj ET`,
  )

describe('text outside the visible part of a page', () => {
  const cropped: PrintedPage = {
    entries: '/CropBox [0 100 420 595]',
    lines: [
      ['In the village the water rose.', 40, 500],
      ['Nobody saw this below the edge.', 40, 40],
      ['Half of this line is seen and half of it is not, since it runs far over the edge of the paper', 60, 300, 10],
    ],
  }
  it('stands at the end of the page and is named', async () => {
    const parts = await read([cropped, { lines: [['The next page.', 40, 500]] }])
    expect(parts.text.split('\n')).toEqual([
      'In the village the water rose.',
      cropped.lines?.[2]?.[0],
      'Nobody saw this below the edge.',
      'The next page.',
    ])
    expect(parts.report.changed.join()).toContain(
      '1 line that stands outside the visible part of its page stands at the end of the page’s text, such as “Nobody saw this below the edge.”',
    )
    expect(missing(parts)).toEqual([])
  })
  it.each<[string, PdfForm]>([
    ['packed', { isPacked: true }],
    ['in the oldest cipher', { cipher: 'rc4' }],
    ['in a new cipher', { cipher: 'aes-256' }],
    ['with a broken table', { startOfTable: 3 }],
  ])('whatever the file is like: %s', async (_, form) => {
    const parts = await read([cropped], form)
    expect(parts.text.split('\n')).toContain('Nobody saw this below the edge.')
    expect(missing(parts)).toEqual([])
  })
  it('is on the other page where two show halves of one sheet', async () => {
    const parts = await read([
      {
        entries: '/MediaBox [0 0 210 595] /CropBox [0 0 210 595] /Contents {0} 0 R',
        objects: [
          pdfStream(
            '',
            [
              printed(['The left half', 40, 500]),
              printed(['The right half', 250, 500]),
              printed(['Under both', 40, -50]),
            ].join('\n'),
          ),
        ],
      },
      { entries: '/MediaBox [210 0 420 595] /Contents 4 0 R' },
    ])
    expect(parts.text.split('\n')).toEqual(['The left half', 'The right half'])
    expect(parts.report.lost.join()).toContain(
      'Text outside the visible parts of pages that share one drawing, such as “Under both”',
    )
  })
})

describe('what is put on a page', () => {
  it.each<[string, string, string]>([
    ['a stamp', '/Subtype /Stamp /Rect [40 300 240 320] /F 4 /AP << /N {0} 0 R >>', 'Received in Accra'],
    [
      'a signature',
      '/Subtype /Widget /FT /Sig /T (s) /Rect [40 300 240 320] /F 4 /AP << /N {0} 0 R >>',
      'Signed by the clerk',
    ],
    [
      'a button',
      '/Subtype /Widget /FT /Btn /Ff 65536 /T (b) /Rect [40 300 240 320] /F 4 /AP << /N {0} 0 R >>',
      'Send the answers',
    ],
    [
      'a note typed on it',
      '/Subtype /FreeText /DA (/F1 8 Tf) /Rect [40 300 240 320] /F 4 /AP << /N {0} 0 R >>',
      'Typed later',
    ],
    [
      'a field that shows what it does not say',
      '/Subtype /Widget /FT /Tx /T (t) /Rect [40 300 240 320] /F 4 /AP << /N {0} 0 R >>',
      'Only drawn',
    ],
    [
      'a state of it',
      '/Subtype /Stamp /Rect [40 300 240 320] /F 4 /AS /Here /AP << /N << /Here {0} 0 R /Gone 3 0 R >> >>',
      'As it is',
    ],
  ])('is in the text: %s', async (_, annotation, text) => {
    const parts = await read([
      {
        lines: [
          ['Above.', 40, 400],
          ['Below.', 40, 200],
        ],
        annotations: [annotation],
        objects: [appearance(text)],
      },
    ])
    expect(parts.text.split('\n')).toEqual(['Above.', text, 'Below.'])
    expect(parts.report.changed.join()).toContain(
      `1 text of a stamp, signature, button or field stands in the text, where it is shown, such as “${text}”`,
    )
    expect(missing(parts)).toEqual([])
  })
  it('is there once where the file says it too', async () => {
    const parts = await read([
      {
        lines: [['Above.', 40, 400]],
        annotations: [
          '/Subtype /Widget /FT /Tx /T (t) /V (Once only) /Rect [40 300 240 320] /F 4 /AP << /N {0} 0 R >>',
        ],
        objects: [appearance('Once only')],
      },
    ])
    expect(parts.text).toBe('Above.\nOnce only')
  })
  it('has what a list did not choose too, and a number as it is written', async () => {
    const parts = await read([
      {
        annotations: [
          '/Subtype /Widget /FT /Ch /T (t) /V (Oslo) /Opt [(Accra) (Oslo)] /Rect [40 300 240 320] /F 4 /AP << /N {0} 0 R >>',
          '/Subtype /Widget /FT /Tx /T (n) /V (1234) /Rect [40 200 240 220] /F 4 /AP << /N {1} 0 R >>',
        ],
        objects: [appearance('Accra) Tj 0 -8 Td (Oslo'), appearance('1,234.00')],
      },
    ])
    expect(parts.text).toBe('Oslo\nAccra\n1234\n1,234.00')
    expect(missing(parts)).toEqual([])
  })
  it('has the lines of a list that no appearance draws, and none of a box that folds out', async () => {
    const list = (flags: string, top: number, options: string) =>
      `/Subtype /Widget /FT /Ch ${flags} /T (t${top}) ${options} /Rect [40 ${top - 60} 240 ${top}] /F 4`
    const parts = await read([
      {
        lines: [['Where?', 40, 500]],
        annotations: [
          list('', 480, '/V () /Opt [(Accra) [(o) (Oslo)]]'),
          list('/Ff 131072', 380, '/V () /Opt [(Lagos) (Lima)]'),
          list('', 280, '/V (Quito) /Opt [(Quito) (Riga)]'),
        ],
      },
    ])
    expect(parts.text).toBe('Where?\nAccra\nOslo\nQuito\nRiga')
    expect(parts.report.changed.join()).toContain('2 texts of stamps, signatures, buttons or fields stand in the text')
  })
  it('is named where it is hidden', async () => {
    const parts = await read([
      {
        lines: [['Above.', 40, 400]],
        annotations: ['/Subtype /Stamp /Rect [40 300 240 320] /F 2 /AP << /N {0} 0 R >>'],
        objects: [appearance('Not to be seen')],
      },
    ])
    expect(parts.text).toBe('Above.')
    expect(parts.report.lost).toContain(
      'Hidden text was left out: 1 field or note that is not shown on the pages, such as “Not to be seen”',
    )
  })
  it('has the caption of a button that nothing draws', async () => {
    expect(
      (
        await read([
          {
            annotations: [
              '/Subtype /Widget /FT /Btn /Ff 65536 /T (b) /MK << /CA (Begin again) >> /Rect [40 300 240 320] /F 4',
            ],
          },
        ])
      ).text,
    ).toBe('Begin again')
  })
})

describe('the second reading of a pdf', () => {
  const inForm = (text: string) =>
    pdfStream(
      '/Type /XObject /Subtype /Form /BBox [0 0 420 595] /Resources << /Font << /F1 3 0 R >> >>',
      printed([text, 40, 300]),
    )
  it('tells letters that pdf.js does not', async () => {
    const parts = await read([
      {
        content: `BT /J 10 Tf 40 500 Td <93fa967b8cea> Tj ET`,
        fonts:
          '/J << /Type /Font /Subtype /Type0 /BaseFont /Gothic /Encoding /90ms-RKSJ-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Gothic /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>] >>',
      },
    ])
    expect(parts.text).toBe('日本語')
  })
  it('goes into forms', async () => {
    const parts = await read([
      { content: '/X Do', resources: '/XObject << /X {0} 0 R >>', objects: [inForm('Words of a form')] },
    ])
    expect(parts.text).toBe('Words of a form')
    expect(parts.report.changed.join()).not.toContain('could not be checked')
  })
  it('says where it cannot read', async () => {
    const parts = await read([
      {
        lines: [['Readable.', 40, 500]],
        content: 'BT /C 10 Tf 40 300 Td <00010002> Tj ET',
        fonts:
          '/C << /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>',
      },
    ])
    expect(parts.report.changed.join()).toContain(
      'Whether letters are missing could not be checked a second time for 2 of 11 signs',
    )
  })
  it('ends on forms that draw one another, and says that it did not read all', () => {
    const doubled = Array.from({ length: 14 }, (_, at) =>
      pdfStream(
        `/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X {${at + 1}} 0 R >> >>`,
        '/X Do /X Do /X Do /X Do',
      ),
    )
    const bytes = pdfOf([
      { content: '/X Do', resources: '/XObject << /X {0} 0 R >>', objects: [...doubled, inForm('x')] },
    ])
    const objects = new PdfObjects(bytes)
    const started = process.cpuUsage()
    const reading = readAgain(new PdfDrawing(objects), 20, [0, 0, 420, 595])
    expect(reading.isWhole).toBe(false)
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(20)
  })
})
