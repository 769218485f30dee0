import iconv from 'iconv-lite'
import { compactFont, type FontProgram } from './pdf-compact-font'
import { lettersOfName } from './pdf-glyph-names'

/** A table of the program: where it begins and ends, in bytes from the start. */
type Table = readonly [start: number, end: number]

const mostGlyphs = 65_536

/** Reads a TrueType or OpenType font program: which codes and letters its glyphs have, and their names. Throws a RangeError where it ends too early. */
export function trueTypeFont(bytes: Buffer): FontProgram {
  const tables = tablesOf(bytes)
  const maps = tables.has('cmap') ? mapsOf(bytes, tables.get('cmap')?.[0] ?? 0) : []
  const names = namesOf(bytes, tables.get('post'))
  const compact = tables.get('CFF ')
  const inside = compact ? compactFont(bytes.subarray(...compact)) : null
  const letters = new Map<number, string>()
  for (const { platform, encoding, glyphs } of maps) {
    if (platform !== 0 && !(platform === 3 && (encoding === 1 || encoding === 10))) continue
    for (const [code, glyph] of glyphs)
      if (!letters.has(glyph) && isLetter(code)) letters.set(glyph, String.fromCodePoint(code))
  }
  const ofGlyph = (glyph: number) => letters.get(glyph) ?? lettersOfName(names[glyph]) ?? inside?.ofGlyph(glyph)
  const byName = new Map(names.map((name, glyph) => [name, glyph]))
  const glyphOf = (code: number): number | undefined => {
    const own = maps.find(({ platform, encoding }) => platform === 3 && encoding === 0)?.glyphs
    const found = own?.get(code) ?? own?.get(0xf000 + code)
    return found ?? maps.find(({ platform }) => platform === 1)?.glyphs.get(code)
  }
  return {
    ofGlyph,
    ofName: (name) => {
      const glyph = byName.get(name)
      return glyph === undefined ? undefined : letters.get(glyph)
    },
    ofCode: (code) => {
      const glyph = glyphOf(code)
      return glyph === undefined ? undefined : ofGlyph(glyph)
    },
  }
}

/** What is in a place for private use, or a control character, says nothing of what is shown. */
const isLetter = (code: number): boolean =>
  code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xf8ff) && !(code >= 0x7f && code < 0xa0)

function tablesOf(bytes: Buffer): Map<string, Table> {
  // A collection's first font stands for all of it.
  const from = bytes.toString('latin1', 0, 4) === 'ttcf' ? bytes.readUInt32BE(12) : 0
  const count = Math.min(256, bytes.readUInt16BE(from + 4))
  return new Map(
    Array.from({ length: count }, (_, at) => {
      const row = from + 12 + at * 16
      const start = bytes.readUInt32BE(row + 8)
      return [bytes.toString('latin1', row, row + 4), [start, start + bytes.readUInt32BE(row + 12)] as const] as const
    }),
  )
}

interface CodeMap {
  platform: number
  encoding: number
  glyphs: Map<number, number>
}

function mapsOf(bytes: Buffer, table: number): CodeMap[] {
  const count = Math.min(32, bytes.readUInt16BE(table + 2))
  return Array.from({ length: count }, (_, at) => {
    const row = table + 4 + at * 8
    return {
      platform: bytes.readUInt16BE(row),
      encoding: bytes.readUInt16BE(row + 2),
      glyphs: glyphsAt(bytes, table + bytes.readUInt32BE(row + 4)),
    }
  })
}

/** Which glyph each code has, in a table of one of the four forms that files have. */
function glyphsAt(bytes: Buffer, at: number): Map<number, number> {
  const glyphs = new Map<number, number>()
  const set = (code: number, glyph: number) => {
    if (glyph !== 0 && glyphs.size < mostGlyphs) glyphs.set(code, glyph)
  }
  const format = bytes.readUInt16BE(at)
  if (format === 0) for (let code = 0; code < 256; code += 1) set(code, bytes.readUInt8(at + 6 + code))
  else if (format === 4) setSegments(bytes, at, set)
  else if (format === 6) {
    const first = bytes.readUInt16BE(at + 6)
    const count = bytes.readUInt16BE(at + 8)
    for (let entry = 0; entry < count; entry += 1) set(first + entry, bytes.readUInt16BE(at + 10 + entry * 2))
  } else if (format === 12) {
    const count = Math.min(mostGlyphs, bytes.readUInt32BE(at + 12))
    for (let group = 0; group < count; group += 1) {
      const row = at + 16 + group * 12
      const [first, last, glyph] = [bytes.readUInt32BE(row), bytes.readUInt32BE(row + 4), bytes.readUInt32BE(row + 8)]
      for (let code = first; code <= last && glyphs.size < mostGlyphs; code += 1) set(code, glyph + code - first)
    }
  }
  return glyphs
}

function setSegments(bytes: Buffer, at: number, set: (code: number, glyph: number) => void): void {
  const double = bytes.readUInt16BE(at + 6)
  const ends = at + 14
  const starts = ends + double + 2
  const deltas = starts + double
  const offsets = deltas + double
  // Segments stand in order and do not overlap: more codes than there are would be read from a hostile table alone.
  let left = mostGlyphs
  for (let segment = 0; segment < double; segment += 2) {
    const [first, last] = [bytes.readUInt16BE(starts + segment), bytes.readUInt16BE(ends + segment)]
    const delta = bytes.readUInt16BE(deltas + segment)
    const offset = bytes.readUInt16BE(offsets + segment)
    for (let code = first; code <= last && code < 0xffff && left > 0; code += 1) {
      left -= 1
      const place = offsets + segment + offset + (code - first) * 2
      if (offset !== 0 && place + 2 > bytes.length) break
      const found = offset === 0 ? code : bytes.readUInt16BE(place)
      if (offset === 0 || found !== 0) set(code, (found + delta) & 0xffff)
    }
  }
}

/** The names of glyphs that every program may use without writing them: those of the letters of MacRoman in its order, and some more. */
const usualNames = (glyph: number): string | undefined => {
  if (glyph < 3 || glyph > 257) return undefined
  if (glyph >= 226) return furtherNames[glyph - 226]
  const letter = iconv.decode(Buffer.from([glyph < 98 ? glyph + 29 : glyph + 30]), 'macroman')
  return `u${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
const furtherNames =
  'Lslash lslash Scaron scaron Zcaron zcaron brokenbar Eth eth Yacute yacute Thorn thorn minus multiply onesuperior twosuperior threesuperior onehalf onequarter threequarters franc Gbreve gbreve Idotaccent Scedilla scedilla Cacute cacute Ccaron ccaron dcroat'.split(
    ' ',
  )

function namesOf(bytes: Buffer, table: Table | undefined): (string | undefined)[] {
  if (!table || table[1] > bytes.length) return []
  const [start, end] = table
  const format = bytes.readUInt32BE(start)
  if (format === 0x10000) return Array.from({ length: 258 }, (_, glyph) => usualNames(glyph))
  if (format !== 0x20000) return []
  const count = bytes.readUInt16BE(start + 32)
  const own: string[] = []
  for (let at = start + 34 + count * 2; at < end; at += 1 + bytes.readUInt8(at))
    own.push(bytes.toString('latin1', at + 1, Math.min(end, at + 1 + bytes.readUInt8(at))))
  return Array.from({ length: count }, (_, glyph) => {
    const name = bytes.readUInt16BE(start + 34 + glyph * 2)
    return name < 258 ? usualNames(name) : own[name - 258]
  })
}
