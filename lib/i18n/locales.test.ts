import { describe, expect, it } from 'vitest'
import { knownTimeZone, localeFromHeader } from './locales'

describe('the language of a request', () => {
  it.each([
    [null, 'en'],
    ['', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['fr-CH, fr;q=0.9, en;q=0.8, zh;q=0.7', 'en'],
    ['en;q=0.2, zh;q=0.9', 'zh'],
    ['zh;q=0, en', 'en'],
    ['de, nl', 'en'],
  ])('of %j is %s', (header, locale) => {
    expect(localeFromHeader(header)).toBe(locale)
  })
  it('takes only a time zone that exists', () => {
    expect(knownTimeZone('Asia/Shanghai')).toBe('Asia/Shanghai')
    expect(knownTimeZone('<script>')).toBe('UTC')
    expect(knownTimeZone(undefined)).toBe('UTC')
  })
})
