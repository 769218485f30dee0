import iconv from 'iconv-lite'

/** Code page of each font charset. Source: Rich Text Format Specification 1.9.1, \fcharset. Charset 0 means the document's own page. */
const charsetPages: Readonly<Record<number, string | undefined>> = {
  77: 'macintosh', 128: 'cp932', 129: 'cp949', 134: 'cp936', 136: 'cp950', 161: 'cp1253', 162: 'cp1254', 163: 'cp1258',
  177: 'cp1255', 178: 'cp1256', 186: 'cp1257', 204: 'cp1251', 222: 'cp874', 238: 'cp1250', 255: 'cp437',
}
const doubleBytePages = new Set(['cp932', 'cp936', 'cp949', 'cp950'])

interface Group {
  font: number | null
  /** How many characters stand in for an old reader after each \u. */
  fallback: number
}

const token = /\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([\r\n]+)|([^\\{}\r\n])/gi

/**
 * An RTF source with every letter written as itself. RTF is bytes whose meaning hangs on the font in force, or UTF-16 units each followed by
 * a stand-in; pandoc reads all bytes as Windows-1252 and no surrogates, so letters of other alphabets would come out wrong.
 */
export function withPlainLetters(bytes: Uint8Array): string {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const documentPage = pageNamed(/\\ansicpg(\d+)/.exec(source.slice(0, 4096))?.[1])
  const charsets = new Map<number, number>()
  const defaultFont = Number(/\\deff(\d+)/.exec(source.slice(0, 4096))?.[1] ?? 0)
  const groups: Group[] = [{ font: null, fallback: 1 }]
  const out: string[] = []
  let pending: number[] = []
  let units: number[] = []
  let skip = 0

  const group = () => groups.at(-1) as Group
  const page = () => charsetPages[charsets.get(group().font ?? defaultFont) ?? 0] ?? documentPage
  const flush = () => {
    if (pending.length > 0) out.push(escaped(iconv.decode(Buffer.from(pending), page())))
    if (units.length > 0) out.push(escaped(String.fromCharCode(...units).replace(/\p{Surrogate}|\u0000/gu, '\uFFFD')))
    pending = []
    units = []
  }
  const byte = (value: number) => {
    if (units.length > 0) flush()
    pending.push(value)
  }

  token.lastIndex = 0
  for (let match = token.exec(source); match; match = token.exec(source)) {
    const [whole, word, number, hex, , brace, lineEnd, character] = match
    if (hex !== undefined) {
      if (skip > 0) skip -= 1
      else byte(parseInt(hex, 16))
    } else if (character !== undefined) {
      if (skip > 0) skip -= 1
      // In a double-byte page the second half may be an ordinary letter.
      else if (character.charCodeAt(0) >= 0x80 || (doubleBytePages.has(page()) && isHalf(pending, page()))) byte(character.charCodeAt(0))
      else {
        flush()
        out.push(character)
      }
    } else if (word === 'u' && number !== undefined) {
      if (pending.length > 0) flush()
      units.push(Number(number) & 0xffff)
      skip = group().fallback
    } else if (lineEnd === undefined) {
      flush()
      skip = 0
      out.push(whole)
      if (brace === '{') groups.push({ ...group() })
      else if (brace === '}' && groups.length > 1) groups.pop()
      else if (word === 'f' && number !== undefined) group().font = Number(number)
      else if (word === 'fcharset' && number !== undefined) charsets.set(group().font ?? defaultFont, Number(number))
      else if (word === 'uc' && number !== undefined) group().fallback = Math.max(0, Number(number))
      else if (word === 'bin' && number !== undefined) token.lastIndex += Math.max(0, Number(number))
    } else if (pending.length === 0 && units.length === 0) out.push(whole)
  }
  flush()
  return out.join('')
}

function pageNamed(number: string | undefined): string {
  const name = number === '10000' ? 'macintosh' : number === '65001' ? 'utf8' : `cp${number ?? 1252}`
  return iconv.encodingExists(name) ? name : 'cp1252'
}

/** Whether the bytes so far end in the first half of a double-byte character. */
function isHalf(bytes: readonly number[], page: string): boolean {
  let half = false
  for (const value of bytes) half = half ? false : value >= 0x81 && !(page === 'cp932' && value >= 0xa0 && value <= 0xdf)
  return half
}

const escaped = (text: string): string => text.replace(/[\\{}]/g, '\\$&')
