import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDates } from './find-dates'
import { proposeMetadata } from './propose-metadata'

const corpus = `${process.env.SHARED_DIR ?? '../shared'}/corpus`
const present = existsSync(`${corpus}/manifest.json`)
if (!present) console.warn(`skipped: ${corpus} is absent`)
interface Stated {
  file: string
  title: string
  author: string
  date: string
  source: string
}
const entries = present ? (JSON.parse(readFileSync(`${corpus}/manifest.json`, 'utf8')) as Stated[]) : []
const bare = (text = '') => text.replace(/['"‘’“”]/g, '').toLowerCase()
const values = (text: string, filename = '') =>
  Object.fromEntries(Object.entries(proposeMetadata(text, filename)).map(([key, proposal]) => [key, proposal.value]))

describe.skipIf(!present)('the corpus', () => {
  it.each(entries)('$file', ({ file, title, author, date, source }) => {
    const text = readFileSync(`${corpus}/${file}`, 'utf8')
    const found = proposeMetadata(text, file)
    expect(bare(found.title?.value)).toBe(bare(title))
    expect(found.author?.value).toBe(author)
    expect(found.date?.value).toBe(date)
    // One text never names its publisher; another gives the issue, not the pages, in its header.
    if (found.source)
      expect(source.toLowerCase().startsWith(found.source.value.toLowerCase().split(',')[0] ?? '')).toBe(true)
    else expect(text).not.toMatch(new RegExp(`source\\s*[:：]|copyright.*${source}`, 'i'))
    // The title is found without the help of the file's name too, and every value can be pointed at.
    expect(bare(values(text).title)).toBe(bare(title))
    for (const proposal of Object.values(found))
      expect(text.slice(proposal.evidence.start, proposal.evidence.end).trim()).not.toBe('')
    expect(text.slice(found.title?.evidence.start, found.title?.evidence.end)).toBe(found.title?.value)
  })
  it('gives a source for four of the five', () => {
    expect(
      entries.filter(({ file }) => proposeMetadata(readFileSync(`${corpus}/${file}`, 'utf8'), file).source).length,
    ).toBe(4)
  })
})

const body =
  '\n\nThe harbour was quiet that winter, and nobody thought much of it. Then the first boats came back empty, and the talk began.'

describe('headers', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'labelled lines',
      `Title: Tides and Borders\nAuthor: Dr. Ana Silva\nDate: 3 March 2019\nSource: Coastal Review${body}`,
      { title: 'Tides and Borders', author: 'Ana Silva', date: '2019-03-03', source: 'Coastal Review' },
    ],
    [
      'a by-line',
      `Tides and Borders\n\nBy Ana Silva and Jonas Weber${body}`,
      { title: 'Tides and Borders', author: 'Ana Silva; Jonas Weber' },
    ],
    [
      'the event before its publication',
      `Posted: 9 June 2020\n\nTides and Borders\nRemarks by Mrs. Ana Silva, Minister of the Sea\n\n2 May 2020, Lisbon${body}`,
      { title: 'Tides and Borders', author: 'Ana Silva', date: '2020-05-02' },
    ],
    [
      'Chinese labels',
      `海上安全的新思路\n\n作者：秦若汐 | 来源：望汐评论 | 时间：2021年5月3日\n\n望汐港的老人说，这座城市是靠三样东西立起来的：风、信用和不问来历。风把船送来，信用让货留下。`,
      { title: '海上安全的新思路', author: '秦若汐', date: '2021-05-03', source: '望汐评论' },
    ],
    [
      'web clutter around a title',
      `Home\nNav Search\n12 Comment(s)Print\nTides and Borders\n\nUpdated: 2020-06-09 Print\nShare - WeChat${body}`,
      { title: 'Tides and Borders', date: '2020-06-09' },
    ],
    ['a title alone', `Tides and Borders${body}`, { title: 'Tides and Borders' }],
  ])('%s', (_, text, expected) => expect(values(text)).toEqual(expected))

  it.each([
    ['running text', body.trim()],
    ['a letter', `Dear colleagues,${body}`],
    ['a greeting', `Good morning everybody${body}`],
    ['a poem', 'I wandered far along the shore\nWhere nobody had been before\nAnd found a shell'],
    ['a list', 'Milk\nBread\nTwo dozen eggs\nCall the bank'],
    ['a chapter', `Chapter 4\n\n${body}`],
    [
      'a name in a sentence',
      `We met Ana Silva by chance. The date was 3 March 2019, and the source of the trouble was plain to see for all of us.`,
    ],
    ['nothing', ''],
    ['blank lines', '\n\n\n'],
  ])('says nothing about %s', (_, text) => expect(values(text)).toEqual({}))

  it('never throws, and points only into the text', () => {
    const pieces = fc.constantFrom(
      'Author: ',
      'Date: ',
      '3 March 2019',
      '\n',
      '\n\n',
      'By Ana Silva',
      'Source:',
      ' | ',
      'Title Case Words',
      '作者：',
      '*',
      '©2020 X',
      'a sentence ends. And more.',
      '😀',
      ':',
    )
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
        (text) => {
          for (const { value, evidence } of Object.values(proposeMetadata(text, 'a-file.txt'))) {
            expect(value).not.toBe('')
            expect(evidence.start >= 0 && evidence.start < evidence.end && evidence.end <= text.length).toBe(true)
          }
        },
      ),
      { numRuns: 1000, examples: [['Source:\n | ']] },
    )
  })
})

describe('findDates', () => {
  it.each([
    ['Jan. 11, 2017', '2017-01-11'],
    ['11th of January 2017', '2017-01-11'],
    ['le 1er mars 2017', '2017-03-01'],
    ['3. Oktober 1990', '1990-10-03'],
    ['5 de mayo de 2001', '2001-05-05'],
    ['2017/1/11', '2017-01-11'],
    ['2017年1月11日', '2017-01-11'],
    ['31.12.1999', '1999-12-31'],
    ['25/12/2010', '2010-12-25'],
  ])('%s', (text, iso) => expect(findDates(text)).toMatchObject([{ iso, end: text.length }]))
  it.each(['03/04/2015', '30 February 2015', 'May 2015', '2015', 'version 1.2.2015.4', '99/99/9999'])(
    'leaves "%s" alone',
    (text) => expect(findDates(text)).toEqual([]),
  )
})
