import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { finish } from '../finish'
import { htmlFile, htmlText } from './html-document'

const imported = (html: string) => finish(htmlText(html), 'a.html')

describe('what a page shows', () => {
  it.each<[string, string, string]>([
    [
      'all of it, also beside its main part',
      '<header><h1>Heading</h1></header><main><p>First.</p></main><aside>Beside</aside><section><h2>Comments</h2><p>A reader.</p></section>',
      'Heading\nFirst.\nBeside\nComments\nA reader.',
    ],
    [
      'what follows odd comments',
      '<p>a<!--> b</p><p>c<!---> d</p><p>e<!-- x -- y --!> f</p><!-- <p>not this</p> --><p>g</p><![if x]>h<![endif]>',
      'a b\nc d\ne f\ng\nh',
    ],
    ['what follows a script that is closed in its own tag', '<p>one</p><script src="a.js"/><p>two</p>', 'one\ntwo'],
    [
      'XHTML, whose elements may all be closed so, with its character data',
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x"/></head><body><a id="x"/><p>one<![CDATA[ < two]]></p><div/><p>three</p></body></html>',
      'one < two\nthree',
    ],
    [
      'values of forms',
      '<form>Name: <input value="typed"> <input type="checkbox" checked> yes <input type="radio"> no <input type="hidden" value="secret"><input type="password" value="secret"><textarea>long\nanswer</textarea> <select><optgroup label="kind"><option>a</option><option selected>b</option></optgroup></select> <button>Send</button></form>',
      'Name: typed ☒ yes ☐ no long\nanswer kind: ☐ a ☒ b Send',
    ],
    [
      'readings in brackets, its own where it has some',
      '<p><ruby>漢<rt>kan</rt></ruby> <ruby>字<rp>（</rp><rt>ji</rt><rp>）</rp></ruby></p>',
      '漢(kan) 字（ji）',
    ],
    [
      'notes where they are referred to',
      '<p>Claim<a role="doc-noteref" href="#n1">1</a>, and <a epub:type="noteref" href="#n2">see a note</a>.</p><section role="doc-endnotes"><ol><li id="n1"><p>First.</p></li><li id="n2">Second.</li></ol></section><aside epub:type="footnote" id="n3">Nobody refers to it.</aside>',
      'Claim[1], and see a note[2].\nNobody refers to it.\nFirst.\nSecond.',
    ],
    [
      'lists, with letters where it counts in letters',
      '<ol><li>one<li>two</ol><ol type="a" start="3"><li><p>three</p><p>more</p><li>four</ol><ol style="list-style-type: upper-roman"><li>five</ol><ul><li>six<ul><li>seven</ul></ul>',
      'one\ntwo\nc. three\nmore\nd. four\nI. five\nsix\nseven',
    ],
    [
      'tables, with what stands wrongly in them',
      '<table>loose<caption>Cap</caption><thead><tr><th>h<tbody><tr><td colspan="99999999" rowspan="99999999">a<tr><td>b<table><tr><td>c</table></table>',
      'loose\nCap\nh\na\nb\nc',
    ],
    [
      'marks around blocks and blocks in marks',
      '<b>bold <p>para</p> tail</b><a href="https://example.org"><h2>head</h2></a><span><div>in span</div></span>',
      'bold\npara\ntail\nhead\nin span',
    ],
    [
      'white space as browsers show it',
      '<p> a <b> b </b> c<br> d\n  e </p><pre>\n x\n  y\n</pre><p>中\n文</p>',
      'a b c\nd e\n x\n  y\n中文',
    ],
    [
      'drawn letters and formulas',
      '<p>see <svg><text>label</text><path/></svg> and <math alttext="x^2"><mi>x</mi></math> or <math><mi>y</mi></math></p>',
      'see label and x^2 or y',
    ],
    [
      'words in formulas, of which what is beside them for programs has none or all',
      '<p><math alttext="equation one"><mi>v</mi><mtext>speed of light</mtext></math>; <math><semantics><mrow><mtext>mean</mtext><mo>=</mo></mrow><annotation encoding="application/x-tex">x</annotation></semantics></math>; <math><semantics><mtext>if so</mtext><annotation encoding="application/x-tex">\\text{if so}</annotation></semantics></math></p>',
      'vspeed of light; mean=; \\text{if so}',
    ],
    [
      'details, tabs and quotations',
      '<details><summary>More</summary>inside</details><dl><dt>Q</dt><dd>A</dd></dl><blockquote>said</blockquote><p><q>quoted</q></p>',
      'More\ninside\nQ\nA\nsaid\n“quoted”',
    ],
  ])('is %s', (_, html, text) => {
    const { text: got, report } = imported(html)
    expect(got).toBe(text)
    expect(report.warnings).toEqual([])
    expect(report.lost.filter((line) => line.includes('not in the text'))).toEqual([])
  })
  it('is no hidden text, by attribute, style or the plainest rule of a sheet, and the report says so', () => {
    const { text, report } = imported(
      '<style>.gone, #off { display: none } @media print { .paper { display: none } } p.x:hover .y { display: none }</style><p>seen <span style="visibility:hidden">one</span></p><p hidden>two</p><div class="a gone">three</div><div id="off">four</div><p class="paper">paper</p><p aria-hidden="true">aria</p><dialog>five</dialog><template>no</template>',
    )
    expect(text).toBe('seen\npaper\naria')
    expect(report.lost).toEqual([
      'Scripts, styles and embedded frames',
      'Hidden text, left out: 5 words, for example “one two three four five”',
    ])
  })
  it('is read in time that grows with its length, however wrong it is', () => {
    for (const part of ['<!--', '<style ', '<a ', '<div>', '<table><tr><td>', '<b><p>', '&', '<![CDATA[', '<p/>'])
      expect(
        imported(`<p>word</p>${part.repeat(part.startsWith('<table') || part === '<b><p>' ? 300 : 20_000)}`).text,
      ).toContain('word')
  })
})

const reports = `${process.env.SHARED_DIR ?? '../shared'}/fixtures/reports`
const present = existsSync(reports)
if (!present) console.warn(`skipped: ${reports} is absent`)

describe.skipIf(!present)('a page after a public report', () => {
  it.each([
    ['main.html', "The article's heading\nBy A. Writer\nFirst paragraph.\nComments\nA reader answered at length."],
    ['xhtml-selfclosed-script.xhtml', 'First answer of the interview.\nSecond answer.\nLast line.'],
    ['forms.html', 'Name: typed answer\nlong typed answer ☐ no ☒ yes Send'],
    ['hidden.html', 'shown\naria\nMore\ninside details'],
    ['holding/ruby.html', '私は東京(とうきょう)で学んだ。'],
    ['holding/nomain.html', 'Heading\nFirst paragraph.\nReader comment.'],
    ['holding/dl-table.html', 'Q1\nAnswer\ntwo\nQ2\nb\nCap\nh\nc\nd\nwide\nnested'],
    [
      'holding/inline-block.html',
      'Loose text at top\ndiv one\ndiv twospan\ntail\nafter br\npara\na\nb\nc\npara in link\nhead in link\ndiv in span\nbold para',
    ],
  ])('%s says "%s"', (file, text) => {
    const { text: got, report } = finish(htmlFile(readFileSync(`${reports}/${file}`)), file)
    expect([got, report.warnings]).toEqual([text, []])
  })
})

it('says of characters that cannot be stored that they were replaced', () => {
  const { text, report } = imported('<p>a\u0000b \ud800</p>')
  expect(text).toBe('a\ufffdb \ufffd')
  expect(report.changed).toEqual(['2 characters that cannot be stored became �'])
})
