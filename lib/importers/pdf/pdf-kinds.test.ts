import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { finish } from '@/lib/importers/finish'
import type { ImportedParts } from '@/lib/importers/imported-document'
import { defaultLimits } from '@/lib/importers/limits'
import { pdfFile } from './pdf-document'
import { joinLines } from './pdf-hyphens'
import { lettersFromSigns } from './pdf-letters'
import { pdfOf, printed, type Printed, type PrintedPage } from '@/testing/pdf-files'

const read = async (bytes: Uint8Array): Promise<ImportedParts> => finish(await pdfFile(bytes, defaultLimits), 'a.pdf')
const readPages = (...pages: PrintedPage[]): Promise<ImportedParts> => read(pdfOf(pages))
const readLines = (...lines: Printed[]): Promise<ImportedParts> => readPages({ lines })
const missing = ({ report }: ImportedParts): string[] =>
  [...report.lost, ...report.warnings].filter((line) => /not in the text|Words are missing/.test(line))
const column = (x: number, top: number, leading: number, lines: string[]): Printed[] =>
  lines.map((line, at) => [line, x, top - at * leading])

describe('what is filled in and written on a pdf', () => {
  it('stands in its place', async () => {
    const parts = await readPages({
      lines: [
        ['Name:', 40, 500],
        ['Town:', 40, 480],
        ['Do you agree?', 40, 460],
        ['What changed?', 40, 420],
        ['Thank you.', 40, 300],
      ],
      annotations: [
        '/Subtype /Widget /FT /Tx /T (name) /V (Participant seven) /Rect [90 495 300 512] /F 4',
        '/Subtype /Widget /FT /Ch /T (town) /V (a) /Opt [[(a) (Accra)] [(o) (Oslo)]] /Ff 131072 /Rect [90 475 300 492] /F 4',
        '/Subtype /Widget /FT /Btn /T (yes) /V /On /AS /On /AP << /N << /On 1 0 R /Off 1 0 R >> >> /Rect [120 458 132 470] /F 4',
        '/Subtype /Widget /FT /Tx /T (long) /V (The bus came back.\\nThe school did not.) /Ff 4096 /Rect [40 340 380 410] /F 4',
        '/Subtype /Widget /FT /Tx /T (empty) /Rect [40 200 380 210] /F 4',
        '/Subtype /FreeText /Contents (Typed by the clerk) /DA (/F1 10 Tf) /Rect [40 250 200 265] /F 4',
        '/Subtype /Highlight /Contents (Ask her again) /QuadPoints [40 310 90 310 40 298 90 298] /Rect [40 298 90 310] /F 4',
        '/Subtype /FreeText /Contents (Hidden words) /Rect [40 220 200 235] /F 2',
      ],
    })
    expect(parts.text.split('\n')).toEqual([
      'Name: Participant seven',
      'Town: Accra',
      'Do you agree? ☒',
      'What changed?',
      'The bus came back.',
      'The school did not.',
      'Thank you.',
      'Typed by the clerk',
    ])
    expect(parts.report.lost).toContain('1 comment on the pages, such as “Ask her again”')
    expect(parts.report.changed).toContain('4 answers in form fields stand in the text, in the place of the field')
    expect(missing(parts)).toEqual([])
  })
  it('is enough for a document', async () => {
    expect(
      (await readPages({ annotations: ['/Subtype /Widget /FT /Tx /T (a) /V (An answer) /Rect [40 500 300 520] /F 4'] }))
        .text,
    ).toBe('An answer')
  })
})

