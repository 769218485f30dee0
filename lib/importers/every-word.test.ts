import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { docxFile } from './word/docx-document'
import type { Draft } from './draft'
import { epubFile } from './epub/epub-document'
import { finish } from './finish'
import { htmlText } from './html/html-document'
import { defaultLimits } from './limits'
import { markdownText } from './markdown/markdown-document'
import { odtFile } from './odt/odt-document'
import { docx, epub, odt, wordNamespaces } from '@/testing/document-files'

/** Gives words that come only once: those that are seen, and those that nobody sees who opens the file. */
class Words {
  readonly seen: string[] = []
  readonly hidden: string[] = []
  /** Other files of the archive, by name. */
  readonly parts: Record<string, string> = {}
  get word(): string {
    return this.#next(this.seen)
  }
  get hiddenWord(): string {
    return this.#next(this.hidden)
  }
  #next(list: string[]): string {
    const word = `q${[...String(this.seen.length + this.hidden.length)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}z`
    list.push(word)
    return word
  }
}

/** A piece of a document, written with the words it is given. */
type Piece = (words: Words) => string
const one = (piece: Piece): fc.Arbitrary<Piece> => fc.constant(piece)
const all =
  (pieces: readonly Piece[]): Piece =>
  (words) =>
    pieces.map((piece) => piece(words)).join('')
const some = (piece: fc.Arbitrary<Piece>, maxLength = 3): fc.Arbitrary<Piece> =>
  fc.array(piece, { minLength: 1, maxLength }).map(all)

async function lawOf(
  body: fc.Arbitrary<Piece>,
  read: (piece: Piece, words: Words) => Promise<Draft> | Draft,
  numRuns: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(body, async (piece) => {
      const words = new Words()
      const source = piece(new Words())
      const { text, report } = finish(await read(piece, words), '')
      // Where it stands in the text does not matter; that it stands there once does.
      const there = new Map<string, number>()
      for (const [word] of text.matchAll(/q[a-j]+z/g)) there.set(word, (there.get(word) ?? 0) + 1)
      expect(
        words.seen.filter((word) => there.get(word) !== 1).map((word) => [word, there.get(word) ?? 0]),
        source,
      ).toEqual([])
      expect(
        words.hidden.filter((word) => there.has(word)),
        source,
      ).toEqual([])
      if (words.hidden.length > 0)
        expect(report.lost.find((line) => line.startsWith('Hidden text'))).toContain(
          `left out: ${words.hidden.length} word`,
        )
      expect(
        [...report.lost, ...report.warnings].filter(
          (line) => line.includes('not in the text') || line.includes('missing'),
        ),
        source,
      ).toEqual([])
    }),
    { numRuns },
  )
}

/** Around each body, so that there is something to read. */
const last = (words: Words) => words.word

