import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finish } from '@/lib/importers/finish'
import { defaultLimits } from '@/lib/importers/limits'
import { pdfFile } from './pdf-document'
import {
  pageSize,
  pdfOf,
  pdfStream,
  pdfString,
  printed,
  type PdfForm,
  type Printed,
  type PrintedPage,
} from '@/testing/pdf-files'

/** What a part of a page draws from a height down, how much of it that takes, and the words that a text of it must have or a comment that is counted. */
interface Part {
  page: PrintedPage & { properties?: string }
  height: number
  kept: string[]
  comment?: string
}
type Construct = (word: () => string, top: number) => Part

const content = (lines: string[]): PrintedPage => ({ content: lines.join('\n') })
const several = (word: () => string, count: number): string[] => Array.from({ length: count }, word)

const constructs: Construct[] = [
  (word, y) => {
    const [a, b, c, d, e] = several(word, 5) as [string, string, string, string, string]
    return {
      page: content([printed([`${a} ${b} ${c}`, 40, y]), printed([`${d} ${e}`, 40, y - 12])]),
      height: 30,
      kept: [a, b, c, d, e],
    }
  },
  (word, y) => {
    const kept = several(word, 9)
    return {
      page: content(kept.map((one, at) => printed([one, 40 + (at % 3) * 130, y - Math.floor(at / 3) * 14]))),
      height: 60,
      kept,
    }
  },
  (word, y) => {
    const kept = several(word, 24)
    const lines = [0, 1, 2].flatMap((row) =>
      [0, 1].map((place) =>
        printed([
          kept.slice((row * 2 + place) * 4, (row * 2 + place) * 4 + 4).join(' '),
          40 + place * 190,
          y - row * 12,
          6,
        ]),
      ),
    )
    return { page: content(lines), height: 60, kept }
  },
  (word, y) => {
    const [a, b] = several(word, 2) as [string, string]
    return { page: content([printed([`${a}-`, 40, y]), printed([b, 40, y - 12])]), height: 30, kept: [a, b] }
  },
  (word, y) => {
    const [a, b] = several(word, 2) as [string, string]
    return {
      page: content([printed([a, 40, y, 14]), printed([a, 40.4, y, 14]), printed([`${b} after`, 40, y - 30])]),
      height: 60,
      kept: [a, b],
    }
  },
  (word, y) => {
    const kept = several(word, 6)
    return {
      page: content(
        kept.flatMap((one, at) => [printed([String(at + 1), 20, y - at * 12]), printed([one, 60, y - at * 12])]),
      ),
      height: 90,
      kept,
    }
  },
  (word, y) => {
    const [a, b] = several(word, 2) as [string, string]
    return {
      page: {
        lines: [['Name:', 40, y]],
        annotations: [
          `/Subtype /Widget /FT /Tx /T ${pdfString(a)} /V ${pdfString(`${a} ${b}`)} /Rect [90 ${y - 4} 300 ${y + 12}] /F 4`,
        ],
      },
      height: 30,
      kept: [a, b],
    }
  },
  (word, y) => {
    const [a, b] = several(word, 2) as [string, string]
    return {
      page: {
        annotations: [
          `/Subtype /FreeText /Contents ${pdfString(`${a}\\n${b}`.replace('\\n', ' '))} /DA (/F1 10 Tf) /Rect [40 ${y - 12} 300 ${y + 8}] /F 4`,
        ],
      },
      height: 40,
      kept: [a, b],
    }
  },
  (word, y) => {
    const [a, b] = several(word, 2) as [string, string]
    return {
      page: {
        lines: [[a, 40, y]],
        annotations: [`/Subtype /Text /Contents ${pdfString(b)} /Rect [300 ${y} 320 ${y + 20}] /F 4`],
      },
      height: 30,
      kept: [a],
      comment: b,
    }
  },
  (word, y) => {
    const [a, b] = several(word, 2) as [string, string]
    return {
      page: content([`/Span << /ActualText ${pdfString(a)} >> BDC ${printed(['x', 40, y])} EMC`, printed([b, 200, y])]),
      height: 30,
      kept: [a, b],
    }
  },
  (word, y) => {
    const [a, b] = several(word, 2) as [string, string]
    return {
      page: content([
        `BT /F1 10 Tf 0 1 -1 0 30 ${y - 40} Tm ${pdfString(a)} Tj ET`,
        `BT /F1 10 Tf 3 Tr 40 ${y} Td [${pdfString(b.slice(0, 2))} -20 ${pdfString(b.slice(2))}] TJ ET`,
      ]),
      height: 90,
      kept: [a, b],
    }
  },
  (word, y) => {
    const [a, b, c] = several(word, 3) as [string, string, string]
    return {
      page: content([
        `BT /F1 10 Tf 40 ${y} Td ${pdfString(a)} Tj 0 -12 Td ${pdfString(b)} ' T* ${pdfString(c)} Tj ET`.replace(
          " '",
          ' Tj',
        ),
      ]),
      height: 40,
      kept: [a, b, c],
    }
  },
]

