import { cookies, headers } from 'next/headers'
import { createTranslator } from 'use-intl'
import type { NamespaceKeys, NestedKeyOf } from 'use-intl'
import type { Messages } from '@/messages/en'
import {
  isLocale,
  knownTimeZone,
  localeCookie,
  localeFromHeader,
  timeZoneCookie,
  writtenLocales,
  type Locale,
} from './locales'
import { messagesFor } from './messages'

/** The language of this request: the person's choice (cookie), else the browser's wish, else English. */
export async function requestLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(localeCookie)?.value
  return isLocale(chosen) ? chosen : localeFromHeader((await headers()).get('accept-language'))
}

/** The time zone in which this request's dates are written: the browser's own (cookie), UTC on the very first visit. */
export async function requestTimeZone(): Promise<string> {
  return knownTimeZone((await cookies()).get(timeZoneCookie)?.value)
}

/**
 * The translator for a server component, as `useTranslations(area)` is for a client one.
 * `const t = await translations('themes')`, then `t('title')`.
 */
export async function translations<Area extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(area: Area) {
  const locale = await requestLocale()
  return createTranslator({
    locale: writtenLocales[locale],
    messages: messagesFor(locale),
    namespace: area,
    timeZone: await requestTimeZone(),
  })
}
