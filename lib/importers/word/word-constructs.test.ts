import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { docxFile } from './docx-document'
import { finish } from '../finish'
import { defaultLimits } from '../limits'
import { checkArchive } from '../archive/check-archive'
import { wordDocument } from './word-document'
import { wordPackage } from './word-package'
import { wordSource } from './word-source'
import { archive, docx, wordNamespaces } from '@/testing/document-files'

const wordDocumentOf = async (bytes: Uint8Array) => {
  const found = wordPackage(await checkArchive(bytes, defaultLimits))
  const document = found && wordDocument(found)
  if (!document) throw new Error('There is no document')
  return document
}
const imported = async (bytes: Uint8Array) => finish(await docxFile(bytes, defaultLimits), 'a.docx')
const t = (text: string) => `<w:t xml:space="preserve">${text}</w:t>`
const r = (text: string, properties = '') =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}${t(text)}</w:r>`
const p = (inside: string, properties = '') =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${inside}</w:p>`
const mark = (type: string, data = '') => `<w:r><w:fldChar w:fldCharType="${type}">${data}</w:fldChar></w:r>`
const code = (text: string) => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`
const field = (instruction: string, result: string) =>
  `${mark('begin')}${code(instruction)}${mark('separate')}${result}${mark('end')}`
const box = (words: string) =>
  `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${p(r(words))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`
const numbered = (id: number, level: number) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`

const relation = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`
const relations = (...all: string[]) => ({
  'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`,
})
const styles = (inside: string) => ({ 'word/styles.xml': `<w:styles ${wordNamespaces}>${inside}</w:styles>` })
const style = (id: string, name: string, inside = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${inside}</w:style>`

describe('what a Word document shows', () => {
  it.each<[string, string, string]>([
    [
      'letters with a reading',
      p(
        `${r('私は')}<w:r><w:ruby><w:rt>${r('とうきょう')}</w:rt><w:rubyBase>${r('東京')}</w:rubyBase></w:ruby></w:r>${r('で')}`,
      ),
      '私は東京(とうきょう)で',
    ],
    [
      'text in a direction of its own',
      p(`${r('one ')}<w:bdo w:val="rtl">${r('two ')}</w:bdo><w:dir w:val="ltr">${r('three')}</w:dir>`),
      'one two three',
    ],
    [
      'custom XML in a line and around paragraphs',
      `${p(`${r('in ')}<w:customXml w:element="place"><w:customXmlPr/>${r('Vienna')}</w:customXml>`)}<w:customXml w:element="b">${p(r('A block.'))}</w:customXml>`,
      'in Vienna\nA block.',
    ],
    [
      'custom XML and controls around rows and cells',
      `<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc>${p(r('a'))}</w:tc></w:sdtContent></w:sdt></w:tr><w:customXml><w:tr><w:customXml><w:tc>${p(r('b'))}</w:tc></w:customXml></w:tr></w:customXml></w:tbl>`,
      'a\nb',
    ],
    [
      'a simple field',
      p(`${r('Figure ')}<w:fldSimple w:instr=" SEQ Figure ">${r('3')}</w:fldSimple>${r(': Growth')}`),
      'Figure 3: Growth',
    ],
    [
      'a field in the code of a field',
      p(
        `${r('that ')}${mark('begin')}${code(' IF ')}${field(' MERGEFIELD sex ', r('m'))}${code(' = "m" "he" "she" ')}${mark('separate')}${r('he')}${mark('end')}${r(' was')}`,
      ),
      'that he was',
    ],
    [
      'a field in the result of a field',
      p(`${mark('begin')}${code('QUOTE')}${mark('separate')}${r('a ')}${field('DATE', r('day'))}${mark('end')}`),
      'a day',
    ],
    [
      'a field over several paragraphs',
      `${p(`${mark('begin')}${code('TOC')}${mark('separate')}${r('One')}`)}${p(r('Two'))}${p(`${mark('end')}${r('After')}`)}`,
      'One\nTwo\nAfter',
    ],
    [
      'what follows a field that has no end',
      p(`${r('before ')}${mark('begin')}${code('X')}${r('after')}`),
      'before after',
    ],
    [
      'a field whose mark was deleted',
      p(`<w:del w:id="1" w:author="A">${mark('begin')}</w:del>${r('here')}${mark('end')}`),
      'here',
    ],
    [
      'boxes of a form',
      p(
        `${mark('begin', '<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>')}${code('FORMCHECKBOX')}${mark('end')}${r(' yes ')}${mark('begin', '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>')}${code('FORMCHECKBOX')}${mark('separate')}${mark('end')}${r(' no')}`,
      ),
      '☒ yes ☐ no',
    ],
    [
      'the choice of a form',
      p(
        `${r('I ')}${mark('begin', '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="refuse"/><w:listEntry w:val="agree"/></w:ddList></w:ffData>')}${code('FORMDROPDOWN')}${mark('end')}`,
      ),
      'I agree',
    ],
    [
      'a box, once',
      p(
        `${r('be')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${p(r('boxed'))}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p(r('boxed'))}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>${r('fore')}`,
      ),
      'before\nboxed',
    ],
    [
      'a box in a box and in a cell',
      `<w:tbl><w:tr><w:tc>${p(r('cell') + `<w:r><w:pict><v:textbox><w:txbxContent>${p(r('outer') + box('inner'))}</w:txbxContent></v:textbox></w:pict></w:r>`)}</w:tc></w:tr></w:tbl>`,
      'cell\nouter\ninner',
    ],
    [
      'letters along a path',
      p(`${r('a')}<w:r><w:pict><v:shape><v:textpath string="Curved words"/></v:shape></w:pict></w:r>`),
      'a\nCurved words',
    ],
    [
      'text of a shape',
      p(
        `${r('a')}<w:r><w:drawing><a:graphic><a:txBody><a:p><a:r><a:t>Shape </a:t></a:r><a:r><a:t>words</a:t></a:r></a:p></a:txBody></a:graphic></w:drawing></w:r>`,
      ),
      'a\nShape words',
    ],
    [
      'the text of a form that is to be written over, where nobody has',
      p(
        `${mark('begin', '<w:ffData><w:textInput><w:default w:val="your name"/></w:textInput></w:ffData>')}${code('FORMTEXT')}${mark('end')}${r(' ')}${mark('begin', '<w:ffData><w:textInput><w:default w:val="your age"/></w:textInput></w:ffData>')}${code('FORMTEXT')}${mark('separate')}${r('seven')}${mark('end')}`,
      ),
      'your name seven',
    ],
    [
      'what the code of a button says',
      p(`${r('a ')}${mark('begin')}${code(' MACROBUTTON NoMacro [click here] ')}${mark('end')}${r(' b')}`),
      'a [click here] b',
    ],
    [
      'letters with a reading, as older programs write them',
      p(
        `${r('私は')}${mark('begin')}${code('EQ \\* jc2 \\* "Font:MS Mincho" \\* hps10 \\o\\ad(\\s\\up 9(')}${code('とうきょう')}${code('),東京)')}${mark('separate')}${mark('end')}${r('で')}`,
      ),
      '私は東京(とうきょう)で',
    ],
    [
      'what a field draws',
      p(`${mark('begin')}${code(' EQ \\f(rise,run) ')}${mark('end')}${r(' and ')}${field(' EQ \\f(1,2) ', r('half'))}`),
      'rise run and half',
    ],
    [
      'text of the document in a formula',
      p(`<m:oMath>${r('speed')}<m:r><m:t>x</m:t></m:r><w:ins w:id="1" w:author="A">${r('less')}</w:ins></m:oMath>`),
      '\\text{speed}x\\text{less}',
    ],
    [
      'moved and inserted text, and not what was deleted',
      p(
        `${r('a')}<w:moveFrom w:author="A" w:id="1">${r('b')}</w:moveFrom><w:moveTo w:author="A" w:id="2">${r('c')}</w:moveTo><w:ins w:author="A" w:id="3">${r('d')}</w:ins><w:del w:author="A" w:id="4"><w:r><w:delText>e</w:delText></w:r></w:del>`,
      ),
      'acd',
    ],
    [
      'a table without the row that was deleted',
      `<w:tbl><w:tr><w:tc>${p(r('stays'))}</w:tc></w:tr><w:tr><w:trPr><w:del w:id="1" w:author="A"/></w:trPr><w:tc>${p(r('goes'))}</w:tc></w:tr></w:tbl>`,
      'stays',
    ],
  ])('is %s', async (_, body, text) => {
    const { text: got, report } = await imported(await docx(body))
    expect(got).toBe(text)
    expect([...report.lost, ...report.warnings]).toEqual([])
  })

  it('is every paragraph in the style Title, and those after it, as it stands', async () => {
    const part = styles(
      style('T', 'Title') +
        style('S', 'Subtitle') +
        style('A', 'Author') +
        style('C', 'Table Caption') +
        style('Abs', 'Abstract'),
    )
    const body =
      p(r('First title'), '<w:pStyle w:val="T"/>') +
      p(r('second title'), '<w:pStyle w:val="T"/>') +
      p(r('Below'), '<w:pStyle w:val="S"/>') +
      p(r('A. Writer'), '<w:pStyle w:val="A"/>') +
      p(r('In short'), '<w:pStyle w:val="Abs"/>') +
      p(r('Text.')) +
      p(r('A caption without a table'), '<w:pStyle w:val="C"/>') +
      p(r('Last title'), '<w:pStyle w:val="T"/>')
    const { text, proposed } = await imported(
      await docx(body, { ...relations(relation('s', 'styles', 'styles.xml')), ...part }),
    )
    expect(text).toBe(
      'First title\nsecond title\nBelow\nA. Writer\nIn short\nText.\nA caption without a table\nLast title',
    )
    expect(proposed).toMatchObject({ title: { value: 'First title' }, author: { value: 'A. Writer' } })
  })

  it('is written with any prefix, and in any part that the package names', async () => {
    const other = (xml: string) => xml.replace(/(<\/?|\s)w:/g, '$1q:').replace('xmlns:w=', 'xmlns:q=')
    const document = other(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${p(r('One.'))}${p(r('Two.'), '<w:pStyle w:val="H"/>')}</w:body></w:document>`,
    )
    const bytes = await archive({
      '[Content_Types].xml':
        '<n:Types xmlns:n="http://schemas.openxmlformats.org/package/2006/content-types"><n:Default Extension="xml" ContentType="application/xml"/><n:Override PartName="/doc/main.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></n:Types>',
      '_rels/.rels':
        '<n:Relationships xmlns:n="http://schemas.openxmlformats.org/package/2006/relationships"><n:Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/main.xml"/></n:Relationships>',
      'word/main.xml': document,
    })
    expect((await imported(bytes)).text).toBe('One.\nTwo.')
  })

  it('is a document inside it: HTML, text, and another Word document', async () => {
    const inner = await docx(p(r('From Word.')))
    const parts = {
      ...relations(
        relation('h', 'aFChunk', 'a.html'),
        relation('x', 'aFChunk', 'b.txt'),
        relation('d', 'aFChunk', '/word/c.docx'),
        relation('m', 'aFChunk', 'd.mht'),
      ),
      'word/a.html': '<h1>From a page</h1><p>with words</p>',
      'word/b.txt': 'from a file',
      'word/c.docx': Buffer.from(inner),
      'word/d.mht': 'x',
    }
    const { text, report } = await imported(
      await docx(
        `${p(r('Cover.'))}<w:altChunk r:id="h"/><w:tbl><w:tr><w:tc><w:altChunk r:id="x"/></w:tc></w:tr></w:tbl><w:altChunk r:id="d"/><w:altChunk r:id="m"/>`,
        parts,
      ),
    )
    expect(text).toBe('Cover.\nFrom a page\nwith words\nfrom a file\nFrom Word.')
    expect(report.lost).toEqual([expect.stringContaining('d.mht')])
  })

  it('is refused where it takes one in so often that nobody could hold it', async () => {
    const bytes = await docx(p(r('Cover.')) + '<w:altChunk r:id="h"/>'.repeat(20_000), {
      ...relations(relation('h', 'aFChunk', 'a.html')),
      'word/a.html': `<p>${'word '.repeat(1000)}</p>`,
    })
    await expect(imported(bytes)).rejects.toMatchObject({ code: 'expands-too-much' })
  })

  it('is a page inside it, as programs that make Word documents of pages write it', async () => {
    const message = (head: string, parts: string[]) =>
      [
        `MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--=_Part1"${head}\r\n\r\nOf several parts.\r\n`,
        ...parts,
        '--\r\n',
      ].join('\r\n----=_Part1')
    const part = (head: string, body: string) => `\r\n${head}\r\n\r\n${body}`
    const picture = part('Content-Type: image/png\r\nContent-Transfer-Encoding: base64', 'iVBORw0KGgo=')
    const quoted = part(
      'Content-Type: text/html;\r\n charset="windows-1252"\r\nContent-Transfer-Encoding: quoted-printable',
      '<p class=3D"a">caf=E9 in two li=\r\nnes =3D quoted</p><p style=3D"display:none">unseen words</p>',
    )
    const based = part(
      'content-type: text/html; charset=utf-8\r\ncontent-transfer-encoding: BASE64',
      Buffer.from('<p>naïve 語</p>')
        .toString('base64')
        .replace(/(.{9})/g, '$1\r\n'),
    )
    const raw = part(
      'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-ID: <two>',
      Buffer.from('<p>Ångström as it stands</p>').toString('latin1'),
    )
    const named = {
      a: message('', [quoted, picture]),
      b: message('', [picture, based]),
      c: message(';\r\n start="<two>"', [based, raw]),
      d: 'Content-Type: text/html\n\n<p>one part alone</p>',
    }
    const parts = {
      ...relations(...Object.keys(named).map((id) => relation(id, 'aFChunk', `${id}.mht`))),
      ...Object.fromEntries(Object.entries(named).map(([id, text]) => [`word/${id}.mht`, Buffer.from(text, 'latin1')])),
    }
    const { text, report } = await imported(
      await docx(
        Object.keys(named)
          .map((id) => `<w:altChunk r:id="${id}"/>`)
          .join(''),
        parts,
      ),
    )
    expect(text).toBe('café in two lines = quoted\nnaïve 語\nÅngström as it stands\none part alone')
    expect(report.lost).toEqual([
      expect.stringContaining('(a.mht): Hidden text, left out: 2 words'),
      expect.stringContaining('(c.mht): Pages beside the one that opens first: 1'),
    ])
  })

  it('is a document inside it whose name does not say what it is', async () => {
    const inner = await docx(p(r('From Word.')))
    const starts = {
      a: '\uFEFF<!DOCTYPE html><p>From a page</p>',
      b: 'MIME-Version: 1.0\nContent-Type: text/html\n\n<p>from an archive</p>',
      c: '{\\rtf1 from RTF\\par}',
      d: Buffer.from(inner),
      e: 'some bytes',
    }
    const parts = {
      ...relations(
        ...Object.keys(starts).map((id) => relation(id, 'aFChunk', `${id}.dat`)),
        relation('f', 'aFChunk', 'f.docm'),
      ),
      ...Object.fromEntries(Object.entries(starts).map(([id, start]) => [`word/${id}.dat`, start])),
      'word/f.docm': Buffer.from(inner),
    }
    const { text, report } = await imported(
      await docx([...Object.keys(starts), 'f'].map((id) => `<w:altChunk r:id="${id}"/>`).join(''), parts),
    )
    expect(text).toBe('From a page\nfrom an archive\nfrom RTF\nFrom Word.\nFrom Word.')
    expect(report.lost).toEqual([expect.stringContaining('e.dat')])
  })

  it('is what a document inside says in RTF, read as RTF is, and the report says what was left out of it', async () => {
    const rtf = String.raw`{\rtf1\pard{\listtext (a)\tab}first \b bold\b0\u8212 ?\u128522?{\footnote a note}\par\trowd\cellx1\cellx2\intbl in\cell cells\cell\row\pard{\v unseen words} last\par}`
    const { text, contentJson, report } = await imported(
      await docx(`${p(r('Cover.'))}<w:altChunk r:id="t"/>`, {
        ...relations(relation('t', 'aFChunk', 'a.rtf')),
        'word/a.rtf': rtf,
      }),
    )
    expect(text).toBe('Cover.\n(a) first bold—😊[1]\nin\ncells\nlast\na note')
    expect(contentJson).toContain('tableCell')
    expect(report.lost).toEqual([
      expect.stringMatching(/^In a document inside the document \(a\.rtf\): Hidden text, left out: 2 words/),
    ])
  })

  it('is counted where it is a number that a chart draws, and where a formula has words that are not in its source', async () => {
    const chart =
      '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:strCache><c:pt><c:v>North</c:v></c:pt></c:strCache><c:numCache><c:pt><c:v>4.3</c:v></c:pt><c:pt><c:v>5</c:v></c:pt></c:numCache></c:chartSpace>'
    const formula =
      '<m:oMath><m:r><m:t>speed</m:t></m:r><m:unheard><m:e><m:r><m:t>gone</m:t></m:r></m:e></m:unheard></m:oMath>'
    const { text, report } = await imported(
      await docx(
        `${p(`<w:r><w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="c"/></w:drawing></w:r>`)}${p(formula)}`,
        { ...relations(relation('c', 'chart', 'charts/chart1.xml')), 'word/charts/chart1.xml': chart },
      ),
    )
    expect(text).toBe('North\nspeed')
    expect(report.lost).toEqual([
      '2 numbers that charts draw, for example 4.3; names and titles are kept',
      '1 word of the file is not in the text, for example “gone”',
    ])
  })

  it('is the words of a diagram and the names in a chart', async () => {
    const a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    const parts = {
      ...relations(relation('d', 'diagramData', 'diagrams/data1.xml'), relation('c', 'chart', 'charts/chart1.xml')),
      'word/diagrams/data1.xml': `<d:dataModel xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" ${a}><d:pt><d:t><a:p><a:r><a:t>Node words</a:t></a:r></a:p></d:t></d:pt></d:dataModel>`,
      'word/charts/chart1.xml': `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ${a}><c:title><a:p><a:r><a:t>Growth</a:t></a:r></a:p></c:title><c:strCache><c:pt><c:v>North</c:v></c:pt></c:strCache></c:chartSpace>`,
    }
    const drawing = (inside: string) => `<w:r><w:drawing>${inside}</w:drawing></w:r>`
    const { text } = await imported(
      await docx(
        p(
          r('See') +
            drawing('<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="d"/>') +
            drawing('<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="c"/>'),
        ),
        parts,
      ),
    )
    expect(text).toBe('See\nNode words\nGrowth\nNorth')
  })

  describe('in a chart', () => {
    const namespaces = [
      'c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
      'a="http://schemas.openxmlformats.org/drawingml/2006/main"',
      'r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
      'c15="http://schemas.microsoft.com/office/drawing/2012/chart"',
      'cx="http://schemas.microsoft.com/office/drawing/2014/chartex"',
      'cdr="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"',
    ]
      .map((one) => `xmlns:${one}`)
      .join(' ')
    const points = (...values: string[]) => values.map((value) => `<c:pt><c:v>${value}</c:v></c:pt>`).join('')
    const words = (text: string) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`
    const drawn = (inside: string) => `<w:r><w:drawing>${inside}</w:drawing></w:r>`
    const chart = (inside: string) => `<c:chartSpace ${namespaces}>${inside}</c:chartSpace>`
    const withChart = (part: string, reference = `<c:chart ${namespaces} r:id="c"/>`, kind = 'chart') =>
      docx(p(r('See') + drawn(reference)), {
        ...relations(relation('c', kind, 'charts/c.xml')),
        'word/charts/c.xml': part,
        'word/charts/_rels/c.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation('u', 'chartUserShapes', '../drawings/drawing1.xml')}</Relationships>`,
        'word/drawings/drawing1.xml': `<c:userShapes ${namespaces}><cdr:sp>${words('written over')}</cdr:sp></c:userShapes>`,
      })

    it.each([
      ['the name of a series that is no cell', '<c:ser><c:tx><c:v>Women</c:v></c:tx></c:ser>', 'Women'],
      [
        'categories of several levels',
        `<c:cat><c:multiLvlStrRef><c:f>A1</c:f><c:multiLvlStrCache><c:lvl>${points('May', 'June')}</c:lvl><c:lvl>${points('Spring')}</c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat>`,
        'May\nJune\nSpring',
      ],
      ['categories that are no cells', `<c:cat><c:strLit>${points('a', 'b', 'a')}</c:strLit></c:cat>`, 'a\nb'],
      [
        'labels of points out of cells, and not what holds their place',
        `<c:dLbl><a:p><a:fld type="CELLRANGE"><a:t>[CELLRANGE]</a:t></a:fld></a:p></c:dLbl><c:extLst><c15:datalabelsRange><c15:f>B1</c15:f><c15:dlblRangeCache>${points('only here')}</c15:dlblRangeCache></c15:datalabelsRange></c:extLst>`,
        'only here',
      ],
      ['what is written over it', '<c:userShapes r:id="u"/>', 'written over'],
    ])('is %s', async (_, inside, text) => {
      const { text: got, report } = await imported(await withChart(chart(inside)))
      expect(got).toBe(`See\n${text}`)
      expect([report.lost, report.warnings]).toEqual([[], []])
    })

    it('is counted where it is a number, in a chart of whatever name', async () => {
      const { text, report } = await imported(
        await withChart(
          chart(`<c:ser><c:tx><c:v>Men</c:v></c:tx><c:val><c:numLit>${points('4', '5')}</c:numLit></c:val></c:ser>`),
        ),
      )
      expect(text).toBe('See\nMen')
      expect(report.lost).toEqual(['2 numbers that charts draw, for example 4; names and titles are kept'])
    })

    it('is its title and its categories where it is a newer kind of chart, for which others see a sentence', async () => {
      const part = `<cx:chartSpace ${namespaces}><cx:data><cx:strDim type="cat"><cx:f>A1</cx:f><cx:lvl><cx:pt idx="0">Branch</cx:pt><cx:pt idx="1">Leaf</cx:pt></cx:lvl></cx:strDim><cx:numDim><cx:f>B1</cx:f><cx:lvl><cx:pt>7.5</cx:pt></cx:lvl></cx:numDim></cx:data><cx:title><cx:tx><cx:txData><cx:v>Tree</cx:v></cx:txData><cx:rich>${words('Tree')}</cx:rich></cx:tx></cx:title><cx:series><cx:tx><cx:txData><cx:v>Series</cx:v></cx:txData></cx:tx></cx:series></cx:chartSpace>`
      const bytes = await docx(
        p(
          `${r('See')}<w:r><mc:AlternateContent><mc:Choice Requires="cx1"><w:drawing><cx:chart ${namespaces} r:id="c"/></w:drawing></mc:Choice><mc:Fallback><w:drawing>${words('This chart is not available')}</w:drawing></mc:Fallback></mc:AlternateContent></w:r>`,
        ),
        {
          ...relations(relation('c', 'chartEx', 'charts/x.xml')),
          'word/charts/x.xml': part,
        },
      )
      const { text, report } = await imported(bytes)
      expect(text).toBe('See\nBranch\nLeaf\nTree\nSeries')
      expect(report.lost).toEqual(['1 number that a chart draws, for example 7.5; names and titles are kept'])
    })

    it('is missed by the account where its reader did not find it', async () => {
      const document = wordDocumentOf(await withChart(chart('<c:title><c:unheard>told by none</c:unheard></c:title>')))
      expect(wordSource(await document)).toContain('told by none')
    })
  })

  it('is no hidden text, by itself or by a style, and the report says so', async () => {
    const part = styles(
      style('H', 'Hint', '<w:rPr><w:vanish/></w:rPr>') +
        '<w:style w:type="character" w:styleId="h"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    const body =
      p(
        r('Seen ') +
          r('one ', '<w:vanish/>') +
          r('two ', '<w:rStyle w:val="h"/>') +
          r('words', '<w:rStyle w:val="h"/><w:vanish w:val="0"/>'),
      ) + p(r('three'), '<w:pStyle w:val="H"/>')
    const { text, report } = await imported(
      await docx(body, { ...relations(relation('s', 'styles', 'styles.xml')), ...part }),
    )
    expect(text).toBe('Seen words')
    expect(report.lost).toEqual(['Hidden text, left out: 3 words, for example “one two three”'])
  })

  it.each<[string, string, string]>([
    ['a box', box('boxed words').slice('<w:r>'.length, -'</w:r>'.length), '2 words, for example “boxed words”'],
    [
      'a shape',
      '<w:drawing><a:p><a:r><a:t>Shape words</a:t></a:r></a:p></w:drawing>',
      '2 words, for example “Shape words”',
    ],
    [
      'what is written twice',
      `<mc:AlternateContent><mc:Choice Requires="wps">${t('once')}</mc:Choice><mc:Fallback>${t('once')}</mc:Fallback></mc:AlternateContent>`,
      '1 word, for example “once”',
    ],
    [
      'a reading',
      `<w:ruby><w:rt>${r('read')}</w:rt><w:rubyBase>${r('base')}</w:rubyBase></w:ruby>`,
      '2 words, for example “read base”',
    ],
    ['a note', '<w:footnoteReference w:id="2"/>', '2 words, for example “The note.”'],
  ])('is no hidden text in %s either, and the report says so', async (_, inside, said) => {
    const notes = `<w:footnotes ${wordNamespaces}><w:footnote w:id="2">${p(r('The note.'))}</w:footnote></w:footnotes>`
    const { text, report } = await imported(
      await docx(p(`${r('Seen')}<w:r><w:rPr><w:vanish/></w:rPr>${inside}</w:r>`), {
        ...relations(relation('f', 'footnotes', 'footnotes.xml')),
        'word/footnotes.xml': notes,
      }),
    )
    expect(text).toBe('Seen')
    expect(report.lost).toEqual([`Hidden text, left out: ${said}`])
  })

  it('is no field that is hidden, of which the report says what it shows', async () => {
    const hidden = (inside: string) => inside.replaceAll('<w:r>', '<w:r><w:rPr><w:vanish/></w:rPr>')
    const { text, report } = await imported(
      await docx(p(r('Seen') + hidden(`${mark('begin')}${code(' MACROBUTTON NoMacro press ')}${mark('end')}`))),
    )
    expect(text).toBe('Seen')
    expect(report.lost).toEqual(['Hidden text, left out: 1 word, for example “press”'])
  })

  it.each([
    ['text', p(r('Page one'))],
    ['a shape', p('<w:r><w:drawing><a:p><a:r><a:t>Draft</a:t></a:r></a:p></w:drawing></w:r>')],
    ['a watermark', p('<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>')],
  ])('is no header or footer with %s, of whatever name, and the report says so', async (_, inside) => {
    for (const kind of ['header', 'footer']) {
      const { text, report } = await imported(
        await docx(p(r('Text')), {
          ...relations(relation('h', kind, 'kopf.xml')),
          'word/kopf.xml': `<w:hdr ${wordNamespaces} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">${inside}</w:hdr>`,
        }),
      )
      expect([text, report.lost]).toEqual(['Text', ['Page headers and footers']])
    }
  })

  it('has no header where nothing is written in it', async () => {
    const { report } = await imported(
      await docx(p(r('Text')), {
        ...relations(relation('h', 'header', 'header1.xml')),
        'word/header1.xml': `<w:hdr ${wordNamespaces}>${p(r(' '))}</w:hdr>`,
      }),
    )
    expect(report.lost).toEqual([])
  })

  it('is a note once, and one that refers to itself comes to an end', async () => {
    const notes = `<w:footnotes ${wordNamespaces}><w:footnote w:id="2">${p(r('The note.') + '<w:r><w:footnoteReference w:id="2"/></w:r>' + box('boxed note'))}</w:footnote><w:footnote w:id="3">${p(r('nobody refers to this'))}</w:footnote></w:footnotes>`
    const { text, report } = await imported(
      await docx(p(`${r('Claim')}<w:r><w:footnoteReference w:id="2"/></w:r>`), {
        ...relations(relation('f', 'footnotes', 'footnotes.xml')),
        'word/footnotes.xml': notes,
      }),
    )
    expect(text).toBe('Claim[1]\nThe note.\nboxed note')
    expect(report.lost).toEqual([])
  })
})

