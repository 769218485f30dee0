import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { finish } from '../finish'
import { defaultLimits } from '../limits'
import { odtFile } from './odt-document'
import { odt } from '@/testing/document-files'

const imported = async (bytes: Uint8Array) => finish(await odtFile(bytes, defaultLimits), 'a.odt')
const p = (inside: string, style = '') =>
  `<text:p${style === '' ? '' : ` text:style-name="${style}"`}>${inside}</text:p>`
const cell = (inside: string) => `<table:table-cell>${inside}</table:table-cell>`
const table = (...rows: string[]) =>
  `<table:table>${rows.map((row) => `<table:table-row>${row}</table:table-row>`).join('')}</table:table>`
const item = (inside: string) => `<text:list-item>${inside}</text:list-item>`
const box = (inside: string) => `<draw:frame><draw:text-box>${inside}</draw:text-box></draw:frame>`
const number = (level: number, attributes: string) =>
  `<text:list-level-style-number text:level="${level}" ${attributes}/>`

describe('what an OpenDocument text shows', () => {
  it.each<[string, string, string]>([
    [
      'letters with a reading',
      p(
        '私は<text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></text:ruby>で',
      ),
      '私は東京(とうきょう)で',
    ],
    [
      'fields',
      p(
        'Figure <text:sequence>3</text:sequence>, <text:bookmark-ref>Section 2</text:bookmark-ref>, <text:date>1 May</text:date>, <text:text-input>typed</text:text-input>, <text:database-display>merged</text:database-display>',
      ),
      'Figure 3, Section 2, 1 May, typed, merged',
    ],
    [
      'boxes, in boxes and in cells too',
      p(`before ${box(p(`outer ${box(p('inner'))}`))}after`) + table(cell(p(`cell ${box(p('boxed'))}`))),
      'before after\nouter\ninner\ncell\nboxed',
    ],
    [
      'the words of drawings, also where they are anchored to a page',
      `<draw:custom-shape>${p('On the page')}</draw:custom-shape>` +
        p(`text<draw:g><draw:rect>${p('Shape one')}</draw:rect><draw:line>${p('Line two')}</draw:line></draw:g>`),
      'On the page\ntext\nShape one\nLine two',
    ],
    [
      'tables in tables in tables',
      table(cell(p('a') + table(cell(p('b') + table(cell(p('c')) + cell(p('d')))))) + cell(p('e'))) + p('f'),
      'a\nb\nc\nd\ne\nf',
    ],
    [
      'sections and indexes',
      `<text:section>${p('one')}<text:section>${p('two')}</text:section></text:section><text:table-of-content><text:table-of-content-source><text:index-title-template>no</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title>${p('Contents')}</text:index-title>${p('Chapter 7')}</text:index-body></text:table-of-content><text:bibliography><text:index-body>${p('A. Writer, A book')}</text:index-body></text:bibliography>`,
      'one\ntwo\nContents\nChapter 7\nA. Writer, A book',
    ],
    [
      'notes, and a note in a note',
      p(
        'Claim<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>The note<text:note><text:note-citation>2</text:note-citation><text:note-body><text:p> and more</text:p></text:note-body></text:note></text:p></text:note-body></text:note>.',
      ),
      'Claim[1].\nThe note\nand more',
    ],
    [
      'controls of forms',
      `<office:forms><form:form><form:text form:id="a" form:current-value="Anna"/><form:checkbox form:id="b" form:label="agreed" form:current-state="checked"/><form:listbox form:id="c"><form:option form:label="no"/><form:option form:label="yes" form:current-selected="true"/></form:listbox></form:form></office:forms>${p('Name <draw:control draw:control="a"/> <draw:control draw:control="b"/> <draw:control draw:control="c"/>')}`,
      'Name Anna ☒ agreed ☐ no ☒ yes',
    ],
    [
      'an element that nobody knows yet',
      p('one <text:new-field>two <text:span>three</text:span></text:new-field> four'),
      'one two three four',
    ],
  ])('is %s', async (_, body, text) => {
    const { text: got, report } = await imported(await odt(body))
    expect(got).toBe(text)
    expect([...report.lost, ...report.warnings]).toEqual([])
  })
  it('is the names in a chart and the words of a sheet and of a formula, and counted where it is a number that is drawn', async () => {
    const document = (kind: string, inside: string) =>
      `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:${kind}>${inside}</office:${kind}></office:body></office:document-content>`
    const chart = `<text:p>Growth</text:p><table:table><table:table-row>${cell(p('North'))}<table:table-cell office:value-type="float"><text:p>9.1</text:p></table:table-cell></table:table-row><table:table-row>${cell(p('North'))}</table:table-row></table:table>`
    const parts = {
      'Object 1/content.xml': document('chart', chart),
      'Object 2/content.xml': document(
        'spreadsheet',
        `<table:table><table:table-row>${cell(p('Sum'))}${cell(p('12'))}</table:table-row></table:table>`,
      ),
      'Object 3/content.xml': '<math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>speed</mtext></math>',
    }
    const shown = (at: number) => `<draw:frame><draw:object xlink:href="./Object ${at}"/></draw:frame>`
    const { text, report } = await imported(await odt(p(`one ${shown(1)}two ${shown(2)}`) + p(shown(3)), '', '', parts))
    expect(text).toBe('one two\nGrowth\nNorth\nSum\n12\n\\text{speed}')
    expect(report.lost).toEqual(['1 number that a chart draws, for example 9.1; names and titles are kept'])
    expect(report.warnings).toEqual([])
  })

  it('is no hidden, deleted or commented text, and the report says so', async () => {
    const styles =
      '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="HP" style:family="paragraph"><style:text-properties text:display="none"/></style:style>'
    const body = `<text:tracked-changes><text:changed-region><text:deletion>${p('deleted')}</text:deletion></text:changed-region></text:tracked-changes>${p('Seen<text:span text:style-name="H"> one</text:span><text:hidden-text>two</text:hidden-text><office:annotation><text:p>remark</text:p></office:annotation>')}${p('three', 'HP')}<text:section text:display="none">${p('four')}</text:section>${p('five<text:hidden-paragraph text:is-hidden="true"/>')}`
    const { text, report } = await imported(await odt(body, styles))
    expect(text).toBe('Seen')
    expect(report.lost).toEqual([
      '1 comment in the margin',
      'Hidden text, left out: 5 words, for example “one two three four five”',
    ])
    expect(report.changed).toEqual(['Tracked changes are taken as accepted'])
  })
})

