import { isLocale, type Locale } from '@/lib/i18n/locales'
import type { Said } from '@/lib/i18n/said'
import { inEnglish, say } from '@/lib/i18n/say'
import { sayIn } from '@/lib/i18n/say-in'

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

/** What the browser says for itself where it reaches no server. */
export const unreached = (what: 'server' | 'upload' | 'live' | 'download'): string => {
  const said = say(`refusals.offline.${what}`)
  return spoken(said, inEnglish(said))
}

function pageLocale(): Locale {
  const { lang } = globalThis.document?.documentElement ?? {}
  return isLocale(lang) ? lang : 'en'
}
