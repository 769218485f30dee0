import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finish } from '@/lib/importers/finish'
import { rtfFile } from './rtf-document'

/** A piece of an RTF file: its source, the words a text of it must have, and those that are left out, by what the report calls them. */
interface Piece {
  source: string
  kept: string[]
  left: [line: RegExp, words: string][]
}
type Construct = (word: () => string) => Piece

const keeps =
  (make: (a: string, b: string) => string): Construct =>
  (word) => {
    const [a, b] = [word(), word()]
    const source = make(a, b)
    return { source, kept: [a, b].filter((one) => source.includes(one)), left: [] }
  }
const leaves =
  (line: RegExp, make: (a: string, b: string) => string): Construct =>
  (word) => {
    const [a, b] = [word(), word()]
    return { source: make(a, b), kept: [b], left: [[line, a]] }
  }
const asUnits = (word: string): string => [...word].map((letter) => `\\u${letter.charCodeAt(0)}?`).join('')
const asBytes = (word: string): string => [...word].map((letter) => `\\'${letter.charCodeAt(0).toString(16)}`).join('')

const constructs: Construct[] = [
  keeps((a, b) => `\\pard ${a} {\\b ${b}}\\par\n`),
  keeps((a, b) => `\\pard\\s1 ${a}\\par \\pard\\outlinelevel3 ${b}\\par\n`),
  keeps((a, b) => `{\\pard\\plain\\f0\\fs24 ${asUnits(a)} {\\uc0 ${b}}\\par}\n`),
  keeps((a, b) => `\\pard ${asBytes(a)}\\line ${b}\\page\n`),
  keeps((a, b) => `\\pard{\\listtext\\'95\\tab}\\ls1\\ilvl0 ${a}\\par{\\listtext (c)\\tab}\\ilvl1 ${b}\\par\n`),
  keeps(
    (a, b) => `\\pard{\\pntext\\f0 1.\\tab}{\\*\\pn\\pnlvlbody\\pndec{\\pntxta .}}${a}\\par \\pard\\ls1 ${b}\\par\n`,
  ),
  keeps(
    (a, b) =>
      `\\pard{\\*\\pn\\pnlvlbody\\pnlcltr{\\pntxta )}}${a}\\par{\\*\\pn\\pnlvl2\\pnprev\\pndec}${b}\\par\\pard{\\*\\pn\\pnlvlblt{\\pntxtb -}}x\\par\\pard\n`,
  ),
  keeps((a, b) => `\\trowd\\cellx1000\\cellx2000\\pard\\intbl ${a}\\cell ${b}\\cell\\row\\pard\n`),
  keeps(
    (a, b) =>
      `\\pard\\intbl\\itap2 ${a}\\nestcell{\\*\\nesttableprops\\trowd\\cellx900\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\itap1 ${b}\\cell\\trowd\\cellx3000\\row\\pard\n`,
  ),
  keeps(
    (a, b) =>
      `\\pard\\intbl\\itap3 ${a}\\nestcell{\\*\\nesttableprops\\trowd\\cellx900\\nestrow}\\pard\\itap0 ${b}\\par\n`,
  ),
  keeps((a, b) => `\\pard x{\\super\\chftn{\\footnote\\pard\\plain{\\super\\chftn} ${a}\\par}} ${b}\\par\n`),
  keeps((a, b) => `\\pard x{\\footnote\\ftnalt \\trowd\\cellx9\\intbl ${a}\\cell\\row\\pard} ${b}\\par\n`),
  keeps(
    (a, b) =>
      `\\pard{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt \\pard ${a}\\par}}{\\shprslt{\\*\\do{\\dptxbxtext ${a}}}}} ${b}\\par\n`,
  ),
  keeps(
    (a, b) =>
      `\\pard{\\*\\shpgrp{\\*\\shpinst{\\shp{\\*\\shpinst{\\shptxt ${a}}}}}}{\\*\\do\\dodhgt1{\\dptxbxtext ${b}}}\\par\n`,
  ),
  keeps(
    (a, b) =>
      `\\pard{\\field{\\*\\fldinst HYPERLINK "https://example.org/"}{\\fldrslt ${a}}} {\\field\\flddirty{\\*\\fldinst{ PAGEREF x }}{\\fldrslt{\\b ${b}}}}\\par\n`,
  ),
  keeps(
    (a, b) =>
      `\\pard{\\field{\\*\\fldinst IF {\\field{\\*\\fldinst MERGEFIELD m}{\\fldrslt m}}}{\\fldrslt {\\field{\\*\\fldinst QUOTE}{\\fldrslt ${a}}}}} ${b}\\par\n`,
  ),
  keeps(
    (a, b) =>
      `\\pard{\\field{\\*\\fldinst FORMDROPDOWN{\\*\\formfield{\\fftype2\\ffres1{\\*\\ffl no}{\\*\\ffl ${a}}}}}{\\fldrslt}} {\\field{\\*\\fldinst FORMTEXT{\\*\\formfield{\\fftype0{\\*\\ffdeftext ${b}}}}}{\\fldrslt }}\\par\n`,
  ),
  keeps(
    (a, b) =>
      `\\pard{\\upr{\\pard old}{\\*\\ud ${a}}} {\\object\\objemb{\\*\\objclass X}{\\*\\objdata 0102}{\\result ${b}}}\\par\n`,
  ),
  keeps(
    (a, b) =>
      `\\pard{\\mmath{\\*\\moMathPara{\\*\\moMath{\\mf{\\mfPr{\\mctrlPr x}}{\\mnum{\\mr ${a}}}{\\mden{\\mr ${b}}}}}}}\\par\n`,
  ),
  keeps(
    (a, b) => `\\pard{\\*\\htmltag84 <p>}\\htmlrtf {\\htmlrtf0 ${a}\\htmlrtf\\par}\\htmlrtf0 {\\caps\\i ${b}}\\par\n`,
  ),
  keeps((a, b) => `\\pard{\\*\\bkmkstart here}${a}{\\*\\bkmkend here}{\\pict\\pngblip\\bin4 {}{}} ${b}\\par\n`),
  keeps((a, b) => `\\pard{\\someword ${a}} {\\cs15\\ul ${b}}\\sect\\sectd\n`),
  leaves(/Hidden text/, (a, b) => `\\pard{\\v ${a}} ${b}\\par\n`),
  leaves(/inserted and \d+ deleted/, (a, b) => `\\pard{\\deleted\\revauthdel1 ${a}} ${b}\\par\n`),
  leaves(
    /comments? in the margin/,
    (a, b) => `\\pard ${b}{\\*\\atnid X}{\\*\\annotation{\\*\\atndate 1}\\pard ${a}\\par}\\par\n`,
  ),
  leaves(/page headers?( and | or )footers?/, (a, b) => `{\\headerl\\pard ${a}\\par}\\pard ${b}\\par\n`),
  leaves(/for an index/, (a, b) => `\\pard{\\xe{\\v ${a}}} ${b}\\par\n`),
]

describe('every word of an RTF file', () => {
  it('is in the text or counted in the report', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(constructs.length - 1), { minLength: 1, maxLength: 14 }), (drawn) => {
        let count = 0
        const word = () =>
          `w${(count += 1).toString(36)}q`.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '') +
          'x'.repeat(count % 7)
        const pieces = drawn.map((at) => (constructs[at] as Construct)(word))
        const source = `{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}${pieces.map((piece) => piece.source).join('')}}`
        const { text, report } = finish(rtfFile(Buffer.from(source, 'latin1')), 'a.rtf')
        const words = new Set(text.split(/[^a-z]+/))
        for (const piece of pieces) {
          expect(piece.kept.filter((one) => !words.has(one))).toEqual([])
          for (const [line, left] of piece.left) {
            expect(words).not.toContain(left)
            const said = [...report.lost, ...report.changed].find((one) => line.test(one))
            const all = pieces.flatMap((other) => other.left).filter(([other]) => other.source === line.source)
            expect(said).toMatch(new RegExp(`\\b${all.length}\\b`))
            expect(all.some(([, one]) => said?.includes(one))).toBe(true)
          }
        }
        // And the other reading of the stream agrees.
        expect(report.lost.filter((line) => line.includes('not in the text'))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
