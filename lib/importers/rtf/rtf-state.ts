import { ownValue } from '@/lib/domain/own-value'
import type { NumberFormat } from '@/lib/importers/number-format'

/** What is in force for the characters that follow. Never changed in place: groups keep theirs. */
export interface RtfCharacters {
  font: number
  bold: boolean
  italic: boolean
  underline: boolean
  strike: boolean
  smallCaps: boolean
  raised: 'superscript' | 'subscript' | null
  hidden: boolean
  deleted: boolean
  /** The address of the link around them. */
  href: string | null
  /** How many characters stand in for an old reader after each \u. */
  standIns: number
}

/** What is in force for the paragraph that is being written. */
export interface RtfParagraphState {
  style: number
  /** 0 to 8 for a heading, 9 for running text, null where only the style says. */
  outline: number | null
  /** How many tables deep. */
  table: number
  list: number
  listLevel: number
  /** How it is numbered where it is in no list. */
  number: RtfParagraphNumber | null
}

/** How a paragraph is numbered in the manner that is older than tables of lists. */
export interface RtfParagraphNumber {
  /** A paragraph that is skipped shows nothing, and the count goes on after it. */
  kind: 'number' | 'bullet' | 'skipped'
  /** 0 to 8 in an outline; null in a simple list. */
  level: number | null
  format: NumberFormat
  start: number
  before: string
  after: string
  /** Whether the numbers of the levels above stand before it. */
  hasLevelsAbove: boolean
  /** The font of its signs. */
  font: number | null
}

export const plainCharacters = (font: number, standIns: number): RtfCharacters => ({
  font,
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  smallCaps: false,
  raised: null,
  hidden: false,
  deleted: false,
  href: null,
  standIns,
})

export const plainParagraphState: RtfParagraphState = {
  style: 0,
  outline: null,
  table: 0,
  list: 0,
  listLevel: 0,
  number: null,
}

type Change = (state: RtfCharacters, value: number | null) => RtfCharacters

const toggles: Readonly<
  Record<string, 'bold' | 'italic' | 'underline' | 'strike' | 'smallCaps' | 'hidden' | 'deleted' | undefined>
> = {
  b: 'bold',
  i: 'italic',
  strike: 'strike',
  striked: 'strike',
  scaps: 'smallCaps',
  v: 'hidden',
  deleted: 'deleted',
  mvf: 'deleted',
  ul: 'underline',
  uld: 'underline',
  uldash: 'underline',
  uldashd: 'underline',
  uldashdd: 'underline',
  uldb: 'underline',
  ulth: 'underline',
  ulw: 'underline',
  ulwave: 'underline',
  ulhair: 'underline',
  ulhwave: 'underline',
  ulldash: 'underline',
  ulthd: 'underline',
  ulthdash: 'underline',
  ulthdashd: 'underline',
  ulthdashdd: 'underline',
  ulthldash: 'underline',
  ululdbwave: 'underline',
}
const changes: Readonly<Record<string, Change | undefined>> = {
  f: (state, value) => ({ ...state, font: value ?? 0 }),
  ulnone: (state) => ({ ...state, underline: false }),
  super: (state, value) => ({ ...state, raised: value === 0 ? null : 'superscript' }),
  sub: (state, value) => ({ ...state, raised: value === 0 ? null : 'subscript' }),
  nosupersub: (state) => ({ ...state, raised: null }),
  uc: (state, value) => ({ ...state, standIns: Math.max(0, value ?? 1) }),
}

/** The characters' state after a control word, or null where the word is about something else. A toggle without a number is on, with 0 off. */
export function charactersAfter(state: RtfCharacters, word: string, value: number | null): RtfCharacters | null {
  const toggle = ownValue(toggles, word)
  if (toggle) return { ...state, [toggle]: value !== 0 }
  return ownValue(changes, word)?.(state, value) ?? null
}

/** How deep tables and lists are followed; what is deeper counts as that deep. */
const deepestTable = 12
const deepestList = 8

/** The paragraph's state after a control word, or null where the word is about something else. */
export function paragraphAfter(state: RtfParagraphState, word: string, value: number | null): RtfParagraphState | null {
  switch (word) {
    case 'pard':
      return plainParagraphState
    case 's':
      return { ...state, style: value ?? 0 }
    case 'outlinelevel':
      return { ...state, outline: value ?? 0 }
    case 'intbl':
      return { ...state, table: value === 0 ? 0 : Math.max(1, state.table) }
    case 'itap':
      return { ...state, table: Math.min(deepestTable, Math.max(0, value ?? 0)) }
    case 'ls':
      return { ...state, list: value ?? 0 }
    case 'ilvl':
      return { ...state, listLevel: Math.min(deepestList, Math.max(0, value ?? 0)) }
    default:
      return null
  }
}
