/**
 * The languages whose rules in Unicode's data differ from the root's. Every other one is asked for as English, whose rules are the root's: a locale that the
 * engine has no data for, "und" and Latin among them, would be replaced by that of the machine, and a sentence would end elsewhere on another one.
 */
const tailored: Record<'sentence' | 'word', ReadonlySet<string>> = {
  sentence: new Set(['el']),
  word: new Set(['fi', 'sv']),
}

const made = new Map<string, Intl.Segmenter>()

/** The segmenter of a language (BCP 47, anything else counts as unknown), the same on every machine. */
export function segmenterFor(language: string, granularity: 'sentence' | 'word'): Intl.Segmenter {
  const primary = primaryLanguage(language)
  const locale = tailored[granularity].has(primary) ? primary : 'en'
  const known = made.get(`${granularity} ${locale}`)
  if (known) return known
  const segmenter = new Intl.Segmenter(locale, { granularity })
  made.set(`${granularity} ${locale}`, segmenter)
  return segmenter
}

const primaries = new Map<string, string>()

/** The language alone, in its shortest code: "de" for "de-AT", "deu" and "ger"; "und" for what is no tag. */
export function primaryLanguage(language: string): string {
  let primary = primaries.get(language)
  if (primary === undefined) {
    primary = canonical(language).split('-')[0] ?? 'und'
    if (primaries.size < 500) primaries.set(language, primary)
  }
  return primary
}

function canonical(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'und'
  } catch {
    return 'und'
  }
}
