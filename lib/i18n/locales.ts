/** The languages of the interface; the first is the one that others fall back to. */
export const locales = ['en', 'zh'] as const
export type Locale = (typeof locales)[number]

/** The cookie in which a person's choice of language is kept. */
export const localeCookie = 'cp-locale'
/** The cookie in which the browser tells the server its IANA time zone, so that both write the same dates. */
export const timeZoneCookie = 'cp-time-zone'

/** How each language writes dates, numbers and lists: a bare "en" would mean American dates, and the interface is British. */
export const writtenLocales = { en: 'en-GB', zh: 'zh' } as const satisfies Record<Locale, string>
export type WrittenLocale = (typeof writtenLocales)[Locale]

/** The language of the interface that writes so. */
export function localeWritten(written: WrittenLocale): Locale {
  return locales.find((locale) => writtenLocales[locale] === written) ?? 'en'
}

/** The name of each language, in that language. */
export const localeNames: Record<Locale, string> = { en: 'English', zh: '中文' }

/** Which way each language is read: the page is laid out so. */
export const localeDirections: Record<Locale, 'ltr' | 'rtl'> = { en: 'ltr', zh: 'ltr' }

/** Whether a string names a language the interface has. */
export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}

/**
 * The best language for an Accept-Language header (RFC 9110, section 12.5.4): the highest weight whose primary subtag the
 * interface has; English where none fits or the header is missing.
 */
export function localeFromHeader(header: string | null | undefined): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part, order) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined)
      return {
        language: tag.trim().toLowerCase().split('-')[0] ?? '',
        weight: weight === undefined ? 1 : Number(weight),
        order,
      }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
  for (const { language } of wanted) if (isLocale(language)) return language
  return 'en'
}

/** A time zone the platform knows, or UTC: a cookie is a stranger's text. */
export function knownTimeZone(value: string | undefined): string {
  if (!value) return 'UTC'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch (error) {
    if (error instanceof RangeError) return 'UTC'
    throw error
  }
}