const hex = (numbers: readonly number[], width: number) =>
  numbers.map((number) => number.toString(16).padStart(width, '0')).join('')
const codes = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0))
/** A character map that says each code is so far from its letter. */
const shiftedMap = (by: number) =>
  pdfStream(
    '',
    `begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <${hex([97 + by], 4)}> <${hex([122 + by], 4)}> <0061> endbfrange endcmap`,
  )
const appearance = (text: string, font = '3 0 R') =>
  pdfStream(
    `/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /H ${font} >> >>`,
    `BT /H 8 Tf 2 6 Td ${pdfString(text)} Tj ET`,
  )
let names = 0
const name = (kind: string) => `${kind}${(names += 1)}`

/** Of the ways in which a file may say its letters and where they stand, those that readers forget. Words come in hidden kinds: `shown` is what the text must have. */
const rare: Construct[] = [
  // Letters by numbers, which only a character map tells.
  (word, y) => {
    const [a, font] = [word(), name('C')]
    return {
      page: {
        content: `BT /${font} 10 Tf 40 ${y} Td <${hex(
          codes(a).map((code) => code + 300),
          4,
        )}> Tj ET`,
        objects: [shiftedMap(300)],
        fonts: `/${font} << /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /ToUnicode {0} 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW 500 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>`,
      },
      height: 20,
      kept: [a],
    }
  },
  // Letters by the names of glyphs.
  (word, y) => {
    const [a, font] = [word(), name('D')]
    return {
      page: {
        content: `BT /${font} 10 Tf 40 ${y} Td <${hex(
          codes(a).map((code) => code - 96),
          2,
        )}> Tj ET`,
        fonts: `/${font} << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [1 ${[...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `/${letter}`).join(' ')}] >> >>`,
      },
      height: 20,
      kept: [a],
    }
  },
  // Letters that are drawings.
  (word, y) => {
    const [a, font] = [word(), name('T')]
    const procedures = [...new Set(a)].map((letter) => `/${letter} {0} 0 R`).join(' ')
    return {
      page: {
        content: `BT /${font} 10 Tf 40 ${y} Td ${pdfString(a)} Tj ET`,
        objects: [pdfStream('', '500 0 d0 0 0 400 400 re f')],
        fonts: `/${font} << /Type /Font /Subtype /Type3 /FontBBox [0 0 500 500] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 122 /Widths [${'500 '.repeat(26)}] /CharProcs << ${procedures} >> /Encoding << /Type /Encoding /Differences [97 ${[...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `/${letter}`).join(' ')}] >> >>`,
      },
      height: 20,
      kept: [a],
    }
  },
  // A form in a form, moved.
  (word, y) => {
    const [a, b, form] = [word(), word(), name('X')]
    const inner = pdfStream(
      '/Type /XObject /Subtype /Form /BBox [0 0 420 595] /Resources << /Font << /F1 3 0 R >> >>',
      printed([a, 40, 0]),
    )
    const outer = pdfStream(
      '/Type /XObject /Subtype /Form /BBox [0 0 420 595] /Matrix [1 0 0 1 0 10] /Resources << /Font << /F1 3 0 R >> /XObject << /In {0} 0 R >> >>',
      `q 1 0 0 1 0 -10 cm /In Do Q ${printed([b, 200, -10])}`,
    )
    return {
      page: { content: `q 1 0 0 1 0 ${y} cm /${form} Do Q`, objects: [inner, outer], resources: `/${form} {1} 0 R` },
      height: 20,
      kept: [a, b],
    }
  },
  // What stamps, signatures, buttons and answers show.
  ...[
    '/Subtype /Stamp',
    '/Subtype /Widget /FT /Sig /T (s)',
    '/Subtype /Widget /FT /Btn /Ff 65536 /T (b)',
    '/Subtype /Widget /FT /Tx /T (t)',
    '/Subtype /FreeText /DA (/F1 8 Tf)',
    '/Subtype /Line /L [0 0 1 1]',
  ].map((kind): Construct => (word, y) => {
    const [a, b] = [word(), word()]
    return {
      page: {
        annotations: [`${kind} /Rect [40 ${y - 8} 240 ${y + 12}] /F 4 /AP << /N {0} 0 R >>`],
        objects: [appearance(`${a} ${b}`)],
      },
      height: 40,
      kept: [a, b],
    }
  }),
  // A form field that says one thing and shows it in parts.
  (word, y) => {
    const a = word()
    return {
      page: {
        annotations: [
          `/Subtype /Widget /FT /Tx /T (t) /V ${pdfString(a)} /Rect [40 ${y - 8} 240 ${y + 12}] /F 4 /AP << /N {0} 0 R >>`,
        ],
        objects: [appearance([...a].join(') Tj 12 0 Td ('))],
      },
      height: 40,
      kept: [a],
    }
  },
  // Outside the visible part, which every page here ends at 20.
  (word, y) => {
    const [a, b] = [word(), word()]
    return { page: { content: `${printed([`${a} ${b}`, 40, -30 - y / 5])}` }, height: 5, kept: [a, b] }
  },
  // What is meant is said by name.
  (word, y) => {
    const [a, mark] = [word(), name('M')]
    return {
      page: {
        content: `/Span /${mark} BDC ${printed(['zz', 40, y])} EMC`,
        properties: `/${mark} << /ActualText ${pdfString(a)} >>`,
      },
      height: 20,
      kept: [a],
    }
  },
  // By lines, with all the ways to move and to space.
  (word, y) => {
    const kept = several(word, 5) as [string, string, string, string, string]
    const [a, b, c, d, e] = kept.map(pdfString)
    return {
      page: { content: `BT /F1 10 Tf 12 TL 40 ${y} Td ${a} Tj ${b} ' 1 0.2 ${c} " 0 -14 TD [${d} -800 ${e}] TJ ET` },
      height: 70,
      kept,
    }
  },
]

