import en from '@/messages/en'
import zh from '@/messages/zh'
import type { Messages } from './app-config'
import type { Locale } from './locales'

const byLocale: Record<Locale, Messages> = { en, zh }

/** All messages of a language; each is whole, so none falls back to another. */
export function messagesFor(locale: Locale): Messages {
  return byLocale[locale]
}
