import { ownValue } from '@/lib/domain/own-value'
import type { NodeJson } from '@/lib/editor/document-json'
import { nowhere, RtfCapture, type RtfDestination } from './rtf-destination'
import { destinationOf, isDestination, type RtfReading } from './rtf-destinations'
import { RtfField } from './rtf-fields'
import { RtfFlow } from './rtf-flow'
import { pageNumbered, signsOfFont } from './rtf-fonts'
import { RtfHead } from './rtf-head'
import { nothingLeftOut } from './rtf-left-out'
import { RtfLetters } from './rtf-letters'
import type { RtfSectionLevels } from './rtf-paragraph-numbers'
import {
  charactersAfter,
  paragraphAfter,
  plainCharacters,
  plainParagraphState,
  type RtfCharacters,
  type RtfParagraphState,
  type RtfParagraphNumber,
} from './rtf-state'
import { rtfTokens, type RtfToken } from './rtf-tokens'

interface Group {
  characters: RtfCharacters
  paragraph: RtfParagraphState
  to: RtfDestination
  /** What ends with this group. */
  opened: RtfDestination | null
  /** Whether only formatting came so far, so that it may still turn out to be something other than text. */
  isNew: boolean
  isFirst: boolean
  isStarred: boolean
}

/** Groups deeper than this share the state of the one around them. Mail programs do nest some thousand. */
const deepest = 100_000

const signs: Readonly<Record<string, string | undefined>> = {
  emdash: '—',
  endash: '–',
  emspace: '\u2003',
  enspace: '\u2002',
  qmspace: '\u2005',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  tab: '\t',
  zwbo: '\u200b',
  zwnbo: '\u2060',
  zwj: '\u200d',
  zwnj: '\u200c',
  ltrmark: '\u200e',
  rtlmark: '\u200f',
  '~': '\u00a0',
  '-': '\u00ad',
  _: '\u2011',
  '\t': '\t',
}
const documentPages: Readonly<Record<string, string | undefined>> = {
  ansi: 'cp1252',
  mac: 'macintosh',
  pc: 'cp437',
  pca: 'cp850',
}
const lineEnds = new Set(['line', 'softline', 'lbr'])
const paragraphEnds = new Set(['par', 'sect', 'page', 'column', '\n', '\r'])

/** Reads an RTF source, whose characters are its bytes, from its start to its end. */
export class RtfReader implements RtfReading {
  readonly leftOut = nothingLeftOut()
  readonly notes: NodeJson[] = []
  readonly headOf = new RtfHead()
  readonly sectionLevels: RtfSectionLevels = new Map()
  readonly letters: RtfLetters
  /** Whether the source ends before the document does. */
  isCutOff = false
  readonly #flow = new RtfFlow(this)
  readonly #after = new RtfCapture((text) => this.leftOut.after.push(text))
  readonly #groups: Group[] = []
  #group: Group
  #beyond = 0
  #page = 'cp1252'
  #standIns = 0
  #isWhole = false

