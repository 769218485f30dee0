import { analyse } from 'chardet'
import iconv from 'iconv-lite'

export interface DecodedText {
  text: string
  /** As people name it, such as UTF-8 or GB18030. */
  encoding: string
  /** How it was found: a byte order mark, validity as UTF-8, what the file declares, or a guess from letter frequencies. */
  basis: 'mark' | 'valid' | 'declared' | 'guessed'
  /** U+FFFD put in place of bytes that mean nothing in the encoding. */
  unreadable: number
}

/** Decodes a text file: byte order mark, then UTF-16 without one, then UTF-8 if every byte is valid, then what it declares, then a guess. */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const marked = byMark(bytes)
  if (marked) return decoded(bytes, marked, 'mark')
  const wide = utf16WithoutMark(bytes)
  if (wide) return decoded(bytes, wide, 'guessed')
  const strict = strictUtf8(bytes)
  // ISO-2022 text is pure ASCII with escape sequences, so it is valid UTF-8 too.
  if (strict !== null && !strict.includes('\u001b$')) return { text: strict, encoding: 'UTF-8', basis: 'valid', unreadable: 0 }
  if (declared && iconv.encodingExists(declared) && !/^utf-?8$|^utf-?16/i.test(declared)) return decoded(bytes, declared, 'declared')
  return decoded(bytes, guess(bytes), 'guessed')
}

function byMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'UTF-8'
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32LE' : 'UTF-16LE'
  if (a === 0xfe && b === 0xff) return 'UTF-16BE'
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'UTF-32BE'
  return null
}

/** In UTF-16 the spaces and digits of any alphabet, and all of Latin, have a zero in the same half; stray NULs fall in both or are few. */
function utf16WithoutMark(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 4096)
  if (sample.length < 16) return null
  let even = 0
  let odd = 0
  sample.forEach((value, at) => {
    if (value !== 0) return
    if (at % 2 === 0) even += 1
    else odd += 1
  })
  const enough = sample.length / 40
  if (odd > enough && even < odd / 20) return 'UTF-16LE'
  if (even > enough && odd < even / 20) return 'UTF-16BE'
  return null
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** The likeliest legacy encoding; UTF-8 with broken bytes where most of what is not ASCII is still valid UTF-8. */
function guess(bytes: Uint8Array): string {
  const lenient = new TextDecoder('utf-8').decode(bytes)
  const broken = lenient.split('\uFFFD').length - 1
  const intact = lenient.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0
  if (intact > 2 * broken) return 'UTF-8'
  const sample = bytes.subarray(0, 64 * 1024)
  const [best] = analyse(sample).filter(({ name }) => !name.startsWith('UTF-') && name !== 'ASCII' && iconv.encodingExists(name))
  if (best && best.confidence >= 60) return onWindows(best.name)
  // Letter frequencies say little about a few bytes: there a double-byte encoding is believed only where its decoding is plausible.
  const eastAsian = inPairs(sample) ? doubleByte.find(({ encoding, share, expected }) => shareOf(iconv.decode(sample, encoding), expected) > share) : undefined
  return eastAsian?.encoding ?? (best && best.confidence >= 30 ? onWindows(best.name) : 'windows-1252')
}

/** Files that call themselves Latin-1 were nearly always written on Windows, which puts quotation marks where Latin-1 has controls. */
const onWindows = (encoding: string): string => (encoding === 'ISO-8859-1' ? 'windows-1252' : encoding)

/** What running text in each encoding mostly consists of; Japanese has kana, Korean hangul, and common Chinese the first rows of its table. */
const doubleByte = [
  { encoding: 'Shift_JIS', share: 0.3, expected: /[\p{Script=Hiragana}\u30a1-\u30ff]/gu },
  { encoding: 'EUC-JP', share: 0.3, expected: /[\p{Script=Hiragana}\u30a1-\u30ff]/gu },
  { encoding: 'EUC-KR', share: 0.9, expected: /[\p{Script=Hangul}\u3000-\u303f]/gu },
  { encoding: 'GB18030', share: 0.9, expected: /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu },
  { encoding: 'Big5', share: 0.9, expected: /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu },
]

/** Whether bytes above ASCII come in twos and longer even runs, as they do in double-byte text and hardly ever in accented Latin. */
function inPairs(sample: Uint8Array): boolean {
  const runs = Buffer.from(sample).toString('latin1').match(/[\x80-\xff]+/g) ?? []
  const single = runs.filter((run) => run.length === 1).length
  return runs.length > 0 && single < runs.length / 4
}

function shareOf(text: string, expected: RegExp): number {
  const foreign = text.match(/[^\p{ASCII}]/gu)?.length ?? 0
  return foreign < 4 ? 0 : (text.match(expected)?.length ?? 0) / foreign
}

function decoded(bytes: Uint8Array, encoding: string, basis: DecodedText['basis']): DecodedText {
  const text = iconv.decode(bytes, encoding, { stripBOM: false })
  return { text, encoding, basis, unreadable: text.split('\uFFFD').length - 1 }
}