describe('lines of a pdf', () => {
  it('draws what is drawn twice once, and what is said twice twice', async () => {
    const parts = await readLines(
      ['Drawn twice', 40, 500, 14],
      ['Drawn twice', 40.5, 500, 14],
      ['Drawn twice', 40, 499.6, 14],
      ['no', 40, 470],
      ['no', 60, 470],
      ['no', 40, 440],
    )
    expect(parts.text).toBe('Drawn twice\nno no\nno')
    expect(parts.report.changed.join()).toContain('2 pieces of text that are drawn more than once in the same place')
  })
  it('takes numbers of lines out of the sentences', async () => {
    const said = [
      'Q. Where were you on that morning?',
      'A. I was at the market with my sister and',
      'her two children, as every Monday.',
      'Q. What did you see there?',
      'A. People who ran.',
      'Q. And then?',
    ]
    const parts = await readLines(
      ...said.flatMap((line, at): Printed[] => [
        [String(at + 1), 40, 500 - at * 20],
        [line, 60, 500 - at * 20],
      ]),
    )
    expect(parts.text.split('\n')).toEqual([said[0], `${said[1] ?? ''} ${said[2] ?? ''}`, ...said.slice(3)])
    expect(parts.report.lost).toEqual(['6 numbers of lines in the margin, such as “1”'])
    const fives = Array.from(
      { length: 15 },
      (_, at) => `line ${'abcdefghijklmno'[at] ?? ''} of a long speech that goes on and on and`,
    )
    const speech = await readLines(
      ...fives.flatMap((line, at): Printed[] => [
        [line, 40, 500 - at * 12],
        ...(at % 5 === 4 ? ([[String(at + 1), 390, 500 - at * 12]] as Printed[]) : []),
      ]),
    )
    expect(speech.text).toBe(fives.join(' '))
  })
  it('keeps the turns of a transcript apart, whatever the speakers are called and however full their lines are', async () => {
    const said = [
      'INTERVIEWER: Where were you on that morning, and who was there with',
      'you when it began?',
      'Mrs. Okafor: I was at the market with my sister and her two children and',
      'INTERVIEWER: And what did you see there?',
      'Mrs. Okafor: People who ran.',
    ]
    const turns = [`${said[0] ?? ''} ${said[1] ?? ''}`, ...said.slice(2)]
    for (const hasNumbers of [true, false]) {
      const parts = await readLines(
        ...said.flatMap((line, at): Printed[] => [
          ...(hasNumbers ? ([[String(at + 1), 30, 500 - at * 14]] as Printed[]) : []),
          [line, 60, 500 - at * 14],
        ]),
      )
      expect(parts.text.split('\n')).toEqual(turns)
    }
    expect(
      (
        await readLines(
          ['He said this: that the water rose and that', 60, 500],
          ['Town: it was written on the door of each of', 60, 486],
          ['the houses.', 60, 472],
        )
      ).text.split('\n'),
    ).toHaveLength(1)
  })
  it('keeps numbers that are counted themselves', async () => {
    const towns = ['Accra', 'Oslo', 'Lima', 'Dhaka', 'Quito']
    const parts = await readLines(
      ...towns.flatMap((town, at): Printed[] => [
        [String(at + 1), 40, 500 - at * 14],
        [town, 80, 500 - at * 14],
      ]),
    )
    expect(parts.text).toBe(towns.map((town, at) => `${at + 1} ${town}`).join('\n'))
  })
  it('keeps the rows of a table apart', async () => {
    const rows = [
      ['Year', 'Visits', 'Cost'],
      ['2019', '1,204', '3.5'],
      ['2020', '817', '2.9'],
      ['2021', '15', '0.1'],
    ]
    const parts = await readLines(
      ['Table 1. Visits by year', 40, 540],
      ...rows.flatMap((row, at) => row.map((cell, place): Printed => [cell, 40 + place * 140, 500 - at * 14])),
    )
    expect(parts.text).toBe(['Table 1. Visits by year', ...rows.map((row) => row.join(' '))].join('\n'))
  })
  it('reads columns one after the other, however they are drawn', async () => {
    const left = ['The first column speaks of', 'housing and of the rents', 'that rose each year.']
    const right = ['The second is about', 'schools and their teachers', 'who left the town.']
    const [a, b] = [column(40, 500, 14, left), column(230, 500, 14, right)]
    const across = a.flatMap((line, at) => [line, b[at] as Printed])
    const expected = `Title over both columns of the page and wider than one\n${left.join(' ')}\n${right.join(' ')}`
    for (const lines of [[...a, ...b], across])
      expect(
        (await readLines(['Title over both columns of the page and wider than one', 40, 540, 12], ...lines)).text,
      ).toBe(expected)
    const narrow = [0, 1, 2].map((place) =>
      column(40 + place * 130, 500, 14, ['here are some words', 'and these go on too', 'until they end.']),
    )
    expect(
      (await readLines(...[0, 1, 2].flatMap((line) => narrow.map((lines) => lines[line] as Printed)))).text.split('\n'),
    ).toHaveLength(3)
  })
  it.each([
    ['the self-', 'employed', 'the self-employed'],
    ['inter-', 'national', 'international'],
    ['pages 12-', '14', 'pages 12-14'],
    ['1914–', '1918', '1914–1918'],
    ['COVID-', '19', 'COVID-19'],
    ['an e-', 'mail', 'an e-mail'],
    ['Anglo-', 'American', 'Anglo-American'],
    ['EU-', 'wide', 'EU-wide'],
    ['pre-', 'and post-war', 'pre- and post-war'],
    ['a well\u2010', 'known song', 'a well\u2010known song'],
    ['opti\u00ad', 'onal', 'optional'],
    ['the state-of-the-', 'art house', 'the state-of-the-art house'],
    ['a long –', 'dash', 'a long – dash'],
    ['https://example.org/a-', 'b', 'https://example.org/a-b'],
    ['and/', 'or', 'and/or'],
    ['Überraschun-', 'gen', 'Überraschungen'],
    ['海上', '安全', '海上安全'],
  ])('joins "%s" and "%s"', (a, b, expected) => expect(joinLines(a, b, new Set(['long-term'])).text).toBe(expected))
  it('joins as the document writes the word elsewhere', () => {
    expect(joinLines('long-', 'term', new Set(['long-term'])).text).toBe('long-term')
    expect(joinLines('semi-', 'circle', new Set(['semicircle'])).text).toBe('semicircle')
  })
})

