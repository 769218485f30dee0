import { inEnglish } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

const known = new Map<string, Said>()

/**
 * The English of a sentence for a rule of a schema, which takes no more than a string; what it is in no language is found again by it (`toldBy`). To be called
 * where schemas are made and not with what people sent: what is known here stays.
 */
export function told(said: Said): string {
  const english = inEnglish(said)
  known.set(english, said)
  return english
}

/** The sentence that a rule told in English. */
export const toldBy = (english: string): Said | undefined => known.get(english)
