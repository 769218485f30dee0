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
  return new SeenWords(isUtf8).read(source)
}

/** Gathers what a reader sees, group by group, with the fonts and the code page that say what its bytes mean. */
class SeenWords {
  readonly #fonts = new Map<number, RtfFont>()
  readonly #outer: Level[] = []
  readonly #out: string[] = []
  #level: Level = {
    font: 0,
    standIns: 1,
    isShown: true,
    isDead: false,
    hidden: false,
    deleted: false,
    isApart: false,
  }
  #page = 'cp1252'
  /** How deep the table of fonts lies, while one is in it. */
  #isInFonts = 0
  #isStarred = false
  /** How many of the letters that follow stand in for one that was given by its number. */
  #skip = 0
  #bytes = ''
  #units = ''

  constructor(readonly isUtf8: boolean) {}

  /** Reads to the end of the outermost group. */
  read(source: string): string {
    const pattern = new RegExp(step)
    let isOver = false
    for (let match = pattern.exec(source); match && !isOver; match = pattern.exec(source)) {
      const [, name, number, hex, symbol, brace, run] = match
      if (name === 'bin') pattern.lastIndex += Math.max(0, Number(number ?? 0))
      else if (name !== undefined) this.#word(name, number === undefined ? undefined : Number(number))
      else if (hex !== undefined) this.#byte(String.fromCharCode(parseInt(hex, 16)))
      else if (symbol === '*') this.#isStarred = true
      else if (symbol !== undefined) {
        if (/[\\{}\x80-\xff]/.test(symbol)) this.#byte(symbol)
        else this.#word(symbol, undefined)
      } else if (brace === '{') this.#open()
      else if (brace === '}') isOver = this.#close()
      else if (run !== undefined) this.#run(run)
    }
    this.#flush()
    return this.#out.join('')
  }

  get #isSeen(): boolean {
    return this.#level.isShown && !this.#level.isDead && !this.#level.hidden && !this.#level.deleted
  }

  #flush(): void {
    if (this.#bytes === '' && this.#units === '') return
    const font = this.#fonts.get(this.#level.font)
    const signs = signsOfFont(font)
    const decoded = signs
      ? this.#bytes.replace(/[^]/g, (byte) => signs.get(byte.charCodeAt(0)) ?? byte)
      : iconv.decode(Buffer.from(this.#bytes, 'latin1'), pageOfFont(font, this.#page))
    if (this.#isInFonts > 0 && font) font.name = (font.name + decoded).replace(/;.*$/s, '').trim()
    else if (this.#isSeen)
      this.#out.push(
        decoded + this.#units.replace(/[\uf000-\uf0ff]/g, (sign) => signs?.get(sign.charCodeAt(0) & 0xff) ?? sign),
      )
    this.#bytes = ''
    this.#units = ''
  }

  #byte(run: string): void {
    const rest = run.slice(this.#skip)
    this.#skip = Math.max(0, this.#skip - run.length)
    if (rest === '') return
    if (this.#units !== '') this.#flush()
    this.#bytes += rest
  }

  #run(run: string): void {
    const text = run.replace(/[\r\n\0]/g, '')
    if (this.isUtf8 && /[\x80-\xff]/.test(text)) {
      this.#flush()
      if (this.#isSeen) this.#out.push(Buffer.from(text, 'latin1').toString('utf8'))
    } else this.#byte(text)
  }

  #open(): void {
    this.#flush()
    this.#skip = 0
    this.#isStarred = false
    this.#outer.push(this.#level)
    this.#level = { ...this.#level, isApart: false }
  }

  /** Answers whether that was the outermost group. */
  #close(): boolean {
    this.#flush()
    this.#skip = 0
    this.#isStarred = false
    if (this.#level.isApart) this.#out.push('\n')
    this.#level = this.#outer.pop() ?? this.#level
    if (this.#isInFonts > this.#outer.length) this.#isInFonts = 0
    return this.#outer.length === 0
  }

  /** A letter by its number, with letters after it for programs that do not know it. */
  #unit(value: number): void {
    if (this.#bytes !== '') this.#flush()
    this.#units +=
      value > 0xffff ? String.fromCodePoint(Math.min(value, 0x10ffff)) : String.fromCharCode(value & 0xffff)
    this.#skip = this.#level.standIns
  }

  #word(name: string, value: number | undefined): void {
    if (name === 'u' && value !== undefined) return this.#unit(value)
    const letter = ownValue(letters, name)
    if (letter !== undefined && this.#skip > 0) {
      this.#skip -= 1
      return
    }
    this.#flush()
    this.#skip = 0
    this.#destination(name)
    if (this.#setting(name, value)) return
    if (letter !== undefined && this.#isSeen) this.#out.push(letter)
    // A deleted end of a paragraph joins two.
    else if (breaks.test(name) && !(name === 'par' && this.#level.deleted)) this.#out.push('\n')
    else this.#page = ownValue(pages, name) ?? this.#page
  }

  /** What a word at the beginning of a group says about all that is in it. */
  #destination(name: string): void {
    if (dead.test(name)) this.#level.isDead = true
    else if (shown.test(name)) this.#level.isShown = true
    else if (unseen.test(name) || (this.#isStarred && !/^(b|i|ul|v|f)$/.test(name))) this.#level.isShown = false
    this.#isStarred = false
    if (apart.test(name)) {
      this.#level.isApart = true
      this.#out.push('\n')
    }
  }

  /** Carries out a word that sets font, code page or what is hidden; answers whether it is one. */
  #setting(name: string, value: number | undefined): boolean {
    const level = this.#level
    if (name === 'fonttbl') this.#isInFonts = this.#outer.length
    else if (name === 'f') {
      level.font = value ?? 0
      if (this.#isInFonts > 0) this.#fonts.set(level.font, { name: '', charset: null, page: null })
    } else if (name === 'fcharset') (this.#fonts.get(level.font) ?? { charset: 0 }).charset = value ?? 0
    else if (name === 'cpg') (this.#fonts.get(level.font) ?? { page: 0 }).page = value ?? 0
    else if (name === 'ansicpg') this.#page = pageNumbered(value ?? 1252)
    else if (name === 'uc') level.standIns = Math.max(0, value ?? 1)
    else if (name === 'v') level.hidden = value !== 0
    else if (name === 'deleted' || name === 'mvf') level.deleted = value !== 0
    else if (name === 'plain') this.#level = { ...level, hidden: false, deleted: false }
    else return false
    return true
  }
}
