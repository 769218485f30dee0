import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { docxFile } from '@/lib/importers/word/docx-document'
import { finish } from '@/lib/importers/finish'
import { holdInOpenDocument, holdInWord, mentionsHeld, releaseSpaces } from '@/lib/importers/pandoc/held-spaces'
import type { ImportedParts } from '@/lib/importers/imported-document'
import { defaultLimits } from '@/lib/importers/limits'
import { odtFile } from '@/lib/importers/odt/odt-document'
import { readWithPandoc } from '@/lib/importers/pandoc/pandoc'
import { readArchive } from './read-archive'
import { archive, docx, wordNamespaces } from '@/testing/document-files'

const readers = { docx: docxFile, odt: odtFile }
type Format = keyof typeof readers

/** What becomes of a file as everywhere else, or the refusal; and where pandoc is given the same parts without a held space. */
async function bothWays(format: Format, bytes: Uint8Array): Promise<{ held: unknown; plain: unknown }> {
  const imported = async (read: typeof readArchive): Promise<ImportedParts> =>
    finish(await readers[format](bytes, defaultLimits, read), `a.${format}`)
  const outcome = (read: typeof readArchive) => imported(read).catch((error: unknown) => String(error))
  return {
    held: await outcome(readArchive),
    plain: await outcome(async (_, { parts, names }, memoryBytes) =>
      readWithPandoc(
        format,
        await archive(Object.fromEntries(names.map((name) => [name, parts.get(name) ?? '']))),
        memoryBytes,
      ),
    ),
  }
}

/** The text of an archive's part in which "_" stands for a held space. */
const shown = (xml: string): string => xml.replaceAll('\uFDD0', '_')

describe('a space that is held', () => {
  it.each([
    ['one two three four', 'one_two_three four'],
    ['one two three four ', 'one_two_three_four '],
    [' one two three', ' one_two three'],
    ['one  two three four', 'one  two_three four'],
    ['one\u00a0 two three four', 'one\u00a0 two_three four'],
    ['one &#32; two &amp; three four', 'one &#32; two &amp; three four'],
    ['one two', 'one two'],
    ['', ''],
  ])('"%s" is given to pandoc as "%s"', (text, given) => {
    expect(shown(holdInWord(`<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`))).toBe(
      `<w:r><w:t xml:space="preserve">${given}</w:t></w:r>`,
    )
    expect(shown(holdInOpenDocument(`<text:p>${text}</text:p>`))).toBe(`<text:p>${given}</text:p>`)
    expect(releaseSpaces(holdInWord(`<w:t>${text}</w:t>`))).toBe(`<w:t>${text}</w:t>`)
  })
  it.each([
    '<w:instrText>a b c d</w:instrText>',
    '<w:tab w:x="a b c d"/>',
    '<w:t a="x > b c d e">word</w:t>',
    '<m:oMath><m:r><w:t>a b c d</w:t></m:r></m:oMath>',
    '<w:r><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>a b c d</w:t></w:r>',
  ])('is not in %s', (xml) => expect(holdInWord(xml)).toBe(xml))
  it('is not in a tag of an OpenDocument text', () =>
    expect(holdInOpenDocument('<a b="x > y z w v" c="d e f g"/>')).not.toContain('\uFDD0'))
  it.each(['\uFDD0', '&#xFDD0;', '&#x0fdd0;', '&#64976;', '&#064976;'])('is told from %s', (written) =>
    expect(mentionsHeld(Buffer.from(`<a>é${written}</a>`))).toBe(true),
  )
})

