import { createTranslator } from 'use-intl/core'
import { writtenLocales, type Locale } from './locales'
import { messagesFor } from './messages'
import { valuesIn, type Said } from './said'

type Translate = (key: string, values: Record<string, string | number>) => string

const translators = new Map<Locale, Translate>()

function translatorOf(locale: Locale): Translate {
  const known = translators.get(locale)
  if (known) return known
  const made = createTranslator({
    locale: writtenLocales[locale],
    messages: messagesFor(locale),
    onError: (error) => {
      throw error
    },
  }) as unknown as Translate
  translators.set(locale, made)
  return made
}

/** A sentence in a language; throws where the language has none of this key, or wants other values. */
export const sayIn = (locale: Locale, said: Said): string =>
  translatorOf(locale)(
    said.key,
    valuesIn(said, writtenLocales[locale], (inner) => sayIn(locale, inner)),
  )
