import { countWords } from './text/count-words'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** The line of a report about text that is in a file and that nobody sees who opens it; none where there is none. */
export function leftOutHidden(texts: readonly string[]): Said[] {
  const text = texts.join(' ').replace(/\s+/g, ' ').trim()
  return text === '' ? [] : [say('reports.hiddenText', { count: countWords(text), example: text.slice(0, 80) })]
}

/** The line about what charts draw as bars and lines; none where they draw nothing. */
export const numbersOfCharts = (numbers: readonly string[]): Said[] =>
  numbers.length > 0 ? [say('reports.chartNumbers', { count: numbers.length, example: numbers[0] ?? '' })] : []

/** The line about numbers that became letters, of which some stood in lists within lists; none where there are none. */
export function writtenNumbers(labels: number, nested: number): Said[] {
  if (labels === 0) return []
  return [
    nested > 0
      ? say('reports.writtenNumbersNested', { count: labels, nested })
      : say('reports.writtenNumbers', { count: labels }),
  ]
}