describe('automatic numbers', () => {
  const list = (name: string, ...levels: string[]) =>
    `<text:list-style style:name="${name}">${levels.join('')}</text:list-style>`
  it('that no list of the reader counts are written before the items', async () => {
    const styles =
      list(
        'L',
        number(1, 'style:num-format="a" style:num-prefix="(" style:num-suffix=")"'),
        number(2, 'style:num-format="i" style:num-suffix="."'),
      ) + list('D', number(1, 'style:num-format="1"'), number(2, 'style:num-format="1" text:display-levels="2"'))
    const body = `<text:list text:style-name="L">${item(p('one') + `<text:list>${item(p('inner'))}</text:list>`)}${item(p('two'))}</text:list>${p('between')}<text:list text:style-name="L" text:continue-numbering="true">${item(p('three'))}</text:list><text:list text:style-name="D">${item(p('A') + `<text:list>${item(p('B'))}${item(p('C') + p('more'))}</text:list>`)}</text:list>`
    const { text, report } = await imported(await odt(body, styles))
    expect(text).toBe('(a) one\ni. inner\n(b) two\nbetween\n(c) three\n1 A\n1.1 B\n1.2 C\nmore')
    expect(report.changed).toEqual([
      '7 automatic numbers are part of the text now, such as 2.1 or (a); 3 of them are of lists within lists, which are no longer set in',
    ])
  })
  it('of headings are written before them', async () => {
    const h = (level: number, words: string) => `<text:h text:outline-level="${level}">${words}</text:h>`
    const outline =
      '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1"/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    const { text } = await imported(
      await odt(h(1, 'Scope') + h(1, 'Duties') + h(2, 'General') + h(2, 'Special') + h(1, 'End'), '', outline),
    )
    expect(text).toBe('1 Scope\n2 Duties\n2.1 General\n2.2 Special\n3 End')
  })
  it('that the reader counts by itself stay a list, and so do bullets in another', async () => {
    const styles =
      list('N', number(1, 'style:num-format="1" style:num-suffix="."')) +
      list(
        'M',
        number(1, 'style:num-format="A" style:num-suffix="."'),
        '<text:list-level-style-bullet text:level="2" text:bullet-char="-"/>',
      )
    const { text, contentJson } = await imported(
      await odt(
        `<text:list text:style-name="N">${item(p('one'))}${item(p('two'))}</text:list><text:list text:style-name="M">${item(p('big') + `<text:list>${item(p('dot'))}</text:list>`)}</text:list>`,
        styles,
      ),
    )
    expect(text).toBe('one\ntwo\nA. big\ndot')
    expect(contentJson).toContain('"orderedList"')
    expect(contentJson).toContain('"bulletList"')
  })
})

const reports = `${process.env.SHARED_DIR ?? '../shared'}/fixtures/reports`
const present = existsSync(reports)
if (!present) console.warn(`skipped: ${reports} is absent`)

describe.skipIf(!present)('a file after a public report', () => {
  it.each([
    ['boxes.odt', 'Before after.\nWords in a box.\nAnd more.\nShape words.', []],
    [
      'fields.odt',
      'Figure 3: Growth; see Section 2, Table 4, page 7, 1 May, Accra, seven, <Name>, meta words, typed answer, cond, , merged name, A. Writer, The Title.',
      ['Hidden text, left out: 1 word, for example “hid”'],
    ],
  ])('%s says "%s"', async (file, text, lost) => {
    const { text: got, report } = await imported(readFileSync(`${reports}/${file}`))
    expect([got, report.lost, report.warnings]).toEqual([text, lost, []])
  })
})
