import iconv from 'iconv-lite'
import { characterMap, type CharacterMap } from './pdf-character-map'
import { fontProgramOf } from './pdf-font-program'
import { lettersOfName, textOfGlyph } from './pdf-glyph-names'
import type { PdfObjects } from './pdf-objects'
import { PdfName, type PdfDictionary, type PdfValue } from './pdf-syntax'
import { symbolTable } from '@/lib/importers/rtf/rtf-symbol-fonts'

/** A sign that a font draws: its text, or null where the file does not say it in a way that is read here; how far it goes, in text units; whether word spacing is added. */
interface PdfGlyph {
  text: string | null
  width: number
  isSpace: boolean
}

export interface PdfFont {
  glyphs: (bytes: string) => PdfGlyph[]
  isVertical: boolean
}

const usualWidth = 0.5

/** Reads a font's dictionary. */
export function fontOf(objects: PdfObjects, font: PdfDictionary): PdfFont {
  const source = objects.stream(font.get('ToUnicode'))
  const toUnicode = source === null ? null : characterMap(source)
  return objects.name(font.get('Subtype')) === 'Type0'
    ? compositeFont(objects, font, toUnicode)
    : simpleFont(objects, font, toUnicode)
}

/** Fonts of old Chinese programs that say they are Latin, are not in the file, and have two bytes a letter. */
const chinese = /^[\x80-\xff]|Sim(Sun|Hei|Fang|Kai|Li|You)|FangSong|KaiTi|STSong|SongTi|HeiTi/

function simpleFont(objects: PdfObjects, font: PdfDictionary, toUnicode: CharacterMap | null): PdfFont {
  const name = objects.name(font.get('BaseFont')) ?? ''
  const isEmbedded = [...objects.dictionary(font.get('FontDescriptor')).keys()].some((key) =>
    key.startsWith('FontFile'),
  )
  if (!isEmbedded && toUnicode === null && chinese.test(name)) {
    const glyphs = (bytes: string) =>
      byLead('gbk')(bytes).map(([at, length]): PdfGlyph => ({
        text: iconv.decode(Buffer.from(bytes.slice(at, at + length), 'latin1'), 'gbk'),
        width: length / 2,
        isSpace: false,
      }))
    return { glyphs, isVertical: false }
  }
  const texts = encodingOf(objects, font)
  const widths = objects.numbers(font.get('Widths'))
  const first = objects.resolve(font.get('FirstChar'))
  const scale =
    objects.name(font.get('Subtype')) === 'Type3'
      ? Math.abs(objects.numbers(font.get('FontMatrix'))[0] ?? 0.001)
      : 0.001
  const known = new Map<number, PdfGlyph>()
  const glyph = (code: number): PdfGlyph => {
    const width = widths[code - (typeof first === 'number' ? first : 0)]
    return {
      text: said(toUnicode, code) ?? texts(code),
      width: width === undefined ? usualWidth : width * scale,
      isSpace: code === 32,
    }
  }
  const glyphs = (bytes: string) =>
    Array.from({ length: bytes.length }, (_, at) => {
      const code = bytes.charCodeAt(at)
      const found = known.get(code) ?? glyph(code)
      known.set(code, found)
      return found
    })
  return { glyphs, isVertical: false }
}

const said = (map: CharacterMap | null, code: number): string | undefined => {
  const text = map?.texts.get(code)
  return text === undefined || text === '' || text === '\0' ? undefined : text
}

type Texts = (code: number) => string | null

/** What the codes of a simple font show, by its encoding or by the font itself. */
function encodingOf(objects: PdfObjects, font: PdfDictionary): Texts {
  const encoding = objects.resolve(font.get('Encoding'))
  const differences =
    encoding instanceof Map ? differencesOf(objects, encoding.get('Differences')) : new Map<number, string>()
  const base = baseOf(
    objects,
    font,
    encoding instanceof PdfName
      ? encoding.name
      : objects.name(encoding instanceof Map ? encoding.get('BaseEncoding') : undefined),
  )
  let program: ReturnType<typeof fontProgramOf> | undefined
  return (code) => {
    const name = differences.get(code)
    if (name === undefined) return base(code)
    if (name === '.notdef') return ''
    const said = textOfGlyph(name)
    if (said !== undefined) return said
    if (program === undefined) program = fontProgramOf(objects, objects.dictionary(font.get('FontDescriptor')))
    return program?.ofName(name) ?? null
  }
}

