import { existsSync, readFileSync } from 'node:fs'
import { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { canonicalText } from '@/lib/editor/canonical-text'
import type { NodeJson } from '@/lib/editor/document-json'
import { documentSchema } from '@/lib/editor/schema'
import type { Draft } from '@/lib/importers/draft'
import { finish } from '@/lib/importers/finish'
import { rtfFile } from './rtf-document'
import { reported } from '@/lib/importers/imported-document'

const fonts =
  '{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Cyr;}{\\f2\\fcharset128 Mincho;}{\\f3\\fcharset2 Symbol;}{\\f4\\fcharset2 Wingdings;}{\\f5\\fcharset238 Times CE;}{\\f6\\fcharset2 Own Signs;}}'
const styles =
  '{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\s2\\sbasedon1\\outlinelevel1 heading 2;}{\\s3\\sbasedon2 My own;}{\\*\\cs9 Emphasis;}}'

const read = (body: string, start = '{\\rtf1\\ansi\\ansicpg1252\\deff0'): Draft =>
  rtfFile(Buffer.from(`${start}${fonts}${styles}${body}}`, 'latin1'))
const textOf = (body: string, start?: string): string => canonicalText(read(body, start).doc)
const shape = (node: NodeJson): unknown => node.text ?? [node.type, ...(node.content ?? []).map(shape)]
const blocks = (body: string): unknown => read(body).doc.content?.map(shape)

describe('letters of an RTF file', () => {
  it.each([
    ['the font in force', "\\f1 \\'cc\\'ee\\'f0\\'e5{\\f0 \\'e9}\\'ff", 'Мореéя'],
    ['double bytes with a letter as second half', "\\f2 \\'83e\\'83X", 'テス'],
    ['double bytes that end in a brace or a backslash', "\\f2 \\'83\\'7b\\'83\\'5c", 'ボソ'],
    ['surrogates and their stand-ins', '\\uc1\\u-10179?\\u-8704?x', '😀x'],
    ['surrogates in groups of their own', '{\\u-10179?}{\\b\\u-8704?}x', '😀x'],
    ['a unit straight after another control word', '\\f0 \\uc0\\u55357 \\u56842 \n\\f0  that', '😊 that'],
    ['a whole code point', '\\u128522?', '😊'],
    ['stand-ins of several bytes', "\\uc2\\u24180\\'94\\'4ey", '年y'],
    ['stand-ins that are words', '\\u8217\\rquote s', '’s'],
    ['an unpaired surrogate', '\\u-10179?x', '\uFFFDx'],
    ['letters that are syntax', "\\'7bx\\'7d\\'5c\\{y\\}\\\\", '{x}\\{y}\\'],
    ['a font of signs', "{\\f3 a b}{\\f4\\'fe\\'a8}", 'α b☑◻'.replace('b', 'β')],
    ['signs as units of a private area', "{\\f3\\u-3999?}{\\f4\\u-3842\\'fe}", 'α☑'],
    ['signs that are not known stay letters', '{\\f6 ab}', 'ab'],
    ['a font whose name says its letters', "{\\f5\\'e8}", 'č'],
    ['UTF-8 that stands as it is', Buffer.from('naïve 語', 'utf8').toString('latin1'), 'naïve 語'],
    ['dashes, quotes, hyphens', '\\emdash\\endash\\ldblquote a\\rdblquote\\~b\\_c\\-d', '—–“a”\u00a0b\u2011c\u00add'],
    ['both versions of a text', '{\\upr{ansi}{\\*\\ud{\\u20320?}}}', '你'],
  ])('%s', (_, body, expected) => expect(textOf(body)).toBe(expected))
  it.each([
    ['\\mac', "caf\\'8e \\'d2q\\'d3", 'café “q”'],
    ['\\pc', "caf\\'82", 'café'],
    ['\\pca', "\\'9b", 'ø'],
    ['\\ansi\\ansicpg1250', "\\'9a", 'š'],
    ['\\ansi\\ansicpg10007', "\\'80", 'А'],
  ])('%s', (charset, body, expected) =>
    expect(canonicalText(rtfFile(Buffer.from(`{\\rtf1${charset}{\\fonttbl{\\f0 Times;}}${body}}`, 'latin1')).doc)).toBe(
      expected,
    ),
  )
})

describe('structure of an RTF file', () => {
  it('parts paragraphs at every kind of break', () => {
    expect(textOf('a\\par b\\page c\\column d\\sect e\\\nf\\line g\\tab h\\uc0\\u8232 i\\u8233 j')).toBe(
      'a\nb\nc\nd\ne\nf\ng h\ni\nj',
    )
  })
  it('knows headings by level, style and what a style is based on', () => {
    expect(blocks('\\s1 A\\par\\pard\\s3 B\\par\\pard\\outlinelevel2 C\\par\\pard D')).toEqual([
      ['heading', 'A'],
      ['heading', 'B'],
      ['heading', 'C'],
      ['paragraph', 'D'],
    ])
  })
  it('keeps emphasis and links', () => {
    const { doc } = read(
      '{\\b bold} {\\i\\ul both} {\\super 2} {\\field{\\*\\fldinst{HYPERLINK "https://example.org/a" \\\\o "tip"}}{\\fldrslt{\\cf1\\ul a link}}} {\\field{\\*\\fldinst HYPERLINK "file:///c"}{\\fldrslt local}}',
    )
    expect(
      doc.content?.[0]?.content?.map(({ text, marks }) => [
        text,
        ...(marks ?? []).map((mark) => mark.attrs?.href ?? mark.type),
      ]),
    ).toEqual([
      ['bold', 'bold'],
      [' '],
      ['both', 'italic', 'underline'],
      [' '],
      ['2', 'superscript'],
      [' '],
      ['a link', 'https://example.org/a'],
      [' local'],
    ])
  })
  it('reads links inside encapsulated HTML', () => {
    const body =
      '{\\*\\htmltag96 <div>}\\htmlrtf {\\htmlrtf0 See {\\*\\htmltag148 <a href="https://example.org/">}\\htmlrtf {\\field{\\*\\fldinst{HYPERLINK "https://example.org/"}}{\\fldrslt\\cf1\\ul \\htmlrtf0 our page\\htmlrtf }\\htmlrtf0 \\htmlrtf }\\htmlrtf0 {\\*\\htmltag156 </a>} now.\\htmlrtf }\\htmlrtf0 {\\*\\htmltag104 </div>}'
    expect(textOf(body)).toBe('See our page now.')
    expect(JSON.stringify(read(body).doc)).toContain('"href":"https://example.org/"')
  })
  it('shows list markers as the source does', () => {
    expect(
      blocks(
        "{\\listtext\\f3\\'b7\\tab}\\ls1 x\\par{\\pntext 1.\\tab}y\\par{\\pntext 2.\\tab}z\\par{\\listtext (a)\\tab}v\\par{\\listtext Article IV\\tab}\\s1 w\\par",
      ),
    ).toEqual([
      ['bulletList', ['listItem', ['paragraph', 'x']]],
      ['orderedList', ['listItem', ['paragraph', 'y']], ['listItem', ['paragraph', 'z']]],
      ['paragraph', '(a) v'],
      ['heading', 'Article IV w'],
    ])
  })
  it('counts where the source leaves counting to the reader', () => {
    const table =
      "{\\*\\listtable{\\list{\\listlevel\\levelnfc1\\levelstartat4{\\leveltext\\'0aArticle \\'00.;}{\\levelnumbers\\'09;}}{\\listlevel\\levelnfc4\\levelstartat1{\\leveltext\\'04\\'00(\\'01);}{\\levelnumbers;}}\\listid7}}{\\*\\listoverridetable{\\listoverride\\listid7\\ls2}}"
    expect(
      textOf(`${table}\\pard\\ls2\\ilvl0 one\\par\\ilvl1 two\\par three\\par\\ilvl0 four\\par\\ilvl1 five\\par`),
    ).toBe('Article IV. one\nIV(a) two\nIV(b) three\nArticle V. four\nV(a) five')
  })
  it('keeps lists within lists', () => {
    expect(
      blocks(
        "{\\listtext\\'95\\tab}\\ls1\\ilvl0 a\\par{\\listtext o\\tab}\\ilvl1 b\\par{\\listtext\\'95\\tab}\\ilvl0 c\\par",
      ),
    ).toEqual([
      [
        'bulletList',
        ['listItem', ['paragraph', 'a'], ['bulletList', ['listItem', ['paragraph', 'b']]]],
        ['listItem', ['paragraph', 'c']],
      ],
    ])
  })
  it('reads tables within tables to any depth', () => {
    const nested = (level: number): string =>
      level > 4
        ? 'deep'
        : `\\pard\\intbl\\itap${level} before ${level}\\par ${nested(level + 1)}\\pard\\intbl\\itap${level} after ${level}${level === 1 ? '\\cell\\trowd\\cellx5000\\row' : '\\nestcell{\\*\\nesttableprops\\trowd\\cellx3000\\nestrow}{\\nonesttables\\par}'}`
    expect(textOf(`start\\par ${nested(1)}\\pard end`).split('\n')).toEqual([
      'start',
      'before 1',
      'before 2',
      'before 3',
      'before 4',
      'deepafter 4',
      'after 3',
      'after 2',
      'after 1',
      'end',
    ])
  })
  it('spans the columns of other rows, and rows', () => {
    const { doc } = read(
      '\\trowd\\cellx100\\cellx1000\\cellx2000\\intbl a\\cell b\\cell c\\cell\\row\\trowd\\clvmgf\\cellx100\\cellx2000\\intbl d\\cell e\\cell\\row\\trowd\\clvmrg\\cellx100\\cellx2000\\intbl\\cell f\\cell\\row',
    )
    expect(doc.content?.[0]?.content?.map((row) => row.content?.map((cell) => cell.attrs ?? null))).toEqual([
      [null, null, null],
      [{ rowspan: 2 }, { colspan: 2 }],
      [{ colspan: 2 }],
    ])
    expect(canonicalText(doc)).toBe('a\nb\nc\nd\ne\nf')
  })
  it('moves notes to the end and keeps their place', () => {
    expect(textOf('One{\\super\\chftn{\\footnote\\pard\\chftn first note\\par}} two{\\footnote\\ftnalt second}.')).toBe(
      'One[1] two[2].\nfirst note\nsecond',
    )
  })
  it('keeps what is written in boxes, drawings, formulas and embedded objects', () => {
    expect(
      textOf(
        'before {\\shp{\\*\\shpinst{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt\\pard In a box.\\par}}{\\shprslt{\\*\\do{\\dptxbxtext In a box.}}}} after',
      ),
    ).toBe('before\nIn a box.\nafter')
    expect(textOf('wo{\\shp{\\*\\shpinst{\\shptxt box}}}rd')).toBe('word\nbox')
    expect(textOf('{\\*\\do\\dobypara{\\dptxbxtext old box}}x')).toBe('old box\nx')
    expect(textOf('{\\shp{\\*\\shpinst{\\sp{\\sn gtextUNICODE}{\\sv Word art}}}}x')).toBe('Word art\nx')
    expect(
      textOf('a {\\mmath{\\*\\moMath{\\mf{\\mfPr\\mctrlPr{\\b x}}{\\mnum{\\mr\\mscr0 p}}{\\mden{\\mr q}}}}} b'),
    ).toBe('a p/q b')
    expect(textOf('{\\object\\objemb{\\*\\objdata 0102}{\\result shown}}')).toBe('shown')
  })
  it('keeps the values of fields and forms', () => {
    expect(
      textOf(
        '{\\field{\\*\\fldinst IF {\\field{\\*\\fldinst MERGEFIELD sex}{\\fldrslt m}} = "m" "he" "she"}{\\fldrslt he}} came',
      ),
    ).toBe('he came')
    expect(
      textOf(
        '{\\field{\\*\\fldinst FORMTEXT {\\*\\formfield{\\fftype0{\\*\\ffname N}{\\*\\ffdeftext none}}}}{\\fldrslt typed}}',
      ),
    ).toBe('typed')
    expect(
      textOf(
        '{\\field{\\*\\fldinst FORMDROPDOWN {\\*\\formfield{\\fftype2\\ffres1{\\*\\ffl Accra}{\\*\\ffl Oslo}}}}{\\fldrslt}}',
      ),
    ).toBe('Oslo')
    expect(
      textOf(
        '{\\field{\\*\\fldinst FORMCHECKBOX {\\*\\formfield{\\fftype1\\ffres25\\ffdefres1}}}{\\fldrslt}} Yes {\\field{\\*\\fldinst FORMCHECKBOX {\\*\\formfield{\\fftype1\\ffres0}}}{\\fldrslt}} No',
      ),
    ).toBe('☒ Yes ☐ No')
    expect(
      textOf('{\\field{\\*\\fldinst MACROBUTTON NoMacro [Click here]}}{\\field{\\*\\fldinst SYMBOL 97 \\\\f Symbol}}'),
    ).toBe('[Click here]α')
    expect(textOf('{\\field{\\*\\fldinst EQ \\\\o\\\\ad(\\\\s\\\\up 9(\\u12392?\\u12358?),\\u26481?)}}')).toBe(
      '東(とう)',
    )
  })
})

describe('what an RTF import leaves out', () => {
  it.each([
    [
      'hidden text',
      'a {\\v secret words }b',
      'a b',
      'lost',
      'Hidden text, left out: 2 words, for example “secret words”',
    ],
    [
      'deleted revisions',
      'We {\\deleted never }{\\revised always }agreed.',
      'We always agreed.',
      'changed',
      'Tracked changes are taken as accepted: 1 inserted and 1 deleted, such as “never”',
    ],
    [
      'a deleted end of a paragraph',
      'one{\\deleted  x\\par }two',
      'onetwo',
      'changed',
      'Tracked changes are taken as accepted: 0 inserted and 1 deleted, such as “x”',
    ],
    [
      'comments',
      'word{\\*\\atnid AB}{\\*\\atnauthor A B}{\\chatn{\\*\\annotation\\pard margin comment\\par}} on',
      'word on',
      'lost',
      '1 comment in the margin, such as “margin comment”',
    ],
    [
      'headers',
      '{\\header Running title\\par}{\\footerf Foot}x',
      'x',
      'lost',
      '2 page headers and footers, such as “Running title”',
    ],
    [
      'index entries',
      'x{\\xe{\\v Accra}}',
      'x',
      'lost',
      '1 entry for an index or a table of contents that is not printed where it stands, such as “Accra”',
    ],
    [
      'pictures',
      'a{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn wzDescription}{\\sv A map}}}\\pngblip 89504e47}}{\\nonshppict{\\pict 01}}b',
      'a\uFFFCb',
      'lost',
      '1 image; the place and the description are kept',
    ],
    ['binary data', 'a{\\pict\\bin6 }}{\\b }b', 'a\uFFFCb', 'lost', '1 image; the place and the description are kept'],
    [
      'unknown groups with words',
      'a{\\*\\someprogram these words are of mine}b',
      'ab',
      'lost',
      '1 group that only the program that wrote the file knows, such as “these words are of mine”',
    ],
    [
      'what follows the end',
      'a}{\\rtf1 more words',
      'a',
      'lost',
      'What stands after the end of the document, such as “more words”',
    ],
    [
      'signs that are not known',
      '{\\f6 ab}',
      'ab',
      'changed',
      'Signs in the font “Own Signs”, which are not known, are shown as the letters in their places',
    ],
  ] as const)('%s is named', (_, body, text, where, line) => {
    const draft = read(body)
    expect(canonicalText(draft.doc)).toBe(text)
    expect(reported(draft.report)[where]).toContain(line)
  })
  it('takes the headers for the text where there is no other', () =>
    expect(textOf('{\\header Letter of the ministry\\par}')).toBe('Letter of the ministry'))
  it('says that a file was cut off', () =>
    expect(reported(rtfFile(Buffer.from('{\\rtf1 some {\\b words')).report).warnings).toEqual([
      expect.stringContaining('cut off'),
    ]))
  it('reads what is nested without end in time that grows with it', () => {
    const depth = 60_000
    for (const open of [
      '{',
      '{\\b ',
      '{\\footnote ',
      '{\\field{\\fldrslt ',
      '{\\shp{\\*\\shpinst{\\shptxt ',
      '\\pard\\intbl\\itap9 x\\nestcell ',
      '{\\*\\nesttableprops ',
      '{\\upr{',
      '\\u8232 ',
      '\\cellx1 ',
    ]) {
      const { doc } = read(`start ${open.repeat(depth)}end`)
      Node.fromJSON(documentSchema(), doc).check()
      expect(canonicalText(doc)).toContain('start')
    }
  })
})

const reports = `${process.env.SHARED_DIR ?? '../shared'}/fixtures/reports`
const present = existsSync(reports)
if (!present) console.warn(`skipped: ${reports} is absent`)

describe.skipIf(!present)('files after public reports', () => {
  it.each([
    [
      'textedit.rtf',
      'We were happy 😊 that day — and said “yes”.\nNext line with \nsoft break and 「quoted」, →arrow, 你好.',
    ],
    ['deleted.rtf', 'We always agreed.'],
    ['nesttable2.rtf', 'before\nouter text\ninner A\ninner B\ntail\nafter'],
    ['macroman.rtf', 'café and “quoted”'],
    ['annot.rtf', 'word on.'],
    ['listtext.rtf', '(a) first duty\n(b) second duty\nSee (b) above.'],
    ['symbol.rtf', 'α β and ☑ yes → end.'],
    ['holding/bmp.rtf', 'happy ☺ day.'],
    ['holding/emoji1.rtf', 'happy 😊 day.'],
    ['holding/fields.rtf', 'Figure 3: Growth; a link, dated 1 May, dear Participant 12.'],
    ['holding/hidden.rtf', 'visible visible'],
    ['holding/shape.rtf', 'before\nWords in a box.\nafter'],
    ['holding/unicode-uc2.rtf', 'café, café, 東京 end 😊 smile'],
  ])('%s', (file, expected) => {
    const { text, report } = finish(rtfFile(readFileSync(`${reports}/${file}`)), file)
    expect(text).toBe(expected)
    expect(report.lost.filter((line) => line.includes('not in the text'))).toEqual([])
  })
})