// Words that pandoc, or what follows it, looks at: the numbers of tables, formulas, addresses, other scripts.
const pieces = [
  'one two three',
  'one two three',
  'Table',
  '1:',
  '—',
  'https://example.org/a',
  '语言',
  'مرحبا',
  '😀',
  '&amp;',
  '&lt;b&gt;',
  ';',
  '>',
  ' ',
  ' ',
  ' ',
  ' ',
  '  ',
  '\u00a0',
  '\u3000',
  '\t',
  '\n',
  '&#32;',
  '&#9;',
  '&#xa0;',
]
const text = fc.oneof(
  { weight: 200, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.constantFrom('a \uFDD0 b c d', 'a &#xFDD0; b c d') },
)
const property = fc.constantFrom(
  '<w:b/>',
  '<w:i/>',
  '<w:u w:val="single"/>',
  '<w:vertAlign w:val="superscript"/>',
  '<w:rStyle w:val="Code"/>',
  '<w:rFonts w:ascii="Symbol"/>',
  '<w:rFonts w:hAnsi="Symbol" w:ascii="Symbol"/>',
  '<w:rFonts w:ascii="Wingdings"/>',
  '<w:rtl/>',
)
const properties = fc.uniqueArray(property, { maxLength: 2 }).map((all) => `<w:rPr>${all.join('')}</w:rPr>`)
const inRun = fc.oneof(
  { weight: 6, arbitrary: text.map((words) => `<w:t xml:space="preserve">${words}</w:t>`) },
  text.map((words) => `<w:t>${words}</w:t>`),
  fc.constantFrom(
    '<w:tab/>',
    '<w:br/>',
    '<w:noBreakHyphen/>',
    '<w:softHyphen/>',
    '<w:t/>',
    '<w:t xml:space="preserve"/>',
    '<w:t></w:t>',
    '<w:sym w:font="Symbol" w:char="F061"/>',
  ),
)
const run = fc
  .tuple(fc.oneof(fc.constant(''), properties), fc.array(inRun, { maxLength: 3 }))
  .map(([style, inside]) => `<w:r>${style}${inside.join('')}</w:r>`)
const inParagraph = fc.oneof(
  { weight: 8, arbitrary: run },
  run.map((inside) => `<w:hyperlink w:anchor="x">${inside}</w:hyperlink>`),
  run.map((inside) => `<w:ins w:id="1" w:author="A" w:date="2020-01-01T00:00:00Z">${inside}</w:ins>`),
  text.map(
    (words) =>
      `<w:del w:id="1" w:author="A" w:date="2020-01-01T00:00:00Z"><w:r><w:delText>${words}</w:delText></w:r></w:del>`,
  ),
  text.map((words) => `<m:oMath><m:r><m:t>${words}</m:t></m:r><m:r><w:t>${words}</w:t></m:r></m:oMath>`),
  fc
    .tuple(
      fc.constantFrom('HYPERLINK "https://example.org/a b c d"', 'SEQ Table', 'ADDIN ZOTERO_ITEM CSL_CITATION {}'),
      run,
    )
    .map(
      ([code, inside]) =>
        `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${inside}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
    ),
  fc.constant('<w:bookmarkStart w:id="1" w:name="x"/>'),
)
// A note never refers to a note: pandoc would not come to an end.
const noteReference = fc.constantFrom(
  '<w:r><w:footnoteReference w:id="2"/></w:r>',
  '<w:r><w:endnoteReference w:id="2"/></w:r>',
)
const styles = [
  'Title',
  'Author',
  'heading 1',
  'caption',
  'Table Caption',
  'Source Code',
  'Quote',
  'List Paragraph',
  'Definition',
  'Definition Term',
]
const paragraphOf = (inside: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.option(fc.nat(styles.length - 1)), fc.array(inside, { maxLength: 5 }))
    .map(
      ([style, parts]) =>
        `<w:p>${style === null ? '' : `<w:pPr><w:pStyle w:val="S${style}"/></w:pPr>`}${parts.join('')}</w:p>`,
    )
const paragraph = paragraphOf(fc.oneof({ weight: 8, arbitrary: inParagraph }, noteReference))
const note = paragraphOf(inParagraph)
const table = paragraph.map(
  (cell) => `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>${cell}</w:tc></w:tr></w:tbl>`,
)
const word = fc.record({
  body: fc.array(fc.oneof({ weight: 5, arbitrary: paragraph }, table), { maxLength: 5 }),
  footnote: note,
  endnote: note,
})

const style = (type: string, id: string, name: string) =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`
const stylesXml = `<w:styles ${wordNamespaces}>${styles.map((name, at) => style('paragraph', `S${at}`, name)).join('')}${style('character', 'Code', 'Verbatim Char')}</w:styles>`
const notes = (kind: string, inside: string) =>
  `<w:${kind}s ${wordNamespaces}><w:${kind} w:id="2">${inside}</w:${kind}></w:${kind}s>`

const openText = fc.oneof(text, fc.constantFrom('<text:s text:c="2"/>', '<text:tab/>', '<text:line-break/>'))
const openInline = fc.oneof(
  { weight: 3, arbitrary: openText },
  fc
    .tuple(fc.constantFrom('B', 'Source_Text', 'none'), fc.array(openText, { maxLength: 3 }))
    .map(([name, inside]) => `<text:span text:style-name="${name}">${inside.join('')}</text:span>`),
  text.map((words) => `<text:note><text:note-body><text:p>${words}</text:p></text:note-body></text:note>`),
  text.map((words) => `<text:a xlink:href="https://example.org">${words}</text:a>`),
)
const openBlock = fc
  .tuple(fc.constantFrom('p', 'h'), fc.array(openInline, { maxLength: 5 }))
  .map(([name, inside]) => `<text:${name}>${inside.join('')}</text:${name}>`)
const openDocument = (body: string) =>
  `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"><office:automatic-styles><style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="Source_Text" style:family="text"/></office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`
const openStyles =
  '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:styles/></office:document-styles>'

describe('a document whose spaces are held', () => {
  // Two runs of pandoc for each of its documents.
  it('of Word is imported as without', async () => {
    await fc.assert(
      fc.asyncProperty(word, async ({ body, footnote, endnote }) => {
        const bytes = await docx(`${body.join('')}<w:p><w:r><w:t>Words.</w:t></w:r></w:p>`, {
          'word/styles.xml': stylesXml,
          'word/footnotes.xml': notes('footnote', footnote),
          'word/endnotes.xml': notes('endnote', endnote),
        })
        const { held, plain } = await bothWays('docx', bytes)
        expect(held).toEqual(plain)
        expect(held).toHaveProperty('text')
      }),
      { numRuns: 40 },
    )
  })
  it('of OpenDocument is imported as without', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(openBlock, { maxLength: 5 }), async (blocks) => {
        const { held, plain } = await bothWays(
          'odt',
          await archive({
            mimetype: 'application/vnd.oasis.opendocument.text',
            'content.xml': openDocument(`${blocks.join('')}<text:p>Words.</text:p>`),
            'styles.xml': openStyles,
          }),
        )
        expect(held).toEqual(plain)
        expect(held).toHaveProperty('text')
      }),
    )
  })
})

