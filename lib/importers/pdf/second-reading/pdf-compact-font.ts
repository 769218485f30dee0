import { standardName } from './pdf-compact-names'
import { lettersOfName } from './pdf-glyph-names'

/** What a font program says of its own glyphs. */
export interface FontProgram {
  /** The letters that a code of one byte shows by the program's own encoding; undefined where it does not say. */
  ofCode: (code: number) => string | undefined
  /** The letters of a glyph by its number; undefined where it does not say. */
  ofGlyph: (glyph: number) => string | undefined
  /** The letters of the glyph of a name that says nothing by itself; undefined where the program does not say. */
  ofName: (name: string) => string | undefined
}

/** A part of the program that others point into: where each of its items begins and ends, in bytes from the start. */
interface Index {
  items: readonly (readonly [start: number, end: number])[]
  end: number
}

type Dictionary = ReadonlyMap<number, readonly number[]>

/** Operators of the program's dictionary; those of two bytes are counted from 1200. */
const operator = { charset: 15, encoding: 16, glyphs: 17, registry: 1230 } as const
/** The range of numbers that the program's own strings begin behind. */
const standardCount = 391
const mostItems = 65_536

/** Reads a font program in the Compact Font Format (Adobe's technical note 5176): names of glyphs, and which codes they have. Throws a RangeError where it ends too early. */
export function compactFont(bytes: Buffer): FontProgram {
  const names = indexAt(bytes, bytes.readUInt8(2))
  const tops = indexAt(bytes, names.end)
  const strings = indexAt(bytes, tops.end)
  const top = dictionaryAt(bytes, ...(tops.items[0] ?? [0, 0]))
  const count = indexAt(bytes, top.get(operator.glyphs)?.[0] ?? bytes.length).items.length
  // The glyphs of such a program have numbers of a collection, and no names.
  if (top.has(operator.registry)) return { ofCode: nothing, ofGlyph: nothing, ofName: nothing }
  const nameOf = (id: number): string | undefined => {
    const own = strings.items[id - standardCount]
    return own ? bytes.toString('latin1', ...own) : standardName(id)
  }
  const charset = charsetAt(bytes, top.get(operator.charset)?.[0] ?? 0, count)
  const codes = encodingAt(bytes, top.get(operator.encoding)?.[0] ?? 0)
  const ofGlyph = (glyph: number) => lettersOfName(nameOf(charset[glyph] ?? 0))
  return {
    ofGlyph,
    ofName: nothing,
    ofCode: (code) => {
      const found = codes.get(code)
      if (found === undefined) return undefined
      return 'glyph' in found ? ofGlyph(found.glyph) : lettersOfName(nameOf(found.id))
    },
  }
}

const nothing = (): undefined => undefined

function indexAt(bytes: Buffer, at: number): Index {
  const count = bytes.readUInt16BE(at)
  if (count === 0) return { items: [], end: at + 2 }
  const size = bytes.readUInt8(at + 2)
  const data = at + 2 + (count + 1) * size
  const offset = (item: number): number => data + bytes.readUIntBE(at + 3 + item * size, size)
  return {
    items: Array.from({ length: count }, (_, item) => [offset(item), offset(item + 1)] as const),
    end: offset(count),
  }
}

function dictionaryAt(bytes: Buffer, start: number, end: number): Dictionary {
  const found = new Map<number, number[]>()
  let operands: number[] = []
  for (let at = start; at < end;) {
    const first = bytes.readUInt8(at)
    at += 1
    if (first <= 21) {
      found.set(first === 12 ? 1200 + bytes.readUInt8(at) : first, operands)
      if (first === 12) at += 1
      operands = []
    } else if (first === 30) {
      // No place in the program is written as a fraction.
      while (at < end && (bytes.readUInt8(at) & 15) !== 15) at += 1
      at += 1
      operands.push(0)
    } else if (first === 28) {
      operands.push(bytes.readInt16BE(at))
      at += 2
    } else if (first === 29) {
      operands.push(bytes.readInt32BE(at))
      at += 4
    } else if (first <= 246) operands.push(first - 139)
    else {
      const second = bytes.readUInt8(at)
      operands.push(first <= 250 ? (first - 247) * 256 + second + 108 : -(first - 251) * 256 - second - 108)
      at += 1
    }
  }
  return found
}

/** The numbers of the names of glyphs. */
function charsetAt(bytes: Buffer, offset: number, count: number): number[] {
  // Adobe's own set, whose names are numbered as its glyphs are; the other two have old figures and small capitals alone.
  if (offset <= 2) return offset === 0 ? Array.from({ length: 229 }, (_, at) => at) : []
  const ids = [0]
  const format = bytes.readUInt8(offset)
  for (let at = offset + 1; ids.length < Math.min(count, mostItems);) {
    const first = bytes.readUInt16BE(at)
    const more = format === 0 ? 0 : format === 1 ? bytes.readUInt8(at + 2) : bytes.readUInt16BE(at + 2)
    for (let id = first; id <= first + more && ids.length < mostItems; id += 1) ids.push(id)
    at += format === 0 ? 2 : format === 1 ? 3 : 4
  }
  return ids
}

/** What the codes show: a glyph, or by the standard or in addition a name by its number. */
function encodingAt(bytes: Buffer, offset: number): Map<number, { glyph: number } | { id: number }> {
  const codes = new Map<number, { glyph: number } | { id: number }>()
  if (offset <= 1) {
    if (offset === 0) for (const [code, id] of standardCodes()) codes.set(code, { id })
    return codes
  }
  const format = bytes.readUInt8(offset)
  const length = bytes.readUInt8(offset + 1)
  let at = offset + 2
  let glyph = 1
  for (let entry = 0; entry < length; entry += 1) {
    const first = bytes.readUInt8(at)
    const more = (format & 127) === 0 ? 0 : bytes.readUInt8(at + 1)
    for (let code = first; code <= first + more; code += 1) codes.set(code, { glyph: glyph++ })
    at += (format & 127) === 0 ? 1 : 2
  }
  if (format < 128) return codes
  const additions = bytes.readUInt8(at)
  for (let entry = 0; entry < additions; entry += 1)
    codes.set(bytes.readUInt8(at + 1 + entry * 3), { id: bytes.readUInt16BE(at + 2 + entry * 3) })
  return codes
}

/** Adobe's standard encoding, whose codes follow one another as the numbers of its names do, with gaps. */
function standardCodes(): [code: number, id: number][] {
  const rows: [first: number, last: number][] = [
    [32, 126],
    [161, 175],
    [177, 180],
    [182, 189],
    [191, 191],
    [193, 200],
    [202, 203],
    [205, 208],
    [225, 225],
    [227, 227],
    [232, 235],
    [241, 241],
    [245, 245],
    [248, 251],
  ]
  let id = 0
  return rows.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, at): [number, number] => [first + at, (id += 1)]),
  )
}
