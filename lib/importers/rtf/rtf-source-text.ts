import { ownValue } from '@/lib/domain/own-value'
import iconv from 'iconv-lite'
import { pageNumbered, pageOfFont, signsOfFont, type RtfFont } from './rtf-fonts'

interface Level {
  font: number
  standIns: number
  isShown: boolean
  /** Left out with all that is in it, as no part of the text or as something the report names. */
  isDead: boolean
  hidden: boolean
  deleted: boolean
  /** Of a note or a box, whose words are none of the text around it. */
  isApart: boolean
}

const step = /\\([a-zA-Z]+)(-?\d+)? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}]+)/g
const pages: Readonly<Record<string, string | undefined>> = { mac: 'macintosh', pc: 'cp437', pca: 'cp850' }
const letters: Readonly<Record<string, string | undefined>> = {
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  zwj: '\u200d',
  zwnj: '\u200c',
  '~': '\u00a0',
  _: '\u2011',
}
const breaks = /^(par|sect|page|column|line|tab|cell|nestcell|row|nestrow|softline|lbr|emspace|enspace|qmspace|[\r\n])$/

const dead =
  /^(fonttbl|colortbl|stylesheet|info|list|listtable|listoverride|listoverridetable|revtbl|header[lrf]?|footer[lrf]?|annotation|xe|tc|tcn|rxe|txe|nonshppict|nonesttables|shprslt|mmathPict|background|m\w+Pr|listtext|pntext|pn|NeXTGraphic|ftnsepc?|ftncn|aftnsepc?|aftncn|filetbl|atn\w+|bkmk\w+|template|password|private1?|fldinst|datafield)$/
const unseen = /^(pict|object|shp|shpgrp|do|upr|sp)$/
const apart = /^(footnote|shptxt|dptxbxtext|mden|me|mlim|mdeg)$/
const shown = /^(shptxt|dptxbxtext|ud|fldrslt|result|moMath|moMathPara|nesttableprops|footnote|cs|shppict)$/

/**
 * The words of an RTF stream that a reader of the file would see, in the stream's order, found without following paragraphs, tables, lists or fields: what the
 * text that is imported is held against. `source` has one byte a character; `isUtf8` says that bytes above ASCII that stand as they are, are UTF-8.
 */
export function rtfSourceText(source: string, isUtf8: boolean): string {
  const fonts = new Map<number, RtfFont>()
  const outer: Level[] = []
  const out: string[] = []
  let level: Level = {
    font: 0,
    standIns: 1,
    isShown: true,
    isDead: false,
    hidden: false,
    deleted: false,
    isApart: false,
  }
  let page = 'cp1252'
  let isInFonts = 0
  let isStarred = false
  let skip = 0
  let bytes = ''
  let units = ''

  const isSeen = () => level.isShown && !level.isDead && !level.hidden && !level.deleted
  const flush = () => {
    if (bytes === '' && units === '') return
    const font = fonts.get(level.font)
    const signs = signsOfFont(font)
    const decoded = signs
      ? bytes.replace(/[^]/g, (byte) => signs.get(byte.charCodeAt(0)) ?? byte)
      : iconv.decode(Buffer.from(bytes, 'latin1'), pageOfFont(font, page))
    if (isInFonts > 0 && font) font.name = (font.name + decoded).replace(/;.*$/s, '').trim()
    else if (isSeen())
      out.push(decoded + units.replace(/[\uf000-\uf0ff]/g, (sign) => signs?.get(sign.charCodeAt(0) & 0xff) ?? sign))
    bytes = ''
    units = ''
  }
  const byte = (run: string) => {
    const rest = run.slice(skip)
    skip = Math.max(0, skip - run.length)
    if (rest === '') return
    if (units !== '') flush()
    bytes += rest
  }
  const word = (name: string, value: number | undefined) => {
    if (name === 'u' && value !== undefined) {
      if (bytes !== '') flush()
      units += value > 0xffff ? String.fromCodePoint(Math.min(value, 0x10ffff)) : String.fromCharCode(value & 0xffff)
      skip = level.standIns
      return
    }
    const letter = ownValue(letters, name)
    if (letter !== undefined && skip > 0) {
      skip -= 1
      return
    }
    flush()
    skip = 0
    if (dead.test(name)) level.isDead = true
    else if (shown.test(name)) level.isShown = true
    else if (unseen.test(name) || (isStarred && !/^(b|i|ul|v|f)$/.test(name))) level.isShown = false
    isStarred = false
    if (apart.test(name)) {
      level.isApart = true
      out.push('\n')
    }
    if (name === 'fonttbl') isInFonts = outer.length
    else if (name === 'f') {
      level.font = value ?? 0
      if (isInFonts > 0) fonts.set(level.font, { name: '', charset: null, page: null })
    } else if (name === 'fcharset') (fonts.get(level.font) ?? { charset: 0 }).charset = value ?? 0
    else if (name === 'cpg') (fonts.get(level.font) ?? { page: 0 }).page = value ?? 0
    else if (name === 'ansicpg') page = pageNumbered(value ?? 1252)
    else if (name === 'uc') level.standIns = Math.max(0, value ?? 1)
    else if (name === 'v') level.hidden = value !== 0
    else if (name === 'deleted' || name === 'mvf') level.deleted = value !== 0
    else if (name === 'plain') level = { ...level, hidden: false, deleted: false }
    else if (letter !== undefined && isSeen()) out.push(letter)
    // A deleted end of a paragraph joins two.
    else if (breaks.test(name) && !(name === 'par' && level.deleted)) out.push('\n')
    else page = ownValue(pages, name) ?? page
  }

  const pattern = new RegExp(step)
  let isOver = false
  for (let match = pattern.exec(source); match && !isOver; match = pattern.exec(source)) {
    const [, name, number, hex, symbol, brace, run] = match
    if (name === 'bin') pattern.lastIndex += Math.max(0, Number(number ?? 0))
    else if (name !== undefined) word(name, number === undefined ? undefined : Number(number))
    else if (hex !== undefined) byte(String.fromCharCode(parseInt(hex, 16)))
    else if (symbol === '*') isStarred = true
    else if (symbol !== undefined) {
      if (/[\\{}\x80-\xff]/.test(symbol)) byte(symbol)
      else word(symbol, undefined)
    } else if (brace === '{') {
      flush()
      skip = 0
      isStarred = false
      outer.push(level)
      level = { ...level, isApart: false }
    } else if (brace === '}') {
      flush()
      skip = 0
      isStarred = false
      if (level.isApart) out.push('\n')
      level = outer.pop() ?? level
      if (isInFonts > outer.length) isInFonts = 0
      isOver = outer.length === 0
    } else if (run !== undefined) {
      const text = run.replace(/[\r\n\0]/g, '')
      if (isUtf8 && /[\x80-\xff]/.test(text)) {
        flush()
        if (isSeen()) out.push(Buffer.from(text, 'latin1').toString('utf8'))
      } else byte(text)
    }
  }
  flush()
  return out.join('')
}