describe('a document with other files in it', () => {
  const noise = Buffer.from(Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251))
  const drawing =
    '<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="p" descr="a deep well in salt"/><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="i"/></pic:pic></wp:inline></w:drawing></w:r>'
  const vml = '<w:r><w:pict><v:shape><v:imagedata r:id="i"/></v:shape></w:pict></w:r>'
  const links =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="i" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.emf"/></Relationships>'
  const frame = (inside: string) =>
    `<text:p>A <draw:frame>${inside}<svg:title>a deep well in salt</svg:title></draw:frame></text:p>`
  const inOpen = frame('<draw:image xlink:href="Pictures/1.png"/>') + frame('<draw:object xlink:href="./Object 1"/>')
  it.each<[Format, string, () => Promise<Uint8Array>]>([
    [
      'docx',
      '"alt":"a deep well in salt"',
      () =>
        docx(`<w:p><w:r><w:t>A</w:t></w:r>${drawing}${vml}</w:p>`, {
          'word/_rels/document.xml.rels': links,
          'word/media/image1.emf': noise,
          'word/embeddings/': '',
          'word/embeddings/sheet.xlsx': noise,
        }),
    ],
    [
      'odt',
      '"type":"image"',
      () =>
        archive({
          'content.xml': openDocument(inOpen),
          'styles.xml': openStyles,
          'Pictures/1.png': noise,
          'Object 1/content.xml':
            '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi><mtext>for all x y z</mtext></math>',
        }),
    ],
  ])('(%s) is imported as with them', async (format, part, make) => {
    const { held, plain } = await bothWays(format, await make())
    expect(held).toEqual(plain)
    expect(JSON.stringify((held as ImportedParts).contentJson)).toContain(JSON.stringify(part).slice(1, -1))
  })
})

const documents = `${process.env.SHARED_DIR ?? '../shared'}/fixtures/documents`
const fixtures = existsSync(documents)
  ? readdirSync(documents, { recursive: true })
      .map(String)
      .filter((name) => /\.(docx|odt)$/.test(name))
  : []
if (fixtures.length === 0) console.warn(`skipped: ${documents} is absent`)

describe.skipIf(fixtures.length === 0)('a file that programs wrote', () => {
  it.each(fixtures)('%s is imported, or refused, as without', async (name) => {
    const { held, plain } = await bothWays(name.endsWith('odt') ? 'odt' : 'docx', readFileSync(`${documents}/${name}`))
    expect(held).toEqual(plain)
  })
})