describe('every word of a file is in its text once, or the report counts it', () => {
  it('docx', async () => {
    const t: Piece = (words) => `<w:t xml:space="preserve"> ${words.word} </w:t>`
    const r =
      (inside: Piece, properties = ''): Piece =>
      (words) =>
        `<w:r>${properties}${inside(words)}</w:r>`
    const code = '<w:r><w:instrText> IF x </w:instrText></w:r>'
    const mark = (type: string, data = '') => `<w:r><w:fldChar w:fldCharType="${type}">${data}</w:fldChar></w:r>`
    const { block } = fc.letrec<{
      block: fc.Arbitrary<Piece> extends never ? never : Piece
      inline: Piece
      run: Piece
    }>((tie) => ({
      run: fc.oneof(
        { maxDepth: 3 },
        { weight: 4, arbitrary: one(r(t)) },
        fc
          .constantFrom(
            '<w:rPr><w:b/></w:rPr>',
            '<w:rPr><w:i/><w:caps/></w:rPr>',
            '<w:rPr><w:strike/></w:rPr>',
            '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
            '<w:rPr><w:rStyle w:val="VerbatimChar"/></w:rPr>',
            '<w:rPr><w:webHidden/></w:rPr>',
          )
          .map((properties) => r(t, properties)),
        one((words) => `<w:r><w:rPr><w:vanish/></w:rPr><w:t>${words.hiddenWord}</w:t></w:r>`),
        one(
          (words) =>
            `<w:r><w:t>${words.word}</w:t><w:br/><w:t>${words.word}</w:t><w:tab/><w:t>${words.word}</w:t><w:cr/></w:r>`,
        ),
        tie('block').map(
          (inside): Piece =>
            (words) =>
              `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${inside(words)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`,
        ),
        one((words) => {
          const boxed = `<w:txbxContent><w:p><w:r><w:t>${words.word}</w:t></w:r></w:p></w:txbxContent>`
          return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>${boxed}</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${boxed}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
        }),
        one(
          (words) =>
            `<w:r><w:drawing><a:graphic><a:txBody><a:p><a:r><a:t>${words.word}</a:t></a:r></a:p></a:txBody></a:graphic></w:drawing></w:r>`,
        ),
        one(
          (words) =>
            `<w:r><w:ruby><w:rt><w:r><w:t>${words.word}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>${words.word}</w:t></w:r></w:rubyBase></w:ruby></w:r>`,
        ),
        one(
          (words) =>
            `${mark('begin', `<w:ffData><w:ddList><w:listEntry w:val="${words.word}"/></w:ddList></w:ffData>`)}${code}${mark('end')}`,
        ),
        one(() => '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        one(
          (words) =>
            `<m:oMath><m:r><m:t>${words.word}</m:t></m:r><m:f><m:num><m:r><m:t>${words.word}</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>`,
        ),
      ),
      inline: fc.oneof(
        { maxDepth: 3 },
        { weight: 4, arbitrary: tie('run') },
        ...[
          'hyperlink w:anchor="x"',
          'smartTag',
          'customXml',
          'bdo w:val="rtl"',
          'dir w:val="rtl"',
          'fldSimple w:instr="SEQ x"',
          'ins w:id="1" w:author="A"',
          'moveTo w:id="1" w:author="A"',
        ].map((tag) =>
          tie('inline').map(
            (inside): Piece =>
              (words) =>
                `<w:${tag}>${inside(words)}</w:${tag.split(' ')[0] ?? ''}>`,
          ),
        ),
        tie('inline').map(
          (inside): Piece =>
            (words) =>
              `<w:sdt><w:sdtPr/><w:sdtContent>${inside(words)}</w:sdtContent></w:sdt>`,
        ),
        fc.tuple(tie('run'), tie('inline')).map(
          ([, inside]): Piece =>
            (words) =>
              `${mark('begin')}${code}${mark('begin')}${code}${mark('separate')}<w:r><w:t>incode</w:t></w:r>${mark('end')}${mark('separate')}${inside(words)}${mark('end')}`,
        ),
        one(() => '<w:del w:id="1" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del>'),
      ),
      block: fc.oneof(
        { maxDepth: 3 },
        {
          weight: 4,
          arbitrary: fc
            .tuple(
              fc.option(
                fc.constantFrom(
                  'Title',
                  'Subtitle',
                  'Author',
                  'Date',
                  'Abstract',
                  'AbstractTitle',
                  'H1',
                  'Cap',
                  'TCap',
                  'ICap',
                  'Code',
                  'Quote',
                  'DT',
                  'DD',
                  'Biblio',
                  'Comp',
                ),
              ),
              fc.option(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 2 }))),
              some(tie('inline')),
            )
            .map(
              ([style, list, inside]): Piece =>
                (words) =>
                  `<w:p><w:pPr>${style === null ? '' : `<w:pStyle w:val="${style}"/>`}${list === null ? '' : `<w:numPr><w:ilvl w:val="${list[1]}"/><w:numId w:val="${list[0]}"/></w:numPr>`}</w:pPr>${inside(words)}</w:p>`,
            ),
        },
        one((words) => {
          const id = `c${Object.keys(words.parts).length}`
          words.parts[`word/${id}.rtf`] =
            `{\\rtf1 ${words.word} {\\b ${words.word}}\\par\\trowd\\cellx900\\cellx1800\\intbl ${words.word}\\cell ${words.word}\\cell\\row\\pard {\\pntext 1.\\tab}${words.word}{\\footnote ${words.word}}\\par}`
          return `<w:altChunk r:id="${id}"/>`
        }),
        ...['customXml', 'ins w:id="1" w:author="A"'].map((tag) =>
          tie('block').map(
            (inside): Piece =>
              (words) =>
                `<w:${tag}>${inside(words)}</w:${tag.split(' ')[0] ?? ''}>`,
          ),
        ),
        tie('block').map(
          (inside): Piece =>
            (words) =>
              `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${inside(words)}</w:sdtContent></w:sdt>`,
        ),
        fc
          .tuple(
            fc.constantFrom('', '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', '<w:vMerge/>'),
            fc.boolean(),
            tie('block'),
            tie('block'),
          )
          .map(
            ([cell, head, first, second]): Piece =>
              (words) =>
                `<w:tbl><w:tblPr><w:tblLook w:firstRow="${head ? 1 : 0}"/></w:tblPr><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>${head ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}<w:tc>${first(words)}<w:p/></w:tc><w:tc><w:tcPr>${cell}</w:tcPr>${second(words)}<w:p/></w:tc></w:tr><w:sdt><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>${words.word}</w:t></w:r></w:p></w:tc><w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>${words.word}</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>`,
          ),
      ),
    }))
    const style = (id: string, name: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`
    const levels = (formats: string[], text: (at: number) => string) =>
      formats
        .map(
          (format, at) =>
            `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text(at)}"/></w:lvl>`,
        )
        .join('')
    const relation = (kind: string) =>
      `<Relationship Id="${kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${kind}.xml"/>`
    const parts = {
      'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${['styles', 'numbering', 'footnotes'].map(relation).join('')}</Relationships>`,
      'word/styles.xml': `<w:styles ${wordNamespaces}>${Object.entries({
        Title: 'Title',
        Subtitle: 'Subtitle',
        Author: 'Author',
        Date: 'Date',
        Abstract: 'Abstract',
        AbstractTitle: 'Abstract Title',
        H1: 'heading 1',
        Cap: 'caption',
        TCap: 'Table Caption',
        ICap: 'Image Caption',
        Code: 'Source Code',
        Quote: 'Quote',
        DT: 'Definition Term',
        DD: 'Definition',
        Biblio: 'Bibliography',
        Comp: 'Compact',
      })
        .map(([id, name]) => style(id, name))
        .join(
          '',
        )}<w:style w:type="character" w:styleId="VerbatimChar"><w:name w:val="Verbatim Char"/></w:style></w:styles>`,
      'word/numbering.xml': `<w:numbering ${wordNamespaces}><w:abstractNum w:abstractNumId="0">${levels(['decimal', 'decimal', 'decimal'], (at) => `%${at + 1}.`)}</w:abstractNum><w:abstractNum w:abstractNumId="1">${levels(['bullet', 'bullet', 'bullet'], () => '·')}</w:abstractNum><w:abstractNum w:abstractNumId="2">${levels(['upperRoman', 'lowerLetter', 'bullet'], (at) => `(%${at + 1})`)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num></w:numbering>`,
      'word/footnotes.xml': `<w:footnotes ${wordNamespaces}><w:footnote w:id="2"><w:p><w:r><w:t>note</w:t></w:r></w:p></w:footnote></w:footnotes>`,
    }
    await lawOf(
      some(block, 4),
      async (piece, words) => {
        const body = `${piece(words)}<w:p><w:r><w:t>${last(words)}</w:t></w:r></w:p>`
        const chunks = Object.keys(words.parts).map(
          (name) =>
            `<Relationship Id="${/c\d+/.exec(name)?.[0] ?? ''}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="${name.replace('word/', '')}"/>`,
        )
        const relations = parts['word/_rels/document.xml.rels'].replace(
          '</Relationships>',
          `${chunks.join('')}</Relationships>`,
        )
        return docxFile(
          await docx(body, { ...parts, ...words.parts, 'word/_rels/document.xml.rels': relations }),
          defaultLimits,
        )
      },
      60,
    )
  })

  it('odt', async () => {
    const { block } = fc.letrec<{ block: Piece; inline: Piece }>((tie) => ({
      inline: fc.oneof(
        { maxDepth: 3 },
        { weight: 5, arbitrary: one((words) => ` ${words.word} `) },
        ...[
          'span',
          'span text:style-name="B"',
          'a xlink:href="https://example.org"',
          'meta',
          'sequence',
          'text-input',
          'placeholder',
          'bookmark-ref',
          'date',
          'page-number',
          'user-field-get',
          'author-name',
          'conditional-text',
          'unheard-of',
        ].map((tag) =>
          tie('inline').map(
            (inside): Piece =>
              (words) =>
                `<text:${tag}>${inside(words)}</text:${tag.split(' ')[0] ?? ''}>`,
          ),
        ),
        one((words) => `<text:span text:style-name="H">${words.hiddenWord}</text:span>`),
        one((words) => `<text:hidden-text>${words.hiddenWord}</text:hidden-text>`),
        one(
          (words) =>
            `<text:ruby><text:ruby-base>${words.word}</text:ruby-base><text:ruby-text>${words.word}</text:ruby-text></text:ruby>`,
        ),
        one(
          () =>
            '<office:annotation><text:p>remark</text:p></office:annotation><text:s text:c="3"/><text:tab/><text:line-break/><text:soft-page-break/><text:bookmark-start text:name="x"/>',
        ),
        one((words) => {
          const name = `Object ${Object.keys(words.parts).length}`
          const isFormula = words.seen.length % 2 === 0
          words.parts[`${name}/content.xml`] = isFormula
            ? `<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mtext>${words.word}</mtext><mi>${words.word}</mi></mrow></math>`
            : `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"><office:body><office:chart><chart:chart><chart:title><text:p>${words.word}</text:p></chart:title></chart:chart></office:chart></office:body></office:document-content>`
          return ` <draw:frame><draw:object xlink:href="./${name}"/></draw:frame> `
        }),
        tie('block').map(
          (inside): Piece =>
            (words) =>
              `<draw:frame><draw:text-box>${inside(words)}</draw:text-box></draw:frame>`,
        ),
        tie('block').map(
          (inside): Piece =>
            (words) =>
              `<draw:g><draw:custom-shape>${inside(words)}</draw:custom-shape></draw:g>`,
        ),
        tie('block').map(
          (inside): Piece =>
            (words) =>
              `<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>${inside(words)}</text:note-body></text:note>`,
        ),
      ),
      block: fc.oneof(
        { maxDepth: 3 },
        {
          weight: 5,
          arbitrary: fc
            .tuple(
              fc.constantFrom(
                'p',
                'h text:outline-level="2"',
                'p text:style-name="Quotations"',
                'p text:style-name="Title"',
                'p text:style-name="Table"',
              ),
              some(tie('inline')),
            )
            .map(
              ([tag, inside]): Piece =>
                (words) =>
                  `<text:${tag}>${inside(words)}</text:${tag.split(' ')[0] ?? ''}>`,
            ),
        },
        fc.tuple(fc.constantFrom('N', 'A', 'Bu', 'none'), tie('block'), some(tie('block'), 2)).map(
          ([name, first, second]): Piece =>
            (words) =>
              `<text:list text:style-name="${name}"><text:list-header><text:p>${words.word}</text:p></text:list-header><text:list-item>${first(words)}</text:list-item><text:list-item><text:p>${words.word}</text:p><text:list><text:list-item>${second(words)}</text:list-item></text:list></text:list-item></text:list>`,
        ),
        fc.tuple(tie('block'), tie('block')).map(
          ([first, second]): Piece =>
            (words) =>
              `<table:table><table:table-column/><table:table-header-rows><table:table-row><table:table-cell>${first(words)}</table:table-cell></table:table-row></table:table-header-rows><table:table-rows><table:table-row><table:table-cell table:number-rows-spanned="2">${second(words)}</table:table-cell><table:table-cell><text:p>${words.word}</text:p></table:table-cell></table:table-row></table:table-rows></table:table>`,
        ),
        ...['section', 'section text:display="true"'].map((tag) =>
          tie('block').map(
            (inside): Piece =>
              (words) =>
                `<text:${tag}>${inside(words)}</text:${tag.split(' ')[0] ?? ''}>`,
          ),
        ),
        ...['table-of-content', 'bibliography', 'alphabetical-index', 'illustration-index', 'user-index'].map((tag) =>
          tie('block').map(
            (inside): Piece =>
              (words) =>
                `<text:${tag}><text:${tag}-source><text:index-title-template>no</text:index-title-template></text:${tag}-source><text:index-body><text:index-title><text:p>${words.word}</text:p></text:index-title>${inside(words)}</text:index-body></text:${tag}>`,
          ),
        ),
        tie('block').map(
          (inside): Piece =>
            (words) =>
              `<text:numbered-paragraph text:style-name="A">${inside(words)}</text:numbered-paragraph>`,
        ),
        one((words) => `<text:section text:display="none"><text:p>${words.hiddenWord}</text:p></text:section>`),
      ),
    }))
    const number = (level: number, format: string) =>
      `<text:list-level-style-number text:level="${level}" style:num-format="${format}" style:num-suffix="."/>`
    const bullet = (level: number) => `<text:list-level-style-bullet text:level="${level}" text:bullet-char="-"/>`
    const list = (name: string, ...levels: string[]) =>
      `<text:list-style style:name="${name}">${levels.join('')}</text:list-style>`
    const styles = `<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>${list('N', number(1, '1'), number(2, '1'))}${list('A', number(1, 'a'), bullet(2))}${list('Bu', bullet(1), number(2, 'I'))}`
    await lawOf(
      some(block, 4),
      async (piece, words) => {
        const body = `${piece(words)}<text:p>${last(words)}</text:p>`
        return odtFile(await odt(body, styles, '', words.parts), defaultLimits)
      },
      60,
    )
  })

  const { block: page } = fc.letrec<{ block: Piece; inline: Piece }>((tie) => ({
    inline: fc.oneof(
      { maxDepth: 3 },
      { weight: 5, arbitrary: one((words) => ` ${words.word} `) },
      ...'a b i em strong u s del ins sup sub code kbd q cite mark small span label abbr bdo bdi time font button unheard-of a'
        .split(' ')
        .map((tag) =>
          tie('inline').map(
            (inside): Piece =>
              (words) =>
                `<${tag}>${inside(words)}</${tag}>`,
          ),
        ),
      one((words) => `<ruby>${words.word}<rt>${words.word}</rt></ruby>`),
      one(
        (words) =>
          `<input value="${words.word}"/><textarea>${words.word}</textarea><select><option>${words.word}</option><option>${words.word}</option></select>`,
      ),
      one((words) => `<span style="display: none">${words.hiddenWord}</span>`),
      one(() => '<script>no()</script><!-- no --><br/><img src="x" alt="no"/>'),
      one((words) => `<svg><text>${words.word}</text></svg><math><mi>${words.word}</mi></math>`),
    ),
    block: fc.oneof(
      { maxDepth: 3 },
      {
        weight: 3,
        arbitrary: fc
          .tuple(
            fc.constantFrom('p', 'h1', 'h3', 'pre', 'div', 'address', 'figcaption', 'summary', 'dt', 'li', 'legend'),
            some(tie('inline')),
          )
          .map(
            ([tag, inside]): Piece =>
              (words) =>
                `<${tag}>${inside(words)}</${tag}>`,
          ),
      },
      ...'div section article main header footer nav aside blockquote figure details fieldset form center dd span b hgroup search'
        .split(' ')
        .map((tag) =>
          tie('block').map(
            (inside): Piece =>
              (words) =>
                `<${tag}>${words.word}${inside(words)}</${tag}>`,
          ),
        ),
      ...['ul', 'ol', 'ol type="i"'].map((tag) =>
        fc.tuple(tie('block'), tie('inline')).map(
          ([first, second]): Piece =>
            (words) =>
              `<${tag}><li>${first(words)}</li><li>${second(words)}</li></${tag.split(' ')[0] ?? ''}>`,
        ),
      ),
      fc.tuple(tie('inline'), tie('block')).map(
        ([first, second]): Piece =>
          (words) =>
            `<dl><dt>${first(words)}</dt><dd>${second(words)}</dd></dl>`,
      ),
      fc.tuple(tie('inline'), tie('block'), tie('inline')).map(
        ([caption, first, second]): Piece =>
          (words) =>
            `<table><caption>${caption(words)}</caption><thead><tr><th>${words.word}</th></tr></thead><tbody><tr><td colspan="2">${first(words)}</td><td rowspan="3">${second(words)}</td></tr></tbody><tfoot><tr><td>${words.word}</td></tr></tfoot></table>`,
      ),
      one((words) => `<p hidden="hidden">${words.hiddenWord}</p>`),
    ),
  }))

  it('html', () =>
    lawOf(some(page, 4), (piece, words) => htmlText(`<title>no</title>${piece(words)}<p>${last(words)}</p>`), 300))

  it('epub, with notes on other pages', () =>
    lawOf(
      some(page, 2),
      async (piece, words) => {
        const first = `${piece(words)}<p>${words.word}<a epub:type="noteref" href="n.xhtml#n">1</a></p>`
        const notes = `<aside epub:type="footnote" id="n"><p>${words.word}</p></aside><aside epub:type="footnote" id="m"><p>${words.word}</p></aside>`
        const drawn = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>${words.word} <tspan>${words.word}</tspan></text></svg>`
        return epubFile(
          await epub(
            { 'a.xhtml': first, 'b.xhtml': piece(words), 'c.svg': drawn, 'n.xhtml': notes },
            { spine: { 'n.xhtml': 'linear="no"' } },
          ),
          defaultLimits,
        )
      },
      150,
    ))

  it('md', async () => {
    const indented = (text: string, by: string) =>
      text
        .split('\n')
        .map((line, at) => (at === 0 ? line : line === '' ? '' : by + line))
        .join('\n')
    const { block } = fc.letrec<{ block: Piece; inline: Piece }>((tie) => ({
      inline: fc.oneof(
        { maxDepth: 3 },
        { weight: 5, arbitrary: one((words) => words.word) },
        ...[
          ['*', '*'],
          ['**', '**'],
          ['~~', '~~'],
          ['`', '`'],
          ['[', '](https://example.org "no")'],
          ['<u>', '</u>'],
          ['<span class="no">', '</span>'],
        ].map(([open, close]) => one((words) => `${open ?? ''}${words.word}${close ?? ''}`)),
        fc.tuple(tie('inline'), tie('inline')).map(
          ([a, b]): Piece =>
            (words) =>
              `${a(words)} ${b(words)}`,
        ),
        one(() => '![no](no.png)'),
        one((words) => `${words.word}\\\n${words.word}`),
        one((words) => `&lt;${words.word}&gt; \\*${words.word}`),
      ),
      block: fc.oneof(
        { maxDepth: 3 },
        {
          weight: 4,
          arbitrary: tie('inline').map(
            (inside): Piece =>
              (words) =>
                `${inside(words)}\n\n`,
          ),
        },
        one((words) => `## ${words.word}\n\n`),
        one((words) => `${words.word}\n---\n\n`),
        one((words) => `\`\`\`\n${words.word} <b>\n\`\`\`\n\n`),
        one((words) => `    ${words.word}\n\n`),
        one((words) => `| ${words.word} | ${words.word} |\n|---|:-:|\n| ${words.word} | *${words.word}* |\n\n`),
        one((words) => `${words.word}[^${words.seen.length}]\n\n[^${words.seen.length}]: ${words.word}\n\n`),
        one((words) => `${words.word}\n:   ${words.word}\n\n`),
        tie('block').map(
          (inside): Piece =>
            (words) =>
              `> ${indented(inside(words).trimEnd(), '> ')}\n\n`,
        ),
        fc.tuple(fc.constantFrom('-', '1.', '- [x]', '*'), tie('block')).map(
          ([sign, inside]): Piece =>
            (words) =>
              `${sign} ${words.word}\n\n  ${' '.repeat(sign.length === 2 ? 1 : 0)}${indented(inside(words).trimEnd(), sign.length === 2 ? '   ' : '  ')}\n\n<!-- no -->\n\n`,
        ),
        page.map(
          (inside): Piece =>
            (words) =>
              `<div>\n${inside(words)}\n</div>\n\n`,
        ),
      ),
    }))
    await lawOf(
      some(block, 4),
      (piece, words) => markdownText(`${piece(words)}\n\n${last(words)}\n`, defaultLimits),
      60,
    )
  })
})
