import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pdfOf, pdfStream } from '@/testing/pdf-files'
import { compactProgram, trueTypeProgram, type Letter } from '@/testing/pdf-font-programs'
import { compactFont } from './second-reading/pdf-compact-font'
import { PdfDrawing } from './second-reading/pdf-drawing'
import { PdfObjects } from './second-reading/pdf-objects'
import { readAgain } from './second-reading/pdf-second-reading'
import { trueTypeFont } from './second-reading/pdf-truetype-font'

const some = 'Rain fell on Tuésday, ﬁrst №'
const word = fc
  .uniqueArray(fc.constantFrom(...some.replaceAll(' ', '')), { minLength: 1, maxLength: 12 })
  .map((letters) => letters.join(''))

/** Letters with codes that say nothing of them, from 33 upwards. */
const coded = (text: string): Letter[] => [...text].map((letter, at) => ({ code: 33 + at, letter }))
const hexadecimal = (codes: readonly number[], digits: number) =>
  `<${codes.map((code) => code.toString(16).padStart(digits, '0')).join('')}>`

/** What the second reading says of a page that draws these codes in a font whose dictionary is given; \`{0}\` is its program. */
function readingOf(codes: string, font: string, program: Buffer, kind = '') {
  const bytes = pdfOf([
    {
      content: `BT /P 10 Tf 40 500 Td ${codes} Tj ET`,
      fonts: `/P ${font}`,
      objects: [pdfStream(kind, program.toString('latin1'))],
    },
  ])
  const objects = new PdfObjects(bytes)
  const { text, unknown } = readAgain(new PdfDrawing(objects), 6, [0, 0, 420, 595])
  return { text, unknown }
}

const descriptor = (file: string) =>
  `/FontDescriptor << /Type /FontDescriptor /FontName /Own /Flags 4 ${file} {0} 0 R >>`
const composite = (inside: string) =>
  `<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [<< /Type /Font ${inside} /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>`

describe('letters that only a font program tells', () => {
  it('are told by the names and the encoding of a compact font', () => {
    fc.assert(
      fc.property(word, (text) => {
        const letters = coded(text)
        const codes = letters.map(({ code }) => code)
        expect(
          readingOf(
            hexadecimal(codes, 2),
            `<< /Type /Font /Subtype /Type1 /BaseFont /Own ${descriptor('/FontFile3')} >>`,
            compactProgram(letters),
            '/Subtype /Type1C',
          ),
        ).toEqual({ text, unknown: 0 })
      }),
      { numRuns: 40 },
    )
  })
  it('are told by the codes of a TrueType font and the names or letters of its glyphs', () => {
    fc.assert(
      fc.property(word, fc.boolean(), (text, isNamed) => {
        const letters = coded(text)
        const codes = letters.map(({ code }) => code)
        expect(
          readingOf(
            hexadecimal(codes, 2),
            `<< /Type /Font /Subtype /TrueType /BaseFont /Own ${descriptor('/FontFile2')} >>`,
            trueTypeProgram(letters, isNamed),
          ),
        ).toEqual({ text, unknown: 0 })
      }),
      { numRuns: 40 },
    )
  })
  it('are told of a composite font by the numbers of its glyphs', () => {
    fc.assert(
      fc.property(word, fc.boolean(), (text, isNamed) => {
        const glyphs = [...text].map((_, at) => at + 1)
        expect(
          readingOf(
            hexadecimal(glyphs, 4),
            composite(`/Subtype /CIDFontType2 ${descriptor('/FontFile2')}`),
            trueTypeProgram(coded(text), isNamed),
          ),
        ).toEqual({ text, unknown: 0 })
      }),
      { numRuns: 40 },
    )
  })
  it('are not made up where the program does not say them', () => {
    expect(
      readingOf(
        '<0005>',
        composite(`/Subtype /CIDFontType2 ${descriptor('/FontFile2')}`),
        trueTypeProgram(coded('ab'), true),
      ).unknown,
    ).toBe(1)
  })
  it('are read within bounds, whatever the program holds', () => {
    const programs = [compactProgram(coded('abc')), trueTypeProgram(coded('abc'), true)]
    fc.assert(
      fc.property(
        fc.constantFrom(...programs),
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 8 }),
        fc.nat(400),
        (program, changes, end) => {
          const bytes = Buffer.from(program.subarray(0, Math.max(4, end)))
          for (const [at, byte] of changes) if (at >= 4 && at < bytes.length) bytes[at] = byte
          try {
            const font = program === programs[0] ? compactFont(bytes) : trueTypeFont(bytes)
            for (let code = 0; code < 256; code += 1) void [font.ofCode(code), font.ofGlyph(code)]
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
