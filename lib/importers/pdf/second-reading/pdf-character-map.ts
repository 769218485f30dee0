import { PdfOperator, PdfString, PdfSyntax, type PdfValue } from './pdf-syntax'

const mostEntries = 200_000

/** What the codes of a font are: from a character map of the file (ToUnicode, or an encoding of its own). */
export interface CharacterMap {
  /** Lengths of codes in bytes, each with the range of codes that have it. */
  spaces: { length: number; from: number; to: number }[]
  /** A code's text, as UTF-16, or where the map gives numbers of glyphs nothing. */
  texts: Map<number, string>
  /** The map that this one adds to. */
  base?: string
}

/** Reads a character map of a PDF. */
export function characterMap(source: string): CharacterMap {
  const map: CharacterMap = { spaces: [], texts: new Map() }
  const syntax = new PdfSyntax(source)
  let operands: PdfValue[] = []
  for (let next = syntax.next(); next !== undefined; next = syntax.next()) {
    if (!(next instanceof PdfOperator)) {
      operands.push(next)
      continue
    }
    if (next.name === 'endcodespacerange')
      inPairs(operands, 2, ([from, to]) =>
        map.spaces.push({ length: bytesOf(to).length, from: codeOf(from), to: codeOf(to) }),
      )
    else if (next.name === 'endbfchar')
      inPairs(operands, 2, ([code, text]) => void map.texts.set(codeOf(code), utf16(bytesOf(text))))
    else if (next.name === 'endbfrange')
      inPairs(operands, 3, ([from, to, texts]) => setRange(map.texts, codeOf(from), codeOf(to), texts))
    operands = []
  }
  return map
}

function inPairs(operands: readonly PdfValue[], size: number, take: (group: PdfValue[]) => void): void {
  for (let at = 0; at + size <= operands.length; at += size) take(operands.slice(at, at + size))
}

function setRange(texts: Map<number, string>, from: number, to: number, target: PdfValue | undefined): void {
  if (Array.isArray(target)) target.forEach((text, at) => texts.set(from + at, utf16(bytesOf(text))))
  else {
    const first = utf16(bytesOf(target))
    const last = first.codePointAt(first.length - (/[\udc00-\udfff]$/.test(first) ? 2 : 1)) ?? 0
    const before = first.slice(0, first.length - (last > 0xffff ? 2 : 1))
    for (let code = from; code <= to && texts.size < mostEntries; code += 1)
      texts.set(code, last + code - from <= 0x10ffff ? before + String.fromCodePoint(last + code - from) : '')
  }
}

const bytesOf = (value: PdfValue | undefined): string => (value instanceof PdfString ? value.bytes : '')
const codeOf = (value: PdfValue | undefined): number =>
  [...bytesOf(value)].reduce((sum, byte) => sum * 256 + byte.charCodeAt(0), 0)

function utf16(bytes: string): string {
  if (bytes.length === 1) return bytes
  const buffer = Buffer.from(bytes, 'latin1')
  return buffer
    .subarray(0, buffer.length - (buffer.length % 2))
    .swap16()
    .toString('utf16le')
    .replace(/^\ufeff/, '') // Some programs mark the order of the bytes, as texts elsewhere in a file do.
}
