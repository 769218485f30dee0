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
      return numberAs(counts[of] ?? levels[of]?.start ?? 1, levels[of]?.format ?? 0)
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

/** A number in one of the formats of \levelnfc that people use; else in digits. */
function numberAs(value: number, format: number): string {
  switch (format) {
    case 1:
      return roman(value)
    case 2:
      return roman(value).toLowerCase()
    case 3:
      return lettered(value)
    case 4:
      return lettered(value).toLowerCase()
    case 22:
      return String(value).padStart(2, '0')
    default:
      return String(value)
  }
}

const romanDigits: readonly [number, string][] = [[1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']]

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value)
  let rest = value
  return romanDigits.map(([worth, letters]) => {
    const times = Math.floor(rest / worth)
    rest -= times * worth
    return letters.repeat(times)
  }).join('')
}

/** A to Z, then AA, BB and on, as Word counts. */
function lettered(value: number): string {
  if (value < 1 || value > 780) return String(value)
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26))
}
