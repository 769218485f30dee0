import type en from '@/messages/en'
import type { WrittenLocale } from './locales'

declare module 'use-intl' {
  /** Makes `useTranslations('area')` and its keys checked by the compiler. */
  interface AppConfig {
    Locale: WrittenLocale
    Messages: typeof en
  }
}
