import type en from '@/messages/en'
import type { WrittenLocale } from './locales'

/** The type of every message: the English files are the measure. */
export type Messages = typeof en

declare module 'use-intl' {
  /** Makes `useTranslations('area')` and its keys checked by the compiler. */
  interface AppConfig {
    Locale: WrittenLocale
    Messages: Messages
  }
}
