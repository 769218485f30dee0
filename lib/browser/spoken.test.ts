import { afterEach, describe, expect, it, vi } from 'vitest'
import { problemFrom } from './api'
import { effectsSpoken } from './history/effects-spoken'
import { allSpoken, inOneLine, spoken } from './spoken'
import { AppError, fault } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import { problemDetails } from '@/lib/api/http/problem'

afterEach(() => void vi.unstubAllGlobals())
const inLanguage = (lang: string) => vi.stubGlobal('document', { documentElement: { lang } })

/** What comes over the wire. */
const answered = (error: AppError): unknown => JSON.parse(JSON.stringify(problemDetails(error, 'r')))
const nameTaken = () =>
  new AppError('already-exists', say('refusals.themes.nameTaken', { name: '<b>Salt</b> {x}' }), {
    errors: [fault('name', say('faults.taken'))],
  })

describe('a refusal', () => {
  it('is said in the language of the page, its fields too, with people’s text as it is', () => {
    inLanguage('zh')
    const problem = problemFrom(409, answered(nameTaken()))
    expect(problem.message).toBe('已有名为“<b>Salt</b> {x}”的主题。请另取名称。')
    expect(problem.errors[0]?.message).toBe('已被使用')
  })
  it('is said in English on a page in English, as scripts are told it', () => {
    inLanguage('en')
    const problem = problemFrom(409, answered(nameTaken()))
    expect(problem.message).toBe('There is a theme called “<b>Salt</b> {x}” already. Choose another name.')
    expect(problem.message).toBe(nameTaken().detail)
  })
})

describe('a sentence that this page does not know', () => {
  it.each([
    ['has no key', undefined],
    ['is newer', { key: 'refusals.fromTomorrow', values: {} }],
    ['wants other values', { key: 'refusals.themes.nameTaken', values: {} }],
  ])('is shown as it was written where it %s', (_, said) => {
    inLanguage('zh')
    expect(spoken(said as Parameters<typeof spoken>[0], 'As it was written.')).toBe('As it was written.')
  })
  it('leaves the others of its list alone', () => {
    inLanguage('zh')
    expect(allSpoken([say('reports.markup')], ['Markup', 'An older line'])).toEqual([
      '没有文字的标记（脚本、样式、嵌入对象）',
      'An older line',
    ])
    expect(allSpoken(undefined, ['A report from before'])).toEqual(['A report from before'])
  })
})

it('puts sentences behind one another as the language does', () => {
  inLanguage('zh')
  expect(inOneLine(['片段将恢复。', '标签将恢复'])).toBe('片段将恢复；标签将恢复')
  inLanguage('en')
  expect(inOneLine(['The passage comes back.', 'The tag comes back'])).toBe(
    'The passage comes back. The tag comes back',
  )
})

it('says what reverting does, and what stays, in the language of the page', () => {
  inLanguage('zh')
  const effects = [say('effects.themeToBin', { name: 'Salt' })]
  const kept = say('effects.kept.verdict')
  expect(
    effectsSpoken({
      canRevert: true,
      reason: null,
      effects: ['The theme “Salt” goes to the bin'],
      keeps: [{ reason: 'verdict', detail: 'A verdict was given on it since.', said: kept, count: 1, ids: [] }],
      said: { effects },
    }),
  ).toMatchObject({ effects: ['主题“Salt”将移入回收站'], keeps: [{ detail: '此后已对其作出裁定。' }] })
})
