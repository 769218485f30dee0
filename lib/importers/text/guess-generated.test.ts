import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeText } from './decode-text'

/** Languages, and the encodings in which people have them in old files. What is written in them comes from the names that Unicode keeps, so no sample was chosen. */
const languages: Record<string, string> = {
  fr: 'windows-1252 macintosh cp850',
  de: 'windows-1252 macintosh cp850',
  es: 'windows-1252 macintosh cp850',
  pt: 'windows-1252 macintosh cp850',
  it: 'windows-1252 macintosh',
  sv: 'windows-1252 macintosh cp850',
  da: 'windows-1252 macintosh cp850',
  nb: 'windows-1252 macintosh',
  fi: 'windows-1252 macintosh',
  is: 'windows-1252',
  nl: 'windows-1252',
  ca: 'windows-1252',
  cs: 'windows-1250 iso-8859-2 cp852',
  pl: 'windows-1250 iso-8859-2 cp852',
  hu: 'windows-1250 iso-8859-2 cp852',
  hr: 'windows-1250 iso-8859-2',
  sk: 'windows-1250 iso-8859-2',
  sl: 'windows-1250 iso-8859-2',
  tr: 'windows-1254 iso-8859-9',
  lt: 'windows-1257',
  lv: 'windows-1257',
  et: 'windows-1257',
  ru: 'windows-1251 koi8-r cp866 iso-8859-5 maccyrillic utf-16le utf-16be',
  uk: 'windows-1251 koi8-u',
  bg: 'windows-1251 iso-8859-5',
  sr: 'windows-1251',
  el: 'windows-1253 iso-8859-7',
  he: 'windows-1255 iso-8859-8',
  ar: 'windows-1256 iso-8859-6',
  th: 'tis-620 windows-874',
  ja: 'shift_jis euc-jp utf-16le utf-16be',
  ko: 'euc-kr utf-16le utf-16be',
  zh: 'gb18030 gbk utf-16le utf-16be',
  'zh-Hant': 'big5 utf-16le utf-16be',
}
const regions =
  'DE FR ES IT SE CZ PL HU TR GR RU UA BG IL EG TH JP KR CN BR MX IN AU CH AT NO FI DK NL BE PT IE IS LT LV EE RO HR RS SI SK ZA KE GH NG MA DZ SA IR IQ PK BD VN PH ID AR CL PE CO CU US CA GB'.split(
    ' ',
  )

/** The names of a few countries and months as one writes of them, never the same twice. */
function written(language: string, turn: number): string {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const month = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    calendar: 'gregory',
    numberingSystem: 'latn',
  })
  const countries = Array.from(
    { length: 14 },
    (_, at) => names.of(regions[(turn * 17 + at * 5) % regions.length] ?? 'DE') ?? '',
  )
  return `${month.format(new Date(Date.UTC(2019, turn * 3, 4 + turn)))}. ${countries.join(', ')}.`
}

const cases = Object.entries(languages).flatMap(([language, encodings]) =>
  encodings
    .split(' ')
    .flatMap((encoding) => [0, 1, 2].map((turn) => ({ language, encoding, text: written(language, turn) }))),
)

describe('the guess of an encoding', () => {
  it('is right for generated lists of names in nearly every language and encoding', () => {
    const wrong: string[] = []
    let tried = 0
    for (const { language, encoding, text } of cases) {
      const bytes = iconv.encode(text, encoding)
      // What an encoding cannot hold, and what is ASCII in it, says nothing.
      if (iconv.decode(bytes, encoding) !== text || bytes.every((byte) => byte < 128 && byte > 0)) continue
      tried += 1
      const read = decodeText(bytes)
      if (read.text !== text) wrong.push(`${language} in ${encoding} as ${read.encoding}`)
    }
    if (process.env.SAY_GUESSES) console.log(`${tried - wrong.length} of ${tried}`, wrong)
    expect(tried).toBeGreaterThan(150)
    expect(1 - wrong.length / tried, wrong.join('\n')).toBeGreaterThan(0.95)
  })
})
