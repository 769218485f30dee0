import en, { type Messages } from '@/messages/en'
import zh from '@/messages/zh'
import type { Locale } from './locales'

const byLocale: Record<Locale, Messages> = { en, zh }

/** All messages of a language; each is whole, so none falls back to another. Their type is that of English, whose texts tell the compiler which values they need. */
export function messagesFor(locale: Locale): typeof en {
  return byLocale[locale] as typeof en
}
