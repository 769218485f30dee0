import { describe, expect, test } from 'vitest'
import { notFound, things } from './errors'
import { locales } from './i18n/locales'
import { sayIn } from './i18n/say-in'

describe.each(locales)('what is missing, in %s', (locale) => {
  test('has a word of its own', () => {
    const told = things.map((thing) => sayIn(locale, notFound(thing).said))
    const unknown = sayIn(locale, { key: 'refusals.notFound', values: { what: 'something else' } })
    expect(new Set([...told, unknown]).size).toBe(things.length + 1)
  })
})
