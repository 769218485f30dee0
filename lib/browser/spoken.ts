import { isLocale, type Locale } from '@/lib/i18n/locales'
import { sayIn } from '@/lib/i18n/say-in'
import { inEnglish, say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/**
 * A sentence of the server in the language of the page. It is shown as it was `written` where it came without its key, or with one that this page does not know
 * because the server is newer.
 */
export function spoken(said: Said | undefined, written: string): string {
  if (said === undefined) return written
  try {
    return sayIn(pageLocale(), said)
  } catch {
    return written
  }
}

/** The sentences of one list of a report: `written` as they came in English, `said` beside them in no language yet. */
export const allSpoken = (said: readonly Said[] | undefined, written: readonly string[]): string[] =>
  written.map((line, at) => spoken(said?.[at], line))

const between: Record<Locale, string> = { en: '. ', zh: '；' }

/** Sentences of a list behind one another, where there is room for one line only. */
export const inOneLine = (sentences: readonly string[]): string =>
  sentences.map((sentence) => sentence.replace(/[.。]$/, '')).join(between[pageLocale()])

/** A sentence of the browser's own. */
export const spokenHere = (said: Said): string => spoken(said, inEnglish(said))

/** What is told where no server is reached, or where it does not do what must not fail quietly. */
export const unreached = (what: 'server' | 'upload' | 'live' | 'download' | 'signOut'): string =>
  spokenHere(say(`refusals.offline.${what}`))

function pageLocale(): Locale {
  const { lang } = globalThis.document?.documentElement ?? {}
  return isLocale(lang) ? lang : 'en'
}
