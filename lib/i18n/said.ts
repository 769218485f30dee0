import type { MessageKeys, NestedKeyOf } from 'use-intl/core'
import { isolated } from './isolated'
import type { sentences } from './sentences'
import type { WrittenLocale } from './locales'

export type Sentences = typeof sentences

/** The key of a sentence that the server says. */
export type SayKey = MessageKeys<Sentences, NestedKeyOf<Sentences>>

/** What can be put into a sentence: people's text as it is, numbers, another sentence, or several of these, joined as the language joins. */
export type SaidValue = string | number | Said | readonly (string | Said)[]

/** A sentence in no language yet: which one it is, and what is put into it. It says no more than the sentence does. */
export interface Said {
  readonly key: SayKey
  readonly values: Readonly<Record<string, SaidValue>>
}

/** The values of a sentence as a language writes them: sentences in it are said by `sayOne`, lists are joined, and what people wrote turns no word beside it around. */
export function valuesIn(
  { values }: Said,
  written: WrittenLocale,
  sayOne: (said: Said) => string,
): Record<string, string | number> {
  const one = (value: string | Said) => (typeof value === 'string' ? isolated(value) : sayOne(value))
  const asWritten = (value: SaidValue) => {
    if (typeof value === 'number') return value
    return isList(value) ? new Intl.ListFormat(written, { type: 'conjunction' }).format(value.map(one)) : one(value)
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asWritten(value)]))
}

const isList = (value: SaidValue): value is readonly (string | Said)[] => Array.isArray(value)