describe('a pdf made to take time', () => {
  it.each([
    ['one long row', Array.from({ length: 15_000 }, (_, at) => printed(['a', (at * 7) % 400, 300, 1]))],
    ['numbers', Array.from({ length: 15_000 }, (_, at) => printed([String(at % 9000), 20, 590 - (at % 580), 1]))],
    [
      'columns',
      Array.from({ length: 15_000 }, (_, at) =>
        printed(['some words here', at % 2 === 0 ? 20 : 300, 590 - (at % 580), 1]),
      ),
    ],
  ])('%s', async (_, content) => {
    const started = process.cpuUsage()
    await readPages({ content: content.join('\n') })
    const { user } = process.cpuUsage(started)
    expect(user / 1e6).toBeLessThan(15)
  })
})

describe('running lines of a pdf', () => {
  it('stay where they are all there is', async () => {
    const parts = await readPages(
      ...Array.from({ length: 4 }, () => ({ lines: [['All that is said.', 40, 570]] satisfies Printed[] })),
    )
    expect(parts.text).toBe(Array.from({ length: 4 }, () => 'All that is said.').join('\n'))
    expect(parts.report.lost).toEqual([])
  })
  const texts = [
    'The bus does not come any more.',
    'I walk to the clinic with my son.',
    'We ask for a teacher every year.',
    'Nobody came back to tell us why.',
    'The river took the bridge away.',
  ]
  it('leaves every answer on the page of who gave it', async () => {
    const pages = texts.map((text, at): Printed[] => [
      [`Respondent ${at + 1}`, 40, 560],
      [`Age: ${31 + at * 7}`, 40, 546],
      [`Household size: ${3 + at}`, 40, 532],
      ['What changed in your village?', 40, 518],
      [text, 40, 504],
    ])
    const parts = await readPages(...pages.map((lines) => ({ lines })))
    for (const [line] of pages.flat()) expect(parts.text).toContain(line)
    expect(parts.report.lost).toEqual([])
  })
  it('leaves a question that every page repeats under its title', async () => {
    const parts = await readPages(
      ...texts.map((text) => ({
        lines: [
          ['Survey of 2019', 40, 560],
          ['What changed?', 40, 547],
          [text, 40, 534],
        ] as Printed[],
      })),
    )
    expect(parts.text.split('\n').filter((line) => line.includes('What changed?'))).toHaveLength(5)
    expect(parts.text.match(/Survey of 2019/g)).toHaveLength(5)
  })
  it('takes out heads and page numbers that stand apart, and names them', async () => {
    const parts = await readPages(
      ...texts.map((text, at) => ({
        lines: [
          ['The Harbour Review', 40, 570, 8],
          [String(at + 7), 380, 570, 8],
          [text, 40, 500],
          ['and a second line of it.', 40, 488],
          ['Copyright the authors', 40, 20, 8],
        ] as Printed[],
      })),
    )
    expect(parts.text).toBe(texts.map((text) => `${text} and a second line of it.`).join('\n'))
    expect(parts.report.lost).toEqual([
      expect.stringContaining(
        'Headers, footers and page numbers that repeat on most pages, such as “The Harbour Review”',
      ),
    ])
    expect(missing(parts)).toEqual([])
  })
})

