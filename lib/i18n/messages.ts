import en, { type Messages } from '@/messages/en'
import zh from '@/messages/zh'
import type { Locale, WrittenLocale } from './locales'

declare module 'use-intl' {
  /** Makes `useTranslations('area')` and its keys checked by the compiler. */
  interface AppConfig {
    Locale: WrittenLocale
    Messages: typeof en
  }
}

const byLocale: Record<Locale, Messages> = { en, zh }

/** All messages of a language; each is whole, so none falls back to another. Their type is that of English, whose texts tell the compiler which values they need. */
export function messagesFor(locale: Locale): typeof en {
  return byLocale[locale] as typeof en
}
