/** Languages whose forms of words Postgres knows (its dictionaries by Snowball), by the first part of a language's tag. */
const dictionaries: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hi: 'hindi',
  hu: 'hungarian',
  hy: 'armenian',
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  nb: 'norwegian',
  ne: 'nepali',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
}

/** The dictionary that knows the forms of a language's words, by its tag (en-GB); undefined where none does. */
export function stemmerOf(language: string): string | undefined {
  const name = dictionaries[language.toLowerCase().split('-')[0] ?? '']
  return name === undefined ? undefined : `${name}_stem`
}

/** In these the beginning of a word changes too. */
const changingBeginnings = new Set(['arabic_stem', 'indonesian_stem', 'irish_stem', 'yiddish_stem'])

/** What every form of a word begins with, whatever its end: so many words have to be looked at only. */
export function beginningOf(form: string, stemmer: string): string {
  if (changingBeginnings.has(stemmer)) return ''
  return [...form].slice(0, form.length < 6 ? 2 : 3).join('')
}