describe('letters of a pdf', () => {
  it('are read from the places of signs where a whole font keeps them there', () => {
    const shifted = (text: string) =>
      [...text].map((letter) => String.fromCharCode(0xf000 + letter.charCodeAt(0))).join('')
    const run = (str: string) => ({ str, dir: 'ltr', transform: [], width: 0, height: 0, fontName: 'f' })
    expect(lettersFromSigns([run(shifted('Nobody knew how long the water would stay.'))]).runs[0]?.str).toBe(
      'Nobody knew how long the water would stay.',
    )
    expect(lettersFromSigns([run(shifted('nnnn'))]).count).toBe(0)
  })
  it.each([
    ['a mark of the order of bytes before each', 'FEFF', ''],
    ['a joiner behind each', '', '2060'],
  ])('are read where the file has %s', async (_, before, behind) => {
    const toUnicode = Object.fromEntries(
      [...'WHATER OSE'].map((letter) => [
        letter,
        `${before}${letter.charCodeAt(0).toString(16).padStart(4, '0')}${behind}`,
      ]),
    )
    const parts = await readPages({
      lines: [
        ['WATER ROSE', 40, 500],
        ['THERE', 40, 480],
      ],
      toUnicode,
    })
    expect(parts.text.replaceAll('\u2060', '')).toBe('WATER ROSE THERE')
    expect(missing(parts)).toEqual([])
  })
  it('are marked where the file does not say which they are', async () => {
    const bytes = pdfOf([
      { content: 'BT /F1 10 Tf 1 0 0 1 40 500 Tm (In AB people came.) Tj ET', toUnicode: { A: '0001', B: '0002' } },
    ])
    const parts = await read(bytes)
    expect(parts.text).toBe('In \uFFFD\uFFFD people came.')
    expect(parts.report.warnings).toEqual([
      expect.stringContaining(
        '2 characters of which the file does not say which letters they are, are marked with \uFFFD, such as in “In \uFFFD\uFFFD people came.”',
      ),
    ])
  })
})

describe('text that a pdf says is meant', () => {
  const drawn = `/Span << /MCID 3 /ActualText (fi) >> BDC ${printed(['x', 40, 500])} EMC ${printed(['nal report', 45, 500])}`
  it.each([
    ['as it is', drawn, 'final report'],
    [
      'in UTF-16, inside another mark, over several pieces',
      `/P << /MCID 0 >> BDC /Span<</ActualText<FEFF006600660069>>>BDC ${printed(['a', 40, 500])} ${printed(['b', 45, 500])} EMC ${printed(['x', 50, 500])} EMC`,
      'ffix',
    ],
    [
      'beside strings with brackets and an image in the line',
      `BT /F1 10 Tf 40 500 Td (a \\(b\\) \\) BDC) ' ET q BI /W 1 /H 1 /BPC 8 /CS /G ID ( EI Q /Span <</ActualText (ct)>> BDC ${printed(['?', 40, 400])} EMC`,
      'a (b) ) BDC\nct',
    ],
    [
      'nothing',
      `/Artifact <</ActualText ()>> BDC ${printed(['~~~', 40, 500])} EMC ${printed(['word', 40, 480])}`,
      'word',
    ],
  ])('%s', async (_, content, expected) => {
    expect((await readPages({ content })).text).toBe(expected)
    expect((await readPages({ content, isPacked: true }, { lines: [['next', 40, 500]] })).text).toBe(
      `${expected}\nnext`,
    )
  })
  it('is named', async () =>
    expect((await readPages({ content: drawn })).report.changed).toContain(
      '1 place has the text that the file says is meant, and not what is drawn',
    ))
})

const reports = `${process.env.SHARED_DIR ?? '../shared'}/fixtures/reports`
const present = existsSync(reports)
if (!present) console.warn(`skipped: ${reports} is absent`)

describe.skipIf(!present)('files after public reports', () => {
  it.each([
    [
      'form.pdf',
      [
        'Consent form of the study',
        'Name: Participant seven',
        'What did you think of the programme?',
        'It helped my family to go on.',
        'A note typed on the page',
      ],
    ],
    ['form-only.pdf', ['Participant seven', 'It helped my family to go on.']],
    [
      'line-numbers.pdf',
      [
        'Q. Where were you on that morning?',
        'A. I was at the market with my sister and her two children, as every Monday.',
        'Q. And what did you see there?',
        'A. People were running from the square. Nobody told us why, so we ran as well.',
      ],
    ],
    [
      'hyphens.pdf',
      [
        'The long-term effects of the self-employed and of international trade, see pages 12-14 and the COVID-19 years; e-mail.',
      ],
    ],
    ['fakebold.pdf', ['Heading drawn twice', 'Body text of the page goes here.']],
    ['table.pdf', ['Table 1. Visits by year', 'Year Visits Cost', '2019 1,204 3.5', '2020 817 2.9']],
    ['actualtext.pdf', ['final report of the office']],
    [
      'columns-interleaved.pdf',
      [
        'The first column speaks of housing and of the rents that rose each year.',
        'The second column is about schools and their teachers who left the town.',
      ],
    ],
  ])('%s', async (file, expected) => {
    const parts = await read(readFileSync(`${reports}/${file}`))
    expect(parts.text.split('\n')).toEqual(expected)
    expect(missing(parts)).toEqual([])
  })
  it('respondents.pdf', async () => {
    const { text } = await read(readFileSync(`${reports}/respondents.pdf`))
    for (let at = 1; at <= 5; at += 1) expect(text).toContain(`Respondent ${at}\n`)
    expect(text.match(/What changed in your village\?/g)).toHaveLength(5)
  })
})
