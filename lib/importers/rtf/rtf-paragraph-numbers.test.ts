import { describe, expect, it } from 'vitest'
import { canonicalText } from '@/lib/editor/canonical-text'
import type { NodeJson } from '@/lib/editor/document-json'
import { rtfFile } from './rtf-document'

const documentOf = (body: string): NodeJson =>
  rtfFile(
    Buffer.from(
      `{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}{\\f1\\fcharset2 Symbol;}{\\f2\\fcharset2 Wingdings;}}${body}}`,
      'latin1',
    ),
  ).doc
const lines = (body: string): string[] => canonicalText(documentOf(body)).split('\n')
const shape = (node: NodeJson): unknown =>
  node.text ?? [node.type, ...(node.attrs?.start ? [node.attrs.start] : []), ...(node.content ?? []).map(shape)]
const blocks = (body: string): unknown => documentOf(body).content?.map(shape)
const plain = '\\pard unnumbered\\par'

describe('paragraphs numbered in the old manner, without the text of their number', () => {
  it.each([
    ['pndec', '{\\pntxta )}', ['1)', '2)', '3)']],
    ['pnucltr', '{\\pntxta .}', ['A.', 'B.', 'C.']],
    ['pnlcltr', '{\\pntxtb (}{\\pntxta )}', ['(a)', '(b)', '(c)']],
    ['pnucrm', '{\\pntxtb Article }{\\pntxta .}', ['Article I.', 'Article II.', 'Article III.']],
    ['pnlcrm', '', ['i', 'ii', 'iii']],
    ['pnord', '', ['1st', '2nd', '3rd']],
    ['pncard', '{\\pntxta :}', ['1:', '2:', '3:']],
    ['', '{\\pntxta )}', ['1)', '2)', '3)']],
  ])('counts in %s', (format, texts, markers) => {
    const pn = `{\\*\\pn\\pnlvlbody${format && `\\${format}`}\\pnstart1\\pnindent360\\pnhang${texts}}`
    const expected = markers.map((marker, at) => `${marker} ${'xyz'[at] ?? ''}`)
    expect(lines(`\\pard${pn} x\\par y\\par z\\par`)).toEqual(expected)
    // Some programs say it again before each paragraph.
    expect(lines(`\\pard${pn} x\\par\\pard${pn} y\\par{\\pard${pn} z\\par}`)).toEqual(expected)
  })
  it('begins where the paragraph says, and anew after one without a number', () => {
    const pn = (start: number) => `\\pard{\\*\\pn\\pnlvlbody\\pndec\\pnstart${start}{\\pntxta )}}`
    expect(lines(`${pn(4)} a\\par b\\par${plain}${pn(4)} c\\par${pn(9)} d\\par${pn(10)} e\\par`)).toEqual([
      '4) a',
      '5) b',
      'unnumbered',
      '4) c',
      '9) d',
      '10) e',
    ])
  })
  it('shows nothing before a paragraph that is skipped, and counts on after it', () => {
    const pn = '\\pard{\\*\\pn\\pnlvlbody\\pndec{\\pntxta )}}'
    expect(lines(`${pn} a\\par\\pard{\\*\\pn\\pnlvlcont} more of a\\par${pn} b\\par`)).toEqual([
      '1) a',
      'more of a',
      '2) b',
    ])
  })
  it('counts a list within a list, and on in the outer one', () => {
    const outer = '\\pard{\\*\\pn\\pnlvlbody\\pndec{\\pntxta )}}'
    const inner = '\\pard{\\*\\pn\\pnlvlbody\\pnlcltr{\\pntxta )}}'
    expect(lines(`${outer} a\\par${inner} b\\par c\\par${outer} d\\par${inner} e\\par`)).toEqual([
      '1) a',
      'a) b',
      'b) c',
      '2) d',
      'a) e',
    ])
  })
  it('counts also where the source brings some of the numbers along', () => {
    expect(lines('\\pard{\\pntext 1)\\tab}{\\*\\pn\\pnlvlbody\\pndec{\\pntxta )}} a\\par b\\par')).toEqual([
      '1) a',
      '2) b',
    ])
  })
  it('makes lists of numbers that count 1. 2. and of bullets', () => {
    expect(blocks('\\pard{\\*\\pn\\pnlvlbody\\pndec\\pnstart3{\\pntxta .}} a\\par b\\par')).toEqual([
      ['orderedList', 3, ['listItem', ['paragraph', 'a']], ['listItem', ['paragraph', 'b']]],
    ])
    for (const sign of ["\\pnf1{\\pntxtb\\'B7}", '\\pnf2{\\pntxtb l}', '{\\pntxtb -}', '']) {
      expect(blocks(`\\pard{\\*\\pn\\pnlvlblt${sign}} a\\par b\\par`)).toEqual([
        ['bulletList', ['listItem', ['paragraph', 'a']], ['listItem', ['paragraph', 'b']]],
      ])
    }
    expect(lines('\\pard{\\*\\pn\\pnlvlblt\\pnf0{\\pntxtb Q:}} why\\par')).toEqual(['Q: why'])
  })
  it('counts an outline through the text between its headings, with the levels above', () => {
    const level = (n: number, more = '') => `\\pard{\\*\\pn\\pnlvl${n}\\pndec${more}{\\pntxta )}}`
    expect(lines(`${level(1)} a\\par${plain}${level(2)} b\\par${level(1)} c\\par${level(2)} d\\par e\\par`)).toEqual([
      '1) a',
      'unnumbered',
      '1) b',
      '2) c',
      '1) d',
      '2) e',
    ])
    const legal = (n: number) => `\\pard{\\*\\pn\\pnlvl${n}\\pndec\\pnprev}`
    expect(lines(`${legal(1)} a\\par${legal(2)} b\\par${legal(3)} c\\par${legal(2)} d\\par`)).toEqual([
      '1 a',
      '1.1 b',
      '1.1.1 c',
      '1.2 d',
    ])
  })
  it('takes the look of a level from the section where the paragraph does not say', () => {
    const section = '{\\*\\pnseclvl1\\pnucrm\\pnstart2{\\pntxta :}}{\\*\\pnseclvl2\\pnlcltr{\\pntxtb (}{\\pntxta )}}'
    expect(lines(`${section}\\pard{\\*\\pn\\pnlvl1} a\\par\\pard{\\*\\pn\\pnlvl2} b\\par`)).toEqual(['II: a', '(a) b'])
  })
  it('ends with the formatting of the paragraph, and is kept apart from notes and cells', () => {
    const pn = '\\pard{\\*\\pn\\pnlvlbody\\pndec{\\pntxta )}}'
    expect(lines(`${pn} a{\\footnote\\pard\\plain note\\par}\\par b\\par\\pard c\\par`)).toEqual([
      '1) a[1]',
      '2) b',
      'c',
      'note',
    ])
    expect(
      lines(
        `\\trowd\\cellx1\\cellx2${pn}\\intbl a\\cell\\pard\\intbl b\\cell\\row${pn}\\intbl c\\cell\\pard\\intbl d\\cell\\row`,
      ),
    ).toEqual(['1) a', 'b', '2) c', 'd'])
  })
  it('leaves a list that the document’s table knows to that table', () => {
    const table =
      "{\\*\\listtable{\\list{\\listlevel\\levelnfc0\\levelstartat7{\\leveltext\\'02\\'00);}{\\levelnumbers\\'01;}}\\listid7}}{\\*\\listoverridetable{\\listoverride\\listid7\\ls2}}"
    expect(
      lines(`${table}\\pard{\\listtext 7)\\tab}{\\*\\pn\\pnlvlbody\\ls2\\pnrnot0\\pndec}\\ls2 a\\par b\\par`),
    ).toEqual(['7) a', '8) b'])
  })
})