function differencesOf(objects: PdfObjects, value: PdfValue | undefined): Map<number, string> {
  const found = new Map<number, string>()
  let code = 0
  for (const item of objects.list(value).map((one) => objects.resolve(one))) {
    if (typeof item === 'number') code = item
    else if (item instanceof PdfName) found.set(code++, item.name)
  }
  return found
}

function baseOf(objects: PdfObjects, font: PdfDictionary, name: string | undefined): Texts {
  if (name === 'WinAnsiEncoding') return oneByte('windows-1252')
  if (name === 'MacRomanEncoding') return oneByte('macroman')
  const fontName = (objects.name(font.get('BaseFont')) ?? '').replace(/^[A-Z]{6}\+/, '')
  const descriptor = objects.dictionary(font.get('FontDescriptor'))
  const signs = symbolTable(fontName)
  if (signs) return (code) => signs.get(code) ?? null
  const program = objects.stream(descriptor.get('FontFile'))
  if (program !== null) {
    const own = builtIn(program)
    return own
      ? (code) => {
          const glyph = own.get(code)
          return lettersOfName(glyph) ?? (code === 32 ? ' ' : null)
        }
      : standard
  }
  const flags = objects.resolve(descriptor.get('Flags'))
  const isSymbolic = typeof flags === 'number' && (flags & 4) !== 0 && (flags & 32) === 0
  const isTrueType = descriptor.has('FontFile2')
  if (name === 'StandardEncoding' || !(isTrueType ? isSymbolic : descriptor.has('FontFile3'))) return standard
  const inside = fontProgramOf(objects, descriptor)
  return (code) => inside?.ofCode(code) ?? (code === 32 ? ' ' : null)
}

function oneByte(encoding: string): Texts {
  return (code) => {
    const text = iconv.decode(Buffer.from([code]), encoding)
    return code < 32 || text === '\ufffd' ? null : text
  }
}

/** The encoding of a Type 1 font's own, null where it is the standard one. */
function builtIn(program: string): Map<number, string> | null {
  const clear = program.slice(0, Math.max(0, program.indexOf('eexec')) || 65_536)
  const entries = [...clear.matchAll(/dup\s+(\d{1,3})\s*\/([^\s/]+)\s+put/g)]
  return entries.length === 0 ? null : new Map(entries.map(([, code, name]) => [Number(code), name ?? '']))
}

const standardHigh = Object.fromEntries(
  (
    '161 exclamdown cent sterling fraction yen florin section currency quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright fi fl 177 endash dagger daggerdbl periodcentered 182 paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis perthousand 191 questiondown ' +
    '193 grave acute circumflex tilde macron breve dotaccent dieresis 202 ring cedilla 205 hungarumlaut ogonek caron emdash 225 AE 227 ordfeminine 232 Lslash Oslash OE ordmasculine 241 ae 245 dotlessi 248 lslash oslash oe germandbls'
  )
    .split(/\s+(?=\d)/)
    .flatMap((part) =>
      part
        .split(' ')
        .slice(1)
        .map((name, at) => [Number(part.split(' ')[0]) + at, textOfGlyph(name) ?? '']),
    ),
) as Record<number, string | undefined>

const standard: Texts = (code) =>
  code === 39
    ? '’'
    : code === 96
      ? '‘'
      : code >= 32 && code < 127
        ? String.fromCharCode(code)
        : (standardHigh[code] ?? null)

