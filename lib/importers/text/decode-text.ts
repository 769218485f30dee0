import { isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import iconv from 'iconv-lite'
import type { TextEncoding } from '@/lib/domain/documents/text-encodings'
import { guessEncoding } from './guess-encoding'

export interface DecodedText {
  text: string
  /** As people name it, such as UTF-8 or GB18030. */
  encoding: string
  /** How it was found: a byte order mark, validity as UTF-8, what the file declares, or a guess by the languages it could be. */
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
  if (strict !== null && !strict.includes('\u001b$'))
    return { text: strict, encoding: 'UTF-8', basis: 'valid', unreadable: 0 }
  if (declared && iconv.encodingExists(declared) && !/^utf-?8$|^utf-?16/i.test(declared))
    return decoded(bytes, declared, 'declared')
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

/**
 * In UTF-16 the spaces and digits of any alphabet, and all of Latin, have a zero in the same half; stray NULs fall in both or are few. What is UTF-8 without any
 * other control is a text with stray NULs, unless every fourth byte is one as in Latin: the halves of other alphabets are controls, or no UTF-8.
 */
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
  if (even + odd < sample.length / 4 && isUtf8(bytes) && !sample.some(isControl)) return null
  const enough = sample.length / 40
  if (odd > enough && even < odd / 20) return 'UTF-16LE'
  if (even > enough && odd < even / 20) return 'UTF-16BE'
  return null
}

const isControl = (byte: number): boolean => byte > 0 && byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte)

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
  const likely = guessEncoding(bytes)
  if (likely !== null) return likely
  const [best] = analyse(bytes.subarray(0, 64 * 1024)).filter(
    ({ name }) => !name.startsWith('UTF-') && name !== 'ASCII' && iconv.encodingExists(name),
  )
  return best && best.confidence >= 30 ? onWindows(best.name) : 'windows-1252'
}

/** Files that call themselves Latin-1 were nearly always written on Windows, which puts quotation marks where Latin-1 has controls. */
const onWindows = (encoding: string): string => (encoding === 'ISO-8859-1' ? 'windows-1252' : encoding)

const declaration = /<meta\s[^<>]*?charset\s*=\s*["']?\s*([\w:-]+)|<\?xml\s[^<>]*?encoding\s*=\s*["']([\w:-]+)/i

/** The encoding that a page declares, in its head or later: those who put other things first declare it all the same. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const [, inMeta, inXml] =
    declaration.exec(
      Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4 * 1024 * 1024)).toString('latin1'),
    ) ?? []
  return inMeta ?? inXml
}

/** Bytes in an encoding that somebody named, as UTF-8 with the mark that says so, and how many places of them mean nothing in it. */
export function inUtf8(bytes: Uint8Array, encoding: TextEncoding): { marked: Uint8Array; unreadable: number } {
  const text = iconv.decode(bytes, encoding)
  return { marked: Buffer.from(`\uFEFF${text}`), unreadable: text.split('\uFFFD').length - 1 }
}

function decoded(bytes: Uint8Array, encoding: string, basis: DecodedText['basis']): DecodedText {
  const text = iconv.decode(bytes, encoding, { stripBOM: false })
  return { text, encoding, basis, unreadable: text.split('\uFFFD').length - 1 }
}
