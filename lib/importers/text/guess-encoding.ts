import iconv from 'iconv-lite'
import { letterTables, type LetterTable } from './language-letters'

/** What a text may have of everything that is no letter, without that it looks odd. */
const marks = new Set('“”‘’„‚«»‹›–—…•€£©°§·№†™\u00a0¿¡ªº、。「」『』，：；？！（）・《》\u3000')
const inTwos = new Set(['Shift_JIS', 'EUC-JP', 'EUC-KR', 'GB18030', 'Big5'])
const sampleBytes = 32 * 1024
/** A reading whose letters do not fit any language this well is no better than a guess. */
const believable = 0.2

/**
 * The encoding in which bytes read most like a language: its letters beyond ASCII are letters of one language, small and large as words have them, and no signs
 * between them. Null where none does. Looks at the first 32 kB.
 */
export function guessEncoding(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, sampleBytes - (sampleBytes % 2))
  let best: { encoding: string; score: number } | null = null
  const read = new Map<string, Reading | null>()
  for (const { table, encoding } of inOrder) {
    if (encoding.startsWith('UTF-16') && bytes.length % 2 === 1) continue
    if (!read.has(encoding)) read.set(encoding, readingOf(sample, encoding))
    const reading = read.get(encoding)
    const fit = reading ? scoreOf(reading, table) : -Infinity
    // That bytes come in twos without a fault is said of few texts that do not.
    const score = fit > 0.4 && inTwos.has(encoding) ? fit + 0.2 : fit
    // Where two read as well, the one that more people write in.
    if (score > believable && (!best || score > best.score + 0.02)) best = { encoding, score }
  }
  return best?.encoding ?? null
}

/** What is written most in any language comes before what is written least in the first of them. */
const inOrder = Array.from(
  { length: Math.max(...letterTables.map(({ encodings }) => encodings.length)) },
  (_, rank) => rank,
).flatMap((rank) =>
  letterTables.flatMap((table) => {
    const encoding = table.encodings[rank]
    return encoding === undefined ? [] : [{ table, encoding }]
  }),
)

/** What the letters of a reading are asked: each one beyond ASCII with its neighbours. */
interface Reading {
  seen: { letter: string; small: string; before: string; after: string }[]
  /** Letters of ASCII. */
  plain: number
}

function readingOf(sample: Uint8Array, encoding: string): Reading | null {
  const text = iconv.decode(sample, encoding, { stripBOM: false })
  const seen: Reading['seen'] = []
  let broken = 0
  for (let at = 0; at < text.length && seen.length < 4000; at += 1) {
    const letter = text[at] ?? ''
    const isWide = encoding.startsWith('UTF-16')
    if (letter < '\u0080') {
      // Text has no control characters, and in UTF-16 none of the letters that stand for other bytes.
      if (isWide && letter < ' ' && !'\n\r\t\f'.includes(letter)) return null
      continue
    }
    // The last character may have been cut in two.
    if (letter === '\uFFFD' && at < text.length - 2 && ++broken > seen.length / 200 + 2) return null
    seen.push({ letter, small: letter.toLowerCase(), before: text[at - 1] ?? ' ', after: text[at + 1] ?? ' ' })
  }
  return seen.length === 0 ? null : { seen, plain: text.match(/[a-z]/gi)?.length ?? 0 }
}

function scoreOf({ seen, plain }: Reading, { letters, common }: LetterTable): number {
  // A few signs in an English text are no text in an alphabet of its own.
  let score = common !== undefined && plain > 5 * seen.length ? -seen.length : 0
  for (const one of seen) score += worth(one, letters, common)
  return score / seen.length
}

function worth(
  { letter, small, before, after }: Reading['seen'][number],
  letters: ReadonlySet<string>,
  common: ReadonlySet<string> | undefined,
): number {
  const isBetween = isLetter(before) && isLetter(after)
  if (letter <= '\u009f' || letter === '\uFFFD' || (letter >= '\ue000' && letter <= '\uf8ff')) return -10
  if (!letters.has(small)) {
    if (marks.has(letter)) return isBetween && letter !== '’' && letter < '\u3000' ? -2 : 0.2
    // Of many thousand signs a list names some hundred.
    return letter >= '\u3400' && letter <= '\u9fff' && common?.has('一') ? -0.1 : isLetter(letter) ? -3 : -2
  }
  // A large letter does not follow a small one, and an alphabet does not go on with the letters of another.
  if (letter !== small && isLetter(before))
    return before === before.toLowerCase() && before !== before.toUpperCase() ? -3 : 0.2
  if (letter >= '\u0e31' && letter <= '\u0e4e' && 'ัิีึืฺุู็่้๊๋์ํ๎'.includes(letter) && !(before >= '\u0e01' && before <= '\u0e4e'))
    return -4
  if (common === undefined) return 1
  if (letter < '\u0e00' && (isAscii(before) || isAscii(after))) return -2
  // Of many thousand signs those that their encoding put first are more likely than the others.
  return common.has(small) ? 1 : letter >= '\u3400' && letter <= '\u9fff' ? 0.5 : 0.2
}

const isLetter = (text: string): boolean => /\p{L}/u.test(text)
const isAscii = (text: string): boolean => /[a-z]/i.test(text)
