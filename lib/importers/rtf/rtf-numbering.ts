import { formatNumber, type NumberFormat } from '@/lib/importers/number-format'
import type { RtfDestination } from './rtf-destination'
import type { RtfParagraphState } from './rtf-state'

interface Level {
  format: number
  start: number
  /** What is shown, with \u0000 to \u0008 in the places of the numbers of levels. */
  pattern: string
}

/** The lists of a document, and how far each has counted: for paragraphs that do not bring the text of their number with them. */
export class RtfNumbering {
  readonly #lists = new Map<number, Level[]>()
  readonly #uses = new Map<number, number>()
  readonly #counts = new Map<number, number[]>()

  /** Whether the document's tables know the list. */
  has(list: number): boolean {
    return this.#lists.has(this.#uses.get(list) ?? NaN)
  }

  /** What stands before a paragraph; null where it is in no list that shows anything. */
  marker({ list, listLevel }: RtfParagraphState): string | null {
    const id = this.#uses.get(list)
    const levels = id === undefined ? undefined : this.#lists.get(id)
    const level = levels?.[listLevel]
    if (id === undefined || !levels || !level || level.format === 255) return null
    if (level.format === 23) return '•'
    const counts = this.#counts.get(id) ?? []
    counts[listLevel] = (counts[listLevel] ?? level.start - 1) + 1
    counts.length = listLevel + 1
    this.#counts.set(id, counts)
    const shown = level.pattern.replace(/[\u0000-\u0008]/g, (place) => {
      const of = place.charCodeAt(0)
      return formatNumber(counts[of] ?? levels[of]?.start ?? 1, formats[levels[of]?.format ?? 0] ?? 'decimal')
    })
    return shown.trim() || null
  }

  /** Reads the table of lists. */
  lists(): RtfDestination {
    let levels: Level[] = []
    let isPattern = false
    return {
      isData: true,
      word: (word, value) => {
        isPattern = word === 'leveltext' || (isPattern && !/^level|^list/.test(word))
        const level = levels.at(-1)
        if (word === 'list') levels = []
        else if (word === 'listlevel' && levels.length < 9) levels.push({ format: 0, start: 1, pattern: '' })
        else if (/^levelnfcn?$/.test(word) && level) level.format = value ?? 0
        else if (word === 'levelstartat' && level) level.start = value ?? 1
        else if (word === 'listid' && value !== null) this.#lists.set(value, levels)
      },
      text: (text) => {
        const level = levels.at(-1)
        if (!isPattern || !level) return
        // The first character says how long it is.
        level.pattern += text.replace(/;.*$/s, '').slice(level.pattern === '' ? 1 : 0)
        if (text.includes(';')) isPattern = false
      },
    }
  }

  /** Reads the table that says which list a paragraph's number means. */
  uses(): RtfDestination {
    let id = 0
    return {
      isData: true,
      word: (word, value) => {
        if (word === 'listid') id = value ?? 0
        else if (word === 'ls' && value !== null) this.#uses.set(value, id)
      },
      text: () => undefined,
    }
  }
}

/** The formats of \levelnfc that people use; every other is in digits. */
const formats: Readonly<Record<number, NumberFormat | undefined>> = {
  1: 'upper-roman',
  2: 'lower-roman',
  3: 'upper-letter',
  4: 'lower-letter',
  5: 'ordinal',
  18: 'circled',
  22: 'padded',
  37: 'chinese',
  39: 'chinese',
}