describe('automatic numbers', () => {
  const level = (at: number, format: string, text: string, more = '') =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
  const numbering = (abstracts: string[], nums: string) => ({
    'word/numbering.xml': `<w:numbering ${wordNamespaces}>${abstracts.map((levels, at) => `<w:abstractNum w:abstractNumId="${at}">${levels}</w:abstractNum>`).join('')}${nums}</w:numbering>`,
  })
  const num = (id: number, abstract: number, more = '') =>
    `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstract}"/>${more}</w:num>`
  const links = relations(relation('n', 'numbering', 'numbering.xml'), relation('s', 'styles', 'styles.xml'))
  const item = (words: string, id: number, at = 0) => p(r(words), numbered(id, at))

  it('of headings and articles are written before them', async () => {
    const part = numbering(
      [
        level(0, 'decimal', '%1', '<w:pStyle w:val="H1"/>') + level(1, 'decimal', '%1.%2', '<w:pStyle w:val="H2"/>'),
        level(0, 'upperRoman', 'Article %1.'),
      ],
      num(1, 0) + num(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'),
    )
    const part2 = styles(
      style('H1', 'heading 1', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') +
        style('H2', 'heading 2', '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'),
    )
    const h = (words: string, at: number) => p(r(words), `<w:pStyle w:val="H${at}"/>`)
    const { text, report, contentJson } = await imported(
      await docx(
        h('Scope', 1) +
          h('Duties', 1) +
          h('General', 2) +
          h('Special', 2) +
          h('End', 1) +
          h('Last', 2) +
          item('fourth', 2) +
          item('fifth', 2),
        { ...links, ...part, ...part2 },
      ),
    )
    expect(text).toBe(
      '1 Scope\n2 Duties\n2.1 General\n2.2 Special\n3 End\n3.1 Last\nArticle IV. fourth\nArticle V. fifth',
    )
    expect(contentJson).toContain('"heading"')
    expect(report.changed).toEqual(['8 automatic numbers are part of the text now, such as 2.1 or (a)'])
  })
  it('of lists within lists are said to be no longer set in', async () => {
    const part = numbering([level(0, 'lowerLetter', '(%1)') + level(1, 'lowerRoman', '(%2)')], num(1, 0))
    const { text, report } = await imported(
      await docx(item('one', 1) + item('inner', 1, 1) + item('two', 1), { ...links, ...part, ...styles('') }),
    )
    expect(text).toBe('(a) one\n(i) inner\n(b) two')
    expect(report.changed).toEqual([
      '3 automatic numbers are part of the text now, such as 2.1 or (a); 1 of them is of lists within lists, which are no longer set in',
    ])
  })
  it('that the reader counts by itself stay a list', async () => {
    const part = numbering(
      [level(0, 'decimal', '%1.') + level(1, 'lowerLetter', '%2.'), level(0, 'bullet', '·')],
      num(1, 0) + num(2, 1),
    )
    const { text, contentJson } = await imported(
      await docx(item('one', 1) + item('two', 1) + item('dot', 2), { ...links, ...part, ...styles('') }),
    )
    expect(text).toBe('one\ntwo\ndot')
    expect(contentJson).toContain('"orderedList"')
    expect(contentJson).toContain('"bulletList"')
  })
  it.each<[string, string, string, string[]]>([
    ['lowerLetter', '(%1)', '(a)', ['(a)', '(b)', '(c)']],
    ['upperLetter', '%1)', 'A)', ['A)', 'B)', 'C)']],
    ['lowerRoman', '%1.', 'i.', ['i.', 'ii.', 'iii.']],
    ['decimal', '§ %1', '§ 1', ['§ 1', '§ 2', '§ 3']],
    ['decimalZero', '%1.', '01.', ['01.', '02.', '03.']],
    ['ordinal', '%1', '1st', ['1st', '2nd', '3rd']],
    ['chineseCounting', '第%1条', '第一条', ['第一条', '第二条', '第三条']],
    ['none', 'Note:', 'Note:', ['Note:', 'Note:', 'Note:']],
  ])('%s as %s are written as %s', async (format, text, _, labels) => {
    const part = numbering([level(0, format, text)], num(1, 0))
    const { text: got } = await imported(
      await docx(item('x', 1) + item('y', 1) + item('z', 1), { ...links, ...part, ...styles('') }),
    )
    expect(got).toBe(['x', 'y', 'z'].map((word, at) => `${labels[at] ?? ''} ${word}`).join('\n'))
  })
})

const reports = `${process.env.SHARED_DIR ?? '../shared'}/fixtures/reports`
const present = existsSync(reports)
if (!present) console.warn(`skipped: ${reports} is absent`)

describe.skipIf(!present)('a file after a public report', () => {
  it.each([
    ['ruby.docx', '私は東京(とうきょう)で平和(へいわ)を学んだ。'],
    ['bdo-dir.docx', 'Start ABC 123 mid שלום עולם end.'],
    ['altchunk.docx', 'Cover line.\nInterview 4\nThe whole conversation is in this part.'],
    ['fldsimple.docx', 'Figure 3: Growth\nDear Participant 12, on 1 May in Accra we said a link on page 9.'],
    ['if-field.docx', 'The participant said that he was late.'],
    ['formcheck.docx', '☒ Yes ☐ No'],
    ['smartart.docx', 'Figure:\nNode words\nAfter.'],
    [
      'numbering.docx',
      '1 Scope\nText one.\n2 Duties\n2.1 General\nSee 2.1 and 2.2 below, and item (b).\n2.2 Special\n(a) first duty\n(b) second duty\nArticle IV. fourth article\nArticle V. fifth article',
    ],
    ['hidden.docx', 'Visible visible.'],
    [
      'wrappers.docx',
      'In Geneva and Vienna and Oslo they met.\nBlock control paragraph.\nBlock custom xml paragraph.\nA1\nB1 in sdt cell\nA2 in sdt row\nB2\nAfter the table.',
    ],
    ['holding/emoji-alternate.docx', 'We were happy 😊 that day.'],
    ['holding/fldchar.docx', 'Figure 3: Growth\nDear Participant 12, on 1 May in Accra we said a link on page 9.'],
    ['holding/zotero.docx', 'As shown (Smith, 2010) before.'],
    ['holding/endnote.docx', 'As shown (Jones, 2011) before.'],
    ['holding/toc.docx', 'Introduction 3\nMethods 7\nBody text.'],
    ['holding/strict.docx', 'A strict document says this.\nAnd this.'],
    ['holding/syms.docx', 'Answer: 🗹 yes ◻ no; arrow → end.\n☒ I agree'],
    ['holding/tracked.docx', 'Keep added end.\nFirst half second half.'],
    ['holding/textbox.docx', 'Before after.\nWords in a box.'],
    ['holding/textbox-plain.docx', 'Before after.\nCallout words.'],
    ['holding/nested-table.docx', 'outer\ninner'],
    ['holding/subdoc-nested.docx', 'alink inserted in linkb\nlink inside insertion z\nmoved here'],
    ['holding/breaks.docx', 'non\u2011breaking and soft\u00adhyphen tab ptab\nlinecr\npage'],
  ])('%s says "%s"', async (file, text) => {
    const { text: got, report } = await imported(readFileSync(`${reports}/${file}`))
    expect(got).toBe(text)
    expect(report.warnings).toEqual([])
  })
})