  constructor(isUtf8: boolean) {
    this.letters = new RtfLetters(isUtf8)
    this.#group = {
      characters: plainCharacters(0, 1),
      paragraph: plainParagraphState,
      to: nowhere,
      opened: null,
      isNew: false,
      isFirst: false,
      isStarred: false,
    }
  }

  /** The blocks of the document; its notes and what was left out are in the reader then. */
  read(source: string): NodeJson[] {
    for (const token of rtfTokens(source)) this.#token(token)
    this.#flush(true)
    this.isCutOff = !this.#isWhole
    while (this.#groups.length > 0) this.#closeGroup()
    this.#after.close()
    return this.#flow.blocks()
  }

  get characters(): RtfCharacters {
    return this.#group.characters
  }
  get paragraph(): RtfParagraphState {
    return this.#group.paragraph
  }
  head(word: string): RtfDestination | undefined {
    return this.headOf.destination(word)
  }
  headingLevel(paragraph: RtfParagraphState): number | null {
    return this.headOf.styles.headingLevel(paragraph)
  }
  marker(paragraph: RtfParagraphState): string | null {
    return this.headOf.numbering.marker(paragraph)
  }
  isInList({ list }: RtfParagraphState): boolean {
    return this.headOf.numbering.has(list)
  }
  hasSigns(font: number): boolean {
    return signsOfFont(this.headOf.fonts.get(font)) !== null
  }
  setNumber(number: RtfParagraphNumber): void {
    const { paragraph } = this.#group
    this.#group.paragraph = { ...paragraph, number, listLevel: number.level ?? paragraph.listLevel }
  }

  #token(token: RtfToken): void {
    switch (token.kind) {
      case 'open':
        return this.#openGroup()
      case 'close':
        return this.#closeGroup()
      case 'word':
        return this.#word(token.word, token.value)
      case 'symbol':
        return this.#symbol(token.symbol)
      case 'byte':
        return this.#bytes(String.fromCharCode(token.value))
      case 'text':
        return this.#run(token.text)
    }
  }

  #openGroup(): void {
    this.#flush(false)
    this.#standIns = 0
    if (this.#groups.length >= deepest) {
      this.#beyond += 1
      return
    }
    const { characters, paragraph, to } = this.#group
    this.#group.isNew = false
    this.#groups.push(this.#group)
    this.#group = {
      characters,
      paragraph,
      to: this.#groups.length === 1 && !this.#isWhole ? this.#flow : to,
      opened: null,
      isNew: true,
      isFirst: true,
      isStarred: false,
    }
  }

  #closeGroup(): void {
    this.#flush(false)
    this.#standIns = 0
    if (this.#beyond > 0) {
      this.#beyond -= 1
      return
    }
    const outer = this.#groups.pop()
    if (!outer) return
    const { opened } = this.#group
    this.#group = outer
    opened?.close?.()
    if (this.#groups.length > 0 || this.#isWhole) return
    this.#isWhole = true
    this.#group.to = this.#after
  }

  #word(word: string, value: number | null): void {
    const group = this.#group
    if (word === 'u' && value !== null) return this.#unit(value)
    if (this.#standIns > 0 && ownValue(signs, word) !== undefined && word !== 'tab') {
      this.#standIns -= 1
      return
    }
    this.#flush(false)
    this.#standIns = 0
    if (group.isNew && (group.isFirst || isDestination(word)) && group.opened === null && this.#open(word, value))
      return
    group.isFirst = false
    this.#act(word, value)
    group.to.word?.(word, value, group.paragraph)
  }

  /** Lets the group write to what its word names; false where the word names nothing of the kind. */
  #open(word: string, value: number | null): boolean {
    const group = this.#group
    const outer = group.to
    const made = destinationOf(word, group.isStarred, this, outer)
    group.isFirst = false
    if (!made) return false
    group.to = made
    group.isNew = false
    if (made !== outer && made !== this.#groups.at(-1)?.to) group.opened = made
    if (outer instanceof RtfField && word === 'fldrslt')
      group.characters = { ...group.characters, href: outer.href() ?? group.characters.href }
    made.word?.(word, value, group.paragraph)
    return true
  }

  #act(word: string, value: number | null): void {
    const group = this.#group
    const sign = ownValue(signs, word)
    if (sign !== undefined) this.#text(sign)
    else if (paragraphEnds.has(word)) this.#endParagraph(word)
    else if (lineEnds.has(word)) group.to.line?.()
    else if (word === 'plain')
      group.characters = {
        ...plainCharacters(this.headOf.defaultFont, group.characters.standIns),
        href: group.characters.href,
      }
    else if (word === 'revised') this.leftOut.inserted += 1
    else if (word === 'ansicpg') this.#page = value ? pageNumbered(value) : this.#page
    else if (word === 'deff') this.#setDefaultFont(value ?? 0)
    else if (Object.hasOwn(documentPages, word)) this.#page = documentPages[word]!
    else {
      group.characters = charactersAfter(group.characters, word, value) ?? group.characters
      group.paragraph = paragraphAfter(group.paragraph, word, value) ?? group.paragraph
    }
  }

  /** A deleted paragraph mark joins two paragraphs. */
  #endParagraph(word: string): void {
    if (word === 'par' && this.characters.deleted) return
    this.#flush(true)
    this.#group.isNew = false
    this.#group.to.paragraph?.(this.paragraph)
  }

  #setDefaultFont(font: number): void {
    this.headOf.defaultFont = font
    this.#group.characters = { ...this.characters, font }
  }

  #symbol(symbol: string): void {
    if (symbol === '*' && this.#group.isFirst) this.#group.isStarred = true
    else if (/[\\{}\x80-\xff]/.test(symbol)) this.#bytes(symbol)
    else this.#word(symbol, null)
  }

  #unit(number: number): void {
    if (!this.letters.hasUnits) this.#flush(false)
    this.#group.isNew = false
    this.letters.unit(number)
    this.#standIns = this.characters.standIns
  }

  /** Bytes that are not counted as stand-ins of a letter before them. */
  #bytes(bytes: string): void {
    const skipped = Math.min(this.#standIns, bytes.length)
    this.#standIns -= skipped
    if (skipped === bytes.length) return
    if (this.letters.hasUnits) this.#flush(true)
    this.letters.bytes(bytes.slice(skipped))
  }

  #run(run: string): void {
    const plain = this.letters.plain(run)
    if (plain === null) return this.#bytes(run)
    this.#flush(true)
    this.#text(plain.slice(this.#standIns))
    this.#standIns = 0
  }

  #flush(isEnd: boolean): void {
    if (this.letters.isEmpty) return
    const font = this.#group.to.isData ? undefined : this.headOf.fonts.get(this.characters.font)
    this.#text(this.letters.take(font, this.#page, isEnd))
  }

  /** Text as it is. U+2028 and U+2029 are what programs on a Mac write for the end of a line and of a paragraph. */
  #text(text: string): void {
    const { to, characters, paragraph } = this.#group
    if (text === '') return
    if (text.trim() !== '') this.#group.isNew = false
    for (const part of text.split(/([\u2028\u2029\v\f])/)) {
      if (part === '\u2028' || part === '\v') to.line?.()
      else if (part === '\u2029' || part === '\f') to.paragraph?.(paragraph)
      else if (part !== '') to.text?.(part, characters)
    }
  }
}
