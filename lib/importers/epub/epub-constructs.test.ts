import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { epubFile } from './epub-document'
import { finish } from '../finish'
import { defaultLimits } from '../limits'
import { archive, epub } from '@/testing/document-files'

const imported = async (bytes: Uint8Array) => finish(await epubFile(bytes, defaultLimits), 'a.epub')

describe('what an e-book shows', () => {
  it.each<[string, Record<string, string>, Record<string, string>, string]>([
    [
      'title, half title, epigraph, dedication and contents',
      {
        't.xhtml': '<section epub:type="titlepage"><h1>Book</h1><p>A. Writer</p></section>',
        'h.xhtml': '<section epub:type="halftitlepage"><h1>Book</h1></section>',
        'd.xhtml':
          '<div epub:type="dedication"><p>For B.</p></div><blockquote epub:type="epigraph"><p>It is said.</p></blockquote>',
        'nav.xhtml': '<nav epub:type="toc"><h2>Contents</h2><ol><li><a href="c.xhtml">One</a></li></ol></nav>',
        'c.xhtml': '<h2>One</h2><p>Text.</p>',
      },
      {},
      'Book\nA. Writer\nBook\nFor B.\nIt is said.\nContents\nOne\nOne\nText.',
    ],
    [
      'pages off the main path',
      { 'a.xhtml': '<p>main</p>', 'b.xhtml': '<p>off</p>' },
      { 'b.xhtml': 'linear="no"' },
      'main\noff',
    ],
    [
      'notes of another page, with the words that refer to them',
      {
        'a.xhtml':
          '<p>Claim<a epub:type="noteref" href="n.xhtml#n1">1</a> and <a epub:type="noteref" href="n.xhtml#n2">the letter of May</a>.</p>',
        'n.xhtml':
          '<h2>Notes</h2><aside epub:type="footnote" id="n1"><p>First.</p></aside><aside epub:type="footnote" id="n2"><p>Second.</p></aside><aside epub:type="footnote" id="n3"><p>Third.</p></aside>',
      },
      {},
      'Claim[1] and the letter of May[2].\nNotes\nThird.\nFirst.\nSecond.',
    ],
    [
      'words behind an empty anchor and a page number',
      { 'a.xhtml': '<p><a id="x"/><span epub:type="pagebreak" id="p7" title="7"/>All of <i/>it.</p>' },
      {},
      'All of it.',
    ],
    [
      'pages that are drawings',
      {
        'a.xhtml': '<p>before</p>',
        'b.svg':
          '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><g><text x="1">drawn <tspan>words</tspan></text></g></svg>',
      },
      {},
      'before\ndrawn words',
    ],
    ['pages whose names are written with signs', { 'a b.xhtml': '<p>one</p>' }, {}, 'one'],
  ])('is %s', async (_, pages, spine, text) => {
    const { text: got, report } = await imported(await epub(pages, { spine }))
    expect(got).toBe(text)
    expect([...report.warnings, ...report.lost]).toEqual([])
  })
  it('is named by its package', async () => {
    const metadata =
      '<dc:title>Long Walks</dc:title><dc:creator>A. Writer</dc:creator><dc:creator>B. Other</dc:creator><dc:language>fr</dc:language>'
    const { proposed, language, report } = await imported(await epub({ 'a.xhtml': '<p>Texte.</p>' }, { metadata }))
    expect(proposed).toMatchObject({ title: { value: 'Long Walks' }, author: { value: 'A. Writer; B. Other' } })
    expect([language, report.warnings]).toEqual(['fr', []])
  })
  it.each(['a.xht', 'a', 'a.php', 'a.txt', 'a.XHTML', 'a b.asp'])(
    'is in its pages, whatever their names: %s',
    async (name) => {
      const { text, report } = await imported(
        await epub({ 'first.xhtml': '<p>first</p>', [name]: '<p>second<br>line</p>' }),
      )
      expect([text, report.lost, report.warnings]).toEqual(['first\nsecond\nline', [], []])
    },
  )
  it('is in its package, whatever its name', async () => {
    expect((await imported(await epub({ 'a.xhtml': '<p>one</p>' }, { packageName: 'package' }))).text).toBe('one')
  })
  it('is in the page that stands for a part that is none', async () => {
    const { text, report } = await imported(
      await epub(
        { 'a.xhtml': '<p>one</p>', 'b.jpg': 'picture', 'c.xht': '<p>what the picture says</p>' },
        { items: { 'b.jpg': 'media-type="image/jpeg" fallback="i2"' } },
      ),
    )
    expect([text, report.lost]).toEqual(['one\nwhat the picture says', []])
  })
  it('is named where nobody reads it: no page, or not in the list', async () => {
    const bytes = await epub(
      { 'a.xhtml': '<p>one</p>', 'b.txt': 'words', 'd.jpg': 'picture' },
      {
        items: { 'b.txt': 'media-type="text/plain"', 'd.jpg': 'media-type="image/jpeg" fallback="i2"' },
        spine: { 'd.jpg': '/><itemref idref="unlisted"' },
      },
    )
    const { text, report } = await imported(bytes)
    expect(text).toBe('one')
    expect(report.lost).toEqual([expect.stringMatching(/^3 pages .*no pages, for example OPS\/b\.txt$/)])
  })
  it('is refused where no list of chapters is in it', async () => {
    await expect(
      imported(await archive({ mimetype: 'application/epub+zip', 'a.xhtml': '<p>one</p>' })),
    ).rejects.toMatchObject({ code: 'corrupt-file' })
  })
})

const reports = `${process.env.SHARED_DIR ?? '../shared'}/fixtures/reports`
const present = existsSync(reports)
if (!present) console.warn(`skipped: ${reports} is absent`)

describe.skipIf(!present)('a book after a public report', () => {
  it.each([
    ['footnotes-separate.epub', 'Claim[1] and claim[2].\nNotes\nFirst note text.\nSecond note text.'],
    ['pagebreak-noteref.epub', 'Text one[1]. Text two[2] Text three\nText four\n1 Note one.\nNote two.'],
  ])('%s says "%s"', async (file, text) => {
    const { text: got, report } = await imported(readFileSync(`${reports}/${file}`))
    expect([got, report.warnings, report.lost]).toEqual([text, [], []])
  })
})
