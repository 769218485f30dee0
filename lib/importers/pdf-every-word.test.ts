import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finish } from './finish'
import { defaultLimits } from './limits'
import { pdfFile } from './pdf-document'
import { pageSize, pdfOf, pdfString, printed, type PrintedPage } from '@/testing/pdf-files'

/** What a part of a page draws from a height down, how much of it that takes, and the words that a text of it must have or a comment that is counted. */
interface Part {
  page: PrintedPage
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
    return { page: content([printed([`${a} ${b} ${c}`, 40, y]), printed([`${d} ${e}`, 40, y - 12])]), height: 30, kept: [a, b, c, d, e] }
  },
  (word, y) => {
    const kept = several(word, 9)
    return { page: content(kept.map((one, at) => printed([one, 40 + (at % 3) * 130, y - Math.floor(at / 3) * 14]))), height: 60, kept }
  },
  (word, y) => {
    const kept = several(word, 24)
    const lines = [0, 1, 2].flatMap((row) => [0, 1].map((place) => printed([kept.slice((row * 2 + place) * 4, (row * 2 + place) * 4 + 4).join(' '), 40 + place * 190, y - row * 12, 6])))
    return { page: content(lines), height: 60, kept }
  },
  (word, y) => {
    const [a, b] = several(word, 2) as [string, string]
    return { page: content([printed([`${a}-`, 40, y]), printed([b, 40, y - 12])]), height: 30, kept: [a, b] }
  },
  (word, y) => {
    const [a, b] = several(word, 2) as [string, string]
    return { page: content([printed([a, 40, y, 14]), printed([a, 40.4, y, 14]), printed([`${b} after`, 40, y - 30])]), height: 60, kept: [a, b] }
  },
  (word, y) => {
    const kept = several(word, 6)
    return { page: content(kept.flatMap((one, at) => [printed([String(at + 1), 20, y - at * 12]), printed([one, 60, y - at * 12])])), height: 90, kept }
  },
  (word, y) => {
    const [a, b] = several(word, 2) as [string, string]
    return { page: { lines: [['Name:', 40, y]], annotations: [`/Subtype /Widget /FT /Tx /T ${pdfString(a)} /V ${pdfString(`${a} ${b}`)} /Rect [90 ${y - 4} 300 ${y + 12}] /F 4`] }, height: 30, kept: [a, b] }
  },
  (word, y) => {
    const [a, b] = several(word, 2) as [string, string]
    return { page: { annotations: [`/Subtype /FreeText /Contents ${pdfString(`${a}\\n${b}`.replace('\\n', ' '))} /DA (/F1 10 Tf) /Rect [40 ${y - 12} 300 ${y + 8}] /F 4`] }, height: 40, kept: [a, b] }
  },
  (word, y) => {
    const [a, b] = several(word, 2) as [string, string]
    return { page: { lines: [[a, 40, y]], annotations: [`/Subtype /Text /Contents ${pdfString(b)} /Rect [300 ${y} 320 ${y + 20}] /F 4`] }, height: 30, kept: [a], comment: b }
  },
  (word, y) => {
    const [a, b] = several(word, 2) as [string, string]
    return { page: content([`/Span << /ActualText ${pdfString(a)} >> BDC ${printed(['x', 40, y])} EMC`, printed([b, 200, y])]), height: 30, kept: [a, b] }
  },
  (word, y) => {
    const [a, b] = several(word, 2) as [string, string]
    return { page: content([`BT /F1 10 Tf 0 1 -1 0 30 ${y - 40} Tm ${pdfString(a)} Tj ET`, `BT /F1 10 Tf 3 Tr 40 ${y} Td [${pdfString(b.slice(0, 2))} -20 ${pdfString(b.slice(2))}] TJ ET`]), height: 90, kept: [a, b] }
  },
  (word, y) => {
    const [a, b, c] = several(word, 3) as [string, string, string]
    return { page: content([`BT /F1 10 Tf 40 ${y} Td ${pdfString(a)} Tj 0 -12 Td ${pdfString(b)} ' T* ${pdfString(c)} Tj ET`.replace(" '", ' Tj')]), height: 40, kept: [a, b, c] }
  },
]

const drawing = fc.array(fc.array(fc.nat(constructs.length - 1), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 })

describe('every word of a pdf', () => {
  it('is in the text or counted in the report', async () => {
    await fc.assert(
      fc.asyncProperty(drawing, fc.boolean(), async (drawn, hasHead) => {
        let count = 0
        const word = () => `w${String((count += 1)).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}q${'m'.repeat(count % 5)}`
        const head = word()
        const parts: Part[] = []
        const pages = drawn.map((choice, at) => {
          const page: Required<Pick<PrintedPage, 'lines' | 'annotations'>> & { content: string } = { lines: [], content: '', annotations: [] }
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
        const isThere = (one: string) => words.has(one) || [...words].some((other) => other.startsWith(one) || other.endsWith(one))
        expect(parts.flatMap((part) => part.kept).filter((one) => !isThere(one))).toEqual([])
        if (hasHead && !words.has(head)) expect(report.lost.join()).toContain(`such as “${head}”`)
        const comments = parts.flatMap((part) => part.comment ?? [])
        if (comments.length > 0) expect(report.lost.join()).toContain(`${comments.length} comment${comments.length === 1 ? '' : 's'} on the pages, such as “${comments[0] ?? ''}”`)
        expect([...report.lost, ...report.warnings].filter((line) => /not in the text|Words are missing/.test(line))).toEqual([])
      }),
      { numRuns: 120 },
    )
  }, 60_000)
})
