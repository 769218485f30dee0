import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { locales } from './locales'
import type { Said, SaidValue, SayKey } from './said'
import { inEnglish, say } from './say'
import { sayIn } from './say-in'
import { sentences } from './sentences'

const textsBelow = (tree: object, above: string): [key: string, text: string][] =>
  Object.entries(tree).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[above + name, value] as [string, string]]
      : textsBelow(value as object, `${above}${name}.`),
  )
const every = textsBelow(sentences, '')

/** Values that a text can be said with, so that each case of each of its choices is in some set. All of them together are millions, where a text counts many things. */
function samples(elements: MessageFormatElement[]): Record<string, SaidValue>[] {
  const each = elements.map(samplesOf)
  const sets = Math.max(1, ...each.map(({ length }) => length))
  return Array.from({ length: sets }, (_, at) => Object.assign({}, ...each.map((some) => some[at % some.length])))
}

function samplesOf(element: MessageFormatElement): Record<string, SaidValue>[] {
  if (element.type === TYPE.literal || element.type === TYPE.pound) return [{}]
  if (element.type === TYPE.tag) return samples(element.children)
  if (element.type === TYPE.select)
    return Object.entries(element.options).flatMap(([name, { value }]) =>
      samples(value).map((values) => ({ ...values, [element.value]: name })),
    )
  if (element.type === TYPE.plural)
    return [1, 2, 1234].flatMap((count) =>
      Object.values(element.options).flatMap(({ value }) =>
        samples(value).map((values) => ({ ...values, [element.value]: count })),
      ),
    )
  return [{ [element.value]: element.type === TYPE.number ? 12 : '<b>{name} & “x”</b>' }]
}

describe.each(locales)('what the server says, in %s', (locale) => {
  it.each(every)('%s, with all that can be put into it', (key, text) => {
    for (const values of samples(parse(text))) {
      const told = sayIn(locale, { key: key as SayKey, values })
      expect(told).not.toContain(key)
      expect(told).toMatch(/\S/)
    }
  })
})

describe('a sentence', () => {
  it('holds people’s text as it is: no markup, and no values in values', () => {
    const said = say('reports.hiddenText', { count: 2, example: '<b>{count}</b>' })
    expect(inEnglish(said)).toBe('Hidden text, left out: 2 words, for example “<b>{count}</b>”')
    expect(sayIn('zh', said)).toContain('“<b>{count}</b>”')
  })
  it('joins lists as its language does, and says sentences in sentences', () => {
    const said = say('reports.missing', {
      count: 3,
      examples: ['a', 'b', 'c'].map((word) => say('reports.quoted', { word })),
    })
    expect(inEnglish(said)).toBe('3 words of the file are not in the text, for example “a”, “b” and “c”')
    expect(sayIn('zh', said)).toContain('“a”、“b”和“c”')
  })
  it('goes over the wire and comes back', () => {
    const said = say('reports.missing', { count: 1, examples: [say('reports.quoted', { word: 'a' })] })
    expect(sayIn('zh', JSON.parse(JSON.stringify(said)) as Said)).toBe(sayIn('zh', said))
  })
  it('is refused by the compiler where its key or a value is missing', () => {
    expectTypeOf<'reports.nothing'>().not.toExtend<SayKey>()
    expectTypeOf(say<'reports.hiddenText'>)
      .parameter(1)
      .toEqualTypeOf<{ count: number; example: SaidValue }>()
    expectTypeOf(say<'reports.markup'>).parameters.toEqualTypeOf<[key: 'reports.markup']>()
  })
})
