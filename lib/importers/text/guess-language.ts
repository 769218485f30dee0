/** Words that are frequent in one language and rare in the others listed. */
const frequentWords: Readonly<Record<string, string>> = {
  en: 'the and of to in that is was for with as this are be by have not from which we',
  fr: 'le la les des et est une dans que pour qui sur pas plus par au avec ce sont nous',
  de: 'der die und das ist nicht ein eine zu den mit von auf für dem sich auch wir des werden',
  es: 'el la los las de que y en un una por con para del se no es como más su',
  it: 'il di che e la per un una non sono del della con si le dei nel alla più anche',
  pt: 'o os as de que e em um uma do da para com não por mais dos se ao é',
  nl: 'de het een van en dat is niet op te zijn met voor ook aan er door maar wij bij',
  sv: 'och att det som en är på för inte av den med till har ett om vi de var men',
  da: 'og det at en er på for ikke af den med til har et om vi de var men som',
  pl: 'i w nie na się z to że do jest jak ale po co za od przez są dla oraz',
  cs: 'a je se na v že to s o z ale do jsem jako pro za by tak který jsou',
  tr: 've bir bu için ile da de olarak daha çok olan gibi ne kadar ama en o biz var değil',
  id: 'yang dan di dengan untuk dari ini itu pada tidak adalah dalam akan kami oleh juga ke atau sebagai telah',
  vi: 'và của là có không trong được cho với các một những này người đã đến về từ như khi',
  fi: 'ja on ei se että oli hän mutta kun niin myös ovat joka sen tämä kuin vain olla mitä me',
  hu: 'a az és hogy nem is egy ez de van meg csak már mint volt el ha vagy azt még',
  ro: 'și de la în cu o că pe nu a din pentru este mai care sunt au fi ca sau',
}
const listed = Object.entries(frequentWords).map(([language, words]) => ({
  language,
  words: new Set(words.split(' ')),
}))

const scripts: readonly [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Bengali}/gu, 'bn'],
  [/\p{Script=Tamil}/gu, 'ta'],
  [/\p{Script=Armenian}/gu, 'hy'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Khmer}/gu, 'km'],
  [/\p{Script=Myanmar}/gu, 'my'],
]

/**
 * The main language of a text as BCP 47, by its script and, in Latin script, by its most frequent words; 'und' where that is not
 * clear. Reads at most the first 20,000 characters.
 */
export function guessLanguage(text: string): string {
  const sample = text.slice(0, 20_000)
  const letters = count(sample, /\p{L}/gu)
  if (letters === 0) return 'und'
  for (const [script, language] of scripts) {
    const share = count(sample, script) / letters
    // Japanese mixes its syllables with more ideographs, and a page of Chinese has no kana at all.
    if (language === 'ja' ? share > 0.1 : share > 0.4) return refined(language, sample)
  }
  return byWords(sample)
}

function refined(language: string, sample: string): string {
  if (language === 'ar' && count(sample, /[\u0679\u0688\u0691\u06d2\u06ba]/gu) > 2) return 'ur'
  if (
    language === 'ar' &&
    count(sample, /[\u067e\u0686\u0698\u06af\u06a9\u06cc]/gu) > count(sample, /[\u0643\u064a]/gu)
  )
    return 'fa'
  if (language === 'ru' && count(sample, /[іїєґ]/giu) > 2) return 'uk'
  return language
}

function byWords(sample: string): string {
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  const [best, second] = listed
    .map(({ language, words: known }) => ({ language, hits: words.filter((word) => known.has(word)).length }))
    .sort((a, b) => b.hits - a.hits)
  if (!best || !second || best.hits < 4 || best.hits / words.length < 0.08) return 'und'
  return best.hits >= second.hits * 1.25 ? best.language : 'und'
}

/** Whether a text runs mainly from right to left: most of its strong letters are of a right-to-left script. */
export function guessDirection(text: string): 'ltr' | 'rtl' {
  const sample = text.slice(0, 20_000)
  return count(sample, rightToLeft) > count(sample, /\p{L}/gu) / 2 ? 'rtl' : 'ltr'
}

/** Direction of the first letter that has one, by which a single block is laid out; null for a block without letters. */
export function firstStrongDirection(text: string): 'ltr' | 'rtl' | null {
  const letter = /\p{L}/u.exec(text)?.[0]
  return letter === undefined ? null : letter.search(rightToLeft) === 0 ? 'rtl' : 'ltr'
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