function compositeFont(objects: PdfObjects, font: PdfDictionary, toUnicode: CharacterMap | null): PdfFont {
  const [descendant] = objects.list(font.get('DescendantFonts'))
  const inner = objects.dictionary(descendant)
  const widths = widthsOf(objects, inner.get('W'))
  const usual = objects.resolve(inner.get('DW'))
  const name = objects.name(font.get('Encoding'))
  const own = name === undefined ? objects.stream(font.get('Encoding')) : null
  const ownMap = own === null ? null : characterMap(own)
  const encoding = name === undefined ? undefined : unicodeOf(name)
  const split =
    ownMap && ownMap.spaces.length > 0
      ? bySpaces(ownMap)
      : encoding && encoding !== 'utf16-be'
        ? byLead(encoding)
        : inTwos
  const ofGlyph = name?.startsWith('Identity') ? glyphsOf(objects, inner) : () => undefined
  const glyphs = (bytes: string) =>
    split(bytes).map(([at, length]): PdfGlyph => {
      const part = bytes.slice(at, at + length)
      const code = [...part].reduce((sum, byte) => sum * 256 + byte.charCodeAt(0), 0)
      const width = (widths.get(code) ?? (typeof usual === 'number' ? usual : 1000)) * 0.001
      return {
        text:
          said(toUnicode, code) ??
          (encoding ? iconv.decode(Buffer.from(part, 'latin1'), encoding) : (ofGlyph(code) ?? null)),
        width,
        isSpace: length === 1 && code === 32,
      }
    })
  return { glyphs, isVertical: name?.endsWith('V') ?? false }
}

/** What the numbers of a composite font's glyphs show, by the font program; it is read where that is asked for. */
function glyphsOf(objects: PdfObjects, font: PdfDictionary): (number: number) => string | undefined {
  let program: ReturnType<typeof fontProgramOf> | undefined
  const renumbered = objects.stream(font.get('CIDToGIDMap'))
  return (number) => {
    if (program === undefined) program = fontProgramOf(objects, objects.dictionary(font.get('FontDescriptor')))
    const glyph =
      renumbered === null ? number : renumbered.charCodeAt(number * 2) * 256 + renumbered.charCodeAt(number * 2 + 1)
    return program?.ofGlyph(glyph)
  }
}

/** The encoding of letters that the codes of a known character map are. */
function unicodeOf(name: string): string | undefined {
  if (/UCS2|UTF16/.test(name)) return 'utf16-be'
  if (name.includes('RKSJ')) return 'shift_jis'
  if (/^GB/.test(name)) return 'gbk'
  if (/B5|^HKscs/.test(name)) return 'big5'
  return /^KSC/.test(name) ? 'euc-kr' : /^EUC-/.test(name) ? 'euc-jp' : undefined
}

type Split = (bytes: string) => [at: number, length: number][]

const inTwos: Split = (bytes) => Array.from({ length: Math.ceil(bytes.length / 2) }, (_, at) => [at * 2, 2])

const byLead =
  (encoding: string): Split =>
  (bytes) => {
    const parts: [number, number][] = []
    for (let at = 0; at < bytes.length;) {
      const byte = bytes.charCodeAt(at)
      const length = byte < 0x81 || (encoding === 'shift_jis' && byte >= 0xa0 && byte < 0xe0) ? 1 : 2
      parts.push([at, length])
      at += length
    }
    return parts
  }

const bySpaces =
  ({ spaces }: CharacterMap): Split =>
  (bytes) => {
    const parts: [number, number][] = []
    const longest = Math.max(1, ...spaces.map(({ length }) => length))
    for (let at = 0; at < bytes.length;) {
      let code = 0
      let length = 0
      do {
        code = code * 256 + (bytes.charCodeAt(at + length) || 0)
        length += 1
      } while (
        length < longest &&
        !spaces.some((space) => space.length === length && code >= space.from && code <= space.to)
      )
      parts.push([at, length])
      at += length
    }
    return parts
  }

function widthsOf(objects: PdfObjects, value: PdfValue | undefined): Map<number, number> {
  const found = new Map<number, number>()
  const items = objects.list(value).map((item) => objects.resolve(item))
  for (let at = 0; at < items.length;) {
    const [first, second, third] = items.slice(at, at + 3)
    if (typeof first !== 'number') at += 1
    else if (Array.isArray(second)) {
      second.forEach((width, index) => typeof width === 'number' && found.set(first + index, width))
      at += 2
    } else {
      if (typeof second === 'number' && typeof third === 'number')
        for (let code = first; code <= Math.min(second, first + 65_535); code += 1) found.set(code, third)
      at += 3
    }
  }
  return found
}
