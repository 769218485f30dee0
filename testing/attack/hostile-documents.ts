import { constants, deflateRawSync, deflateSync } from 'node:zlib'
import { archive, docx } from '../document-files'

/** A file that was made to take all of something: what it attacks, its name, and its bytes. */
export interface HostileFile {
  what: string
  name: string
  make: () => Promise<Uint8Array> | Uint8Array
}

const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`
const cell = (properties: string) => `<w:tc><w:tcPr>${properties}</w:tcPr><w:p>${run('x')}</w:p></w:tc>`
const namespaces = ['office', 'text', 'table', 'style']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ')

const odt = (body: string) =>
  archive({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content ${namespaces}><office:automatic-styles/><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    'styles.xml': `<office:document-styles ${namespaces}><office:styles/></office:document-styles>`,
  })

const epub = (body: string) =>
  archive({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'book.opf':
      '<package version="3.0" xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Wells</dc:title></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
    'a.xhtml': `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Wells</title></head><body>${body}</body></html>`,
  })

/**
 * What zlib makes of these words and so many spaces after them. The spaces are compressed once and laid down again and again: to compress them all took more
 * of the processor than to be attacked with them.
 */
function deflatedSpaces(words: string, spaces: number): Uint8Array {
  const piece = 1 << 24
  const part = (content: Uint8Array) =>
    deflateRawSync(content, { level: 9, finishFlush: constants.Z_FULL_FLUSH, flush: constants.Z_FULL_FLUSH })
  const blank = part(Buffer.alloc(piece, ' '))
  return Buffer.concat([
    Buffer.from([0x78, 0xda]),
    part(Buffer.concat([Buffer.from(words), Buffer.alloc(spaces % piece, ' ')])),
    ...Array.from({ length: Math.floor(spaces / piece) }, () => blank),
    deflateRawSync(''),
    checksum(words, spaces),
  ])
}

/** Adler-32 of these words and so many spaces after them. */
function checksum(words: string, spaces: number): Uint8Array {
  let [a, b] = [1n, 0n]
  const base = 65521n
  for (const byte of Buffer.from(words)) {
    a = (a + BigInt(byte)) % base
    b = (b + a) % base
  }
  const [count, space] = [BigInt(spaces), BigInt(' '.charCodeAt(0))]
  b = (b + count * a + (space * count * (count + 1n)) / 2n) % base
  a = (a + count * space) % base
  return Buffer.from(((b << 16n) | a).toString(16).padStart(8, '0'), 'hex')
}

/** A PDF of one page, which is `times` compressed and holds so many spaces after its one word. `filter` says how the file declares that. */
export function swollenPdf(
  spaces: number,
  times: number,
  filter = `[${'/FlateDecode '.repeat(times)}]`,
  further = '',
): Uint8Array {
  let page = deflatedSpaces('BT /F1 10 Tf 40 40 Td (hello) Tj ET\n', spaces)
  for (let time = 1; time < times; time += 1) page = deflateSync(page, { level: 9 })
  const head = `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [4 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>\nendobj\n${further}5 0 obj\n<< /Length ${page.length} /Filter ${filter} >>\nstream\n`
  return Buffer.concat([
    Buffer.from(head),
    page,
    Buffer.from('\nendstream\nendobj\ntrailer\n<< /Size 8 /Root 1 0 R >>\n%%EOF'),
  ])
}

const text = (what: string, name: string, content: string): HostileFile => ({
  what,
  name,
  make: () => Buffer.from(content),
})
const page = (what: string, content: string) => text(what, 'page.html', `<p>Wells</p>${content}`)
const notes = (what: string, content: string) => text(what, 'notes.md', content)
const word = (what: string, body: string): HostileFile => ({ what, name: 'wells.docx', make: () => docx(body) })
const open = (what: string, body: string): HostileFile => ({ what, name: 'wells.odt', make: () => odt(body) })
const row = (properties: string) => `<w:tbl><w:tr>${cell(properties)}</w:tr></w:tbl>`
const openRow = (attributes: string, rowAttributes = '') =>
  `<table:table><table:table-column/><table:table-row ${rowAttributes}><table:table-cell ${attributes}><text:p>x</text:p></table:table-cell></table:table-row></table:table>`

export const hostileFiles: HostileFile[] = [
  { what: 'a page under two compressions', name: 'wells.pdf', make: () => swollenPdf(600_000_000, 2) },
  { what: 'a page under one compression', name: 'wells.pdf', make: () => swollenPdf(300_000_000, 1) },
  page('a cell over 99,999,999 columns', '<table><tr><td colspan="99999999">x</td></tr></table>'),
  page('a cell over 99,999,999 rows', '<table><tr><td rowspan="99999999">x</td></tr><tr><td>y</td></tr></table>'),
  page('3,000 tables in one another', '<table><tr><td>'.repeat(3000)),
  page('20,000 lists in one another', '<ul><li>'.repeat(20_000)),
  page('100,000 elements in one another', '<div>'.repeat(100_000)),
  page('100,000 marks in one another', '<b>'.repeat(100_000)),
  page('100,000 comments that do not end', '<!--'.repeat(100_000)),
  page('100,000 styles that do not begin', '<style '.repeat(100_000)),
  page('100,000 scripts that do not end', '<script>x'.repeat(100_000)),
  page('100,000 attributes', `<p ${'a=b '.repeat(100_000)}>x</p>`),
  notes('20,000 quotations in one another', `${'>'.repeat(20_000)} x`),
  notes('20,000 lists in one another', `${'- '.repeat(20_000)}x`),
  notes('100,000 brackets', '['.repeat(100_000)),
  notes('notes in notes', Array.from({ length: 5000 }, (_, at) => `[^${at}]: x[^${at + 1}]\n`).join('\n') + '\ny[^0]'),
  notes(
    'a header that doubles itself thirty times',
    `---\na0: &a0 x\n${Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at},*a${at}]\n`).join('')}---\n\nx`,
  ),
  text('100,000 groups in one another', 'wells.rtf', `{\\rtf1 x ${'{'.repeat(100_000)}`),
  text('5,000 notes in one another', 'wells.rtf', `{\\rtf1 x ${'{\\footnote y '.repeat(5000)}${'}'.repeat(5001)}`),
  text('a letter with 99,999,999 stand-ins', 'wells.rtf', `{\\rtf1 x \\uc99999999 \\u233 ${'y'.repeat(100_000)}}`),
  word('a cell over 99,999,999 columns', row('<w:gridSpan w:val="99999999"/>')),
  word(
    'a row that begins after 99,999,999 columns',
    `<w:tbl><w:tr><w:trPr><w:gridBefore w:val="99999999"/><w:gridAfter w:val="99999999"/></w:trPr>${cell('')}</w:tr></w:tbl>`,
  ),
  word(
    '3,000 tables in one another',
    `${'<w:tbl><w:tr><w:tc>'.repeat(3000)}<w:p>${run('x')}</w:p>${'</w:tc></w:tr></w:tbl>'.repeat(3000)}`,
  ),
  word(
    '20,000 controls in one another',
    `${'<w:sdt><w:sdtContent>'.repeat(20_000)}<w:p>${run('x')}</w:p>${'</w:sdtContent></w:sdt>'.repeat(20_000)}`,
  ),
  word(
    '100,000 formulas that do not end, in a comment',
    `<!--${'<m:oMath> <w:t> '.repeat(100_000)}--><w:p>${run('x')}</w:p>`,
  ),
  open('a cell repeated 99,999,999 times', openRow('table:number-columns-repeated="99999999"')),
  open('a row repeated 99,999,999 times', openRow('', 'table:number-rows-repeated="99999999"')),
  open(
    'a cell over 99,999,999 columns and rows',
    openRow('table:number-columns-spanned="99999999" table:number-rows-spanned="99999999"'),
  ),
  open(
    '99,999,999 columns',
    `<table:table><table:table-column table:number-columns-repeated="99999999"/><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>`,
  ),
  open('99,999,999 spaces', '<text:p>x<text:s text:c="99999999"/>y</text:p>'),
  open('a heading of the 99,999,999th level', '<text:h text:outline-level="99999999">x</text:h>'),
  open(
    '5,000 lists in one another',
    `${'<text:list><text:list-item>'.repeat(5000)}<text:p>x</text:p>${'</text:list-item></text:list>'.repeat(5000)}`,
  ),
  {
    what: 'a cell over 99,999,999 columns',
    name: 'wells.epub',
    make: () => epub('<table><tr><td colspan="99999999">x</td></tr></table>'),
  },
  {
    what: '20,000 elements in one another',
    name: 'wells.epub',
    make: () => epub(`${'<div>'.repeat(20_000)}x${'</div>'.repeat(20_000)}`),
  },
  {
    what: 'a part that expands to 1,000 times its size',
    name: 'wells.docx',
    make: () => docx(`<w:p>${run('x')}</w:p>`, { 'word/styles.xml': Buffer.alloc(30_000_000, ' ') }),
  },
  {
    what: '11,000 parts',
    name: 'wells.docx',
    make: () =>
      docx(
        `<w:p>${run('x')}</w:p>`,
        Object.fromEntries(Array.from({ length: 11_000 }, (_, at) => [`word/${at}.xml`, '<a/>'])),
        { compress: false },
      ),
  },
  text(
    '100,000 names of speakers',
    'wells.txt',
    Array.from({ length: 100_000 }, (_, at) => `Anna ${at.toString(36).replace(/\d/g, 'x')}:\n`).join('\n'),
  ),
]
