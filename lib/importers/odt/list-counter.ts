import { formatNumber } from '../number-format'
import type { ListLevel } from './odt-styles'

/** Counts on the levels of a list or of headings. */
export class ListCounter {
  readonly #counts: (number | undefined)[] = []

  /** Goes to the next item of a level from 1, or to `value`, and gives what stands before it; empty where the level has no number. */
  next(levels: ReadonlyMap<number, ListLevel>, at: number, value?: number): string {
    const level = levels.get(at)
    for (let above = 1; above < at; above += 1) this.#counts[above] ??= levels.get(above)?.start ?? 1
    const before = this.#counts[at]
    this.#counts[at] = value ?? (before === undefined ? (level?.start ?? 1) : before + 1)
    this.#counts.length = at + 1
    if (!level?.format) return ''
    const shown: string[] = []
    for (let from = Math.max(1, at - level.shownLevels + 1); from <= at; from += 1) {
      const format = levels.get(from)?.format
      if (format) shown.push(formatNumber(this.#counts[from] ?? 1, format))
    }
    return `${level.prefix}${shown.join('.')}${level.suffix}`.trim()
  }
}
