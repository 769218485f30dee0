import { describe, expect, it } from 'vitest'
import { plainParagraph } from './blocks'
import { emptyReport } from './draft'
import { finish } from './finish'
import { say } from '@/lib/i18n/say'

const draft = (text: string, sourceText?: string) => ({
  doc: { type: 'doc', content: [plainParagraph(text)] },
  format: 'docx' as const,
  converter: 'none',
  report: emptyReport(),
  ...(sourceText === undefined ? {} : { sourceText }),
})
const reportOf = (text: string, sourceText?: string) => finish(draft(text, sourceText), 'a.docx').report
const many = (count: number) => Array.from({ length: count }, (_, at) => `word${at}`).join(' ')

describe('an import whose source said', () => {
  it('the same has nothing to report', () =>
    expect(reportOf('The water rose.', 'water The rose')).toMatchObject({ lost: [], warnings: [] }))
  it('nothing of its own words has nothing to report', () =>
    expect(reportOf('The water rose.')).toMatchObject({ lost: [], warnings: [] }))
  it('a little more says what is missing', () => {
    expect(reportOf(many(100), `${many(100)} and some`)).toMatchObject({
      lost: ['2 words of the file are not in the text, for example “and some”'],
      warnings: [],
    })
    expect(reportOf(many(100), `${many(100)} and`).lost).toEqual([
      '1 word of the file is not in the text, for example “and”',
    ])
  })
  it('much more warns, with a share that is not rounded up', () => {
    const { warnings, lost } = reportOf(many(97), many(100))
    expect(lost).toEqual(['3 words of the file are not in the text, for example “word97 word98 word99”'])
    expect(warnings).toEqual([
      expect.stringMatching(
        /^Words are missing: the text has only 97 % of the file’s 100 words\. Missing is, for example, “word97 word98 word99”\. Compare/,
      ),
    ])
    expect(reportOf(many(9799), many(10_000)).warnings[0]).toContain('only 97.9 %')
  })
})

describe('an import without a letter', () => {
  it.each(['', ' \n', '…', '\uFFFC', '\uFFFD'])('is refused: "%s"', (text) =>
    expect(() => finish(draft(text), 'a.docx')).toThrow(expect.objectContaining({ code: 'no-text-layer' })),
  )
  it('of pictures alone is refused in the words of a scan', () => {
    expect(() => finish(draft('\uFFFC'), 'a.docx')).toThrow(
      'There is no text in this file. It holds images alone, perhaps a scan. Run text recognition (OCR) over it and add the result.',
    )
  })
  it('says what was left out', () => {
    const pictures = {
      ...draft('\uFFFC'),
      report: { ...emptyReport(), lost: [say('reports.images', { count: 1 })] },
    }
    expect(() => finish(pictures, 'a.docx')).toThrow(/What was left out: 1 image; the place/)
  })
  it.each(['7', '☒', 'a', '水'])('is not refused: "%s"', (text) =>
    expect(finish(draft(text), 'a.docx').text).toBe(text),
  )
})
