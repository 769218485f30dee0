import { createTranslator } from 'use-intl'
import { describe, expect, it } from 'vitest'
import en from '@/messages/en'
import zh from '@/messages/zh'
import { knownTimeZone, localeFromHeader } from './locales'
import { layered, messagesFor } from './messages'

/** Every text of a tree of messages by its dotted key. */
function texts(tree: object, above = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' ? [[above + key, value] as const] : [...texts(value as object, `${above}${key}.`)],
    ),
  )
}
const english = texts(en)
const chinese = texts(zh)
/** The names a text expects: `{name}`, `{count, plural, ...}`, `<link>`. */
const slots = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)[,}]|<(\w+)>/g)].map((match) => match[1] ?? match[2]))].sort()

describe('messages', () => {
  it('have no Chinese key that English lacks', () => {
    expect([...chinese.keys()].filter((key) => !english.has(key))).toEqual([])
  })
  it('have Chinese for every text of the shell and the pieces', () => {
    const ours = [...english.keys()].filter((key) => /^(shell|ui)\./.test(key))
    expect(ours.filter((key) => !chinese.has(key))).toEqual([])
  })
  it('have the same slots in both languages', () => {
    for (const [key, text] of chinese) expect([key, slots(text)]).toEqual([key, slots(english.get(key) ?? '')])
  })
  it.each([...english].filter(([, text]) => text.includes('{')))('%s is well-formed', (key, text) => {
    const values = Object.fromEntries(slots(text).map((slot) => [slot, 2]))
    const tags = Object.fromEntries(
      [...text.matchAll(/<(\w+)>/g)].map((match) => [match[1] ?? '', (part: unknown) => String(part)]),
    )
    const failures: string[] = []
    const t = createTranslator({
      locale: 'en-GB',
      messages: { it: text },
      onError: (error) => failures.push(error.message),
      timeZone: 'UTC',
    })
    t.markup('it' as never, { ...values, ...tags } as never)
    expect([key, failures]).toEqual([key, []])
  })
  it('fall back to English where Chinese is missing', () => {
    expect(layered({ a: 'a', b: { c: 'c', d: 'd' } }, { b: { c: '丙' } })).toEqual({ a: 'a', b: { c: '丙', d: 'd' } })
    expect([...texts(messagesFor('zh')).keys()].sort()).toEqual([...english.keys()].sort())
  })
})

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
