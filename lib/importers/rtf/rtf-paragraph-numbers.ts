import { ownValue } from '@/lib/domain/own-value'
import { formatNumber, type NumberFormat } from '@/lib/importers/number-format'
import { nowhere, RtfCapture, type RtfDestination } from './rtf-destination'
import type { RtfParagraphNumber } from './rtf-state'

const simple: RtfParagraphNumber = {
  kind: 'number',
  level: null,
  format: 'decimal',
  start: 1,
  before: '',
  after: '',
  hasLevelsAbove: false,
  font: null,
}

const formats: Readonly<Record<string, NumberFormat | undefined>> = {
  pndec: 'decimal',
  pncard: 'decimal',
  pnucltr: 'upper-letter',
  pnlcltr: 'lower-letter',
  pnucrm: 'upper-roman',
  pnlcrm: 'lower-roman',
  pnord: 'ordinal',
  pnordt: 'ordinal',
}

/** What the levels of a document's outline look like where a paragraph does not say. */
export type RtfSectionLevels = Map<number, RtfParagraphNumber>

/** Reads the group that says how a paragraph is numbered, or what a level of the outline looks like; `read` gets it at the group's end. */
export function paragraphNumber(levels: RtfSectionLevels, read: (number: RtfParagraphNumber) => void): RtfDestination {
  let number = simple
  const text = (side: 'before' | 'after') =>
    new RtfCapture((shown) => {
      number = { ...number, [side]: shown.replace(/\s+/g, ' ').slice(0, 100) }
    })
  return {
    isData: true,
    text: () => undefined,
    word: (word, value) => {
      const format = ownValue(formats, word)
      if (format) number = { ...number, format }
      else if (word === 'pnlvlblt') number = { ...number, kind: 'bullet' }
      else if (word === 'pnlvlcont') number = { ...number, kind: 'skipped' }
      else if (word === 'pnstart') number = { ...number, start: Math.max(0, value ?? 1) }
      else if (word === 'pnprev') number = { ...number, hasLevelsAbove: value !== 0 }
      else if (word === 'pnf') number = { ...number, font: value }
      else if ((word === 'pnlvl' || word === 'pnseclvl') && value !== null && value >= 1 && value <= 9)
        number = { ...(levels.get(value - 1) ?? simple), level: value - 1 }
    },
    inside: (word) => (word === 'pntxtb' ? text('before') : word === 'pntxta' ? text('after') : nowhere),
    close: () => read(number),
  }
}

interface Count {
  of: string
  start: number
  value: number
}

/** Counts the paragraphs of one run of text. */
export class RtfParagraphNumbers {
  /** The simple lists that are open, each within the one before it. */
  #simple: Count[] = []
  readonly #levels: Count[] = []
  readonly #shown: string[] = []

  /**
   * What stands before a paragraph; null where nothing does. A paragraph without a number ends the simple lists before it, save in a table, where every cell is a
   * paragraph; an outline goes on. `hasSigns` says whether the letters of a font are signs.
   */
  marker(number: RtfParagraphNumber | null, isInTable: boolean, hasSigns: (font: number) => boolean): string | null {
    if (number === null && !isInTable) this.#simple = []
    if (number === null || number.kind === 'skipped') return null
    if (number.kind === 'bullet') return bullet(number, number.font !== null && hasSigns(number.font))
    const own = (count: Count) => `${number.before}${formatNumber(count.value, number.format)}${number.after}`.trim()
    return number.level === null ? own(this.#nextSimple(number)) : this.#outline(number, number.level, own)
  }

  #nextSimple(number: RtfParagraphNumber): Count {
    const of = JSON.stringify([number.format, number.before, number.after])
    const at = this.#simple.findIndex((count) => count.of === of)
    const next = following(this.#simple[at], of, number.start)
    this.#simple = [...this.#simple.slice(0, at === -1 ? this.#simple.length : at), next]
    return next
  }

  #outline(number: RtfParagraphNumber, level: number, own: (count: Count) => string): string {
    const next = following(this.#levels[level], '', number.start)
    this.#levels[level] = next
    this.#levels.length = level + 1
    const above = number.hasLevelsAbove ? (this.#shown[level - 1] ?? '') : ''
    const shown = above + (/[\p{L}\p{N}]$/u.test(above) ? '.' : '') + own(next)
    this.#shown[level] = shown
    return shown
  }
}

/** A list counts on until a paragraph says another start. */
const following = (count: Count | undefined, of: string, start: number): Count => ({
  of,
  start,
  value: count?.start === start ? count.value + 1 : start,
})

/** Letters in a font of signs are a sign. */
const bullet = ({ before, after }: RtfParagraphNumber, isOfSigns: boolean): string => {
  const text = `${before}${after}`.trim()
  return /[\p{L}\p{N}]/u.test(text) && !isOfSigns ? text : '•'
}