const drawing = fc.array(fc.array(fc.nat(constructs.length - 1), { minLength: 1, maxLength: 5 }), {
  minLength: 1,
  maxLength: 5,
})

describe('every word of a pdf', () => {
  it('is in the text or counted in the report', async () => {
    await fc.assert(
      fc.asyncProperty(drawing, fc.boolean(), async (drawn, hasHead) => {
        let count = 0
        const word = () =>
          `w${String((count += 1)).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}q${'m'.repeat(count % 5)}`
        const head = word()
        const parts: Part[] = []
        const pages = drawn.map((choice, at) => {
          const page: Required<Pick<PrintedPage, 'lines' | 'annotations'>> & { content: string } = {
            lines: [],
            content: '',
            annotations: [],
          }
          if (hasHead) page.lines.push([head, 40, pageSize.height - 20, 8], [String(at + 4), 380, 15, 8])
          let top = 500
          for (const one of choice) {
            const part = (constructs[one] as Construct)(word, top)
            parts.push(part)
            page.lines.push(...(part.page.lines ?? []))
            page.content += `\n${part.page.content ?? ''}`
            page.annotations.push(...(part.page.annotations ?? []))
            top -= part.height
          }
          return { ...page, isPacked: at % 2 === 1 }
        })
        const { text, report } = finish(await pdfFile(pdfOf(pages), defaultLimits), 'a.pdf')
        // A broken word is whole again, or keeps its hyphen.
        const words = new Set(text.split(/[^a-z]+/))
        const isThere = (one: string) =>
          words.has(one) || [...words].some((other) => other.startsWith(one) || other.endsWith(one))
        expect(parts.flatMap((part) => part.kept).filter((one) => !isThere(one))).toEqual([])
        if (hasHead && !words.has(head)) expect(report.lost.join()).toContain(`such as “${head}”`)
        const comments = parts.flatMap((part) => part.comment ?? [])
        if (comments.length > 0)
          expect(report.lost.join()).toContain(
            `${comments.length} comment${comments.length === 1 ? '' : 's'} on the pages, such as “${comments[0] ?? ''}”`,
          )
        expect(
          [...report.lost, ...report.warnings].filter((line) => /not in the text|Words are missing/.test(line)),
        ).toEqual([])
      }),
      { numRuns: 120 },
    )
  })
  it('is, however the file says its letters and where they stand', async () => {
    const all = [...constructs.slice(0, 2), ...rare]
    const choice = fc.array(fc.array(fc.nat(all.length - 1), { minLength: 1, maxLength: 7 }), {
      minLength: 1,
      maxLength: 3,
    })
    const forms: PdfForm[] = [{}, { isPacked: true }, { cipher: 'rc4' }, { cipher: 'aes-256' }, { startOfTable: 1 }]
    await fc.assert(
      fc.asyncProperty(
        choice,
        fc.constantFrom(0, 90, 180, 270),
        fc.constantFrom(...forms),
        async (drawn, turn, form) => {
          let count = 0
          const word = () =>
            `w${String((count += 1)).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}q${'m'.repeat(count % 5)}`
          const kept: string[] = []
          const pages = drawn.map((choices): PrintedPage => {
            const page = {
              lines: [] as Printed[],
              content: '',
              annotations: [] as string[],
              objects: [] as string[],
              fonts: '',
              forms: '',
              properties: '',
            }
            let top = 540
            for (const one of choices) {
              const part = (all[one] as Construct)(word, top)
              const moved = (text = '') =>
                text.replace(/\{(\d+)\}/g, (_, at: string) => `{${Number(at) + page.objects.length}}`)
              page.lines.push(...(part.page.lines ?? []))
              page.content += `\n${part.page.content ?? ''}`
              page.annotations.push(...(part.page.annotations ?? []).map(moved))
              page.fonts += moved(part.page.fonts)
              page.forms += moved(part.page.resources)
              page.properties += part.page.properties ?? ''
              page.objects.push(...(part.page.objects ?? []).map(moved))
              kept.push(...part.kept)
              top -= part.height
            }
            return {
              ...page,
              entries: `/Rotate ${turn} /CropBox [0 20 420 595]`,
              resources: `/XObject << ${page.forms} >> /Properties << ${page.properties} >>`,
            }
          })
          const { text, report } = finish(await pdfFile(pdfOf(pages, form), defaultLimits), 'a.pdf')
          const words = new Map<string, number>()
          for (const [one] of text.matchAll(/[a-z]+/g)) words.set(one, (words.get(one) ?? 0) + 1)
          expect(
            kept.filter((one) => words.get(one) !== 1).map((one) => [one, words.get(one) ?? 0]),
            text,
          ).toEqual([])
          expect([...report.lost, ...report.warnings]).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
  })
})
