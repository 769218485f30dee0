import { createTranslator } from 'use-intl/core'
import type { ICUArgs } from 'use-intl/core'
import { writtenLocales } from './locales'
import { valuesIn, type Said, type SaidValue, type SayKey, type Sentences } from './said'
import { sentences } from './sentences'

type TextOf<Tree, Key extends string> = Key extends `${infer First}.${infer Rest}`
  ? First extends keyof Tree
    ? TextOf<Tree[First], Rest>
    : never
  : Key extends keyof Tree
    ? Tree[Key]
    : never

/** The values that a sentence needs, read from its English text by the compiler. */
type ValuesOf<Key extends SayKey> =
  TextOf<Sentences, Key> extends infer Text extends string
    ? ICUArgs<Text, { ICUArgument: SaidValue; ICUNumberArgument: number; ICUDateArgument: never }>
    : never

/** Says a sentence of `messages`: `say('refusals.themes.nameTaken', { name })`. A key or a value that is missing is a fault of types. */
export function say<Key extends SayKey>(
  key: Key,
  ...[values]: Record<never, never> extends ValuesOf<Key> ? [] : [values: ValuesOf<Key>]
): Said {
  return { key, values: values ?? {} }
}

const translate = createTranslator({
  locale: writtenLocales.en,
  messages: sentences,
  onError: (error) => {
    throw error
  },
}) as (key: string, values: Record<string, string | number>) => string

/** The English of a sentence: what scripts are told, and what is shown where a language does not know it. */
export const inEnglish = (said: Said): string => translate(said.key, valuesIn(said, writtenLocales.en, inEnglish))
