import { countWords } from './text/count-words'

/** A number with its noun. */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** The line of a report about text that is in a file and that nobody sees who opens it; none where there is none. */
export function leftOutHidden(texts: readonly string[]): string[] {
  const text = texts.join(' ').replace(/\s+/g, ' ').trim()
  if (text === '') return []
  return [`Hidden text, left out: ${counted(countWords(text), 'word', 'words')}, for example “${text.slice(0, 80)}”`]
}

/** The line about what charts draw as bars and lines; none where they draw nothing. */
export const numbersOfCharts = (numbers: readonly string[]): string[] =>
  numbers.length > 0
    ? [
        `${counted(numbers.length, 'number that a chart draws', 'numbers that charts draw')}, for example ${numbers[0] ?? ''}; names and titles are kept`,
      ]
    : []

/** The line about numbers that became letters, of which some stood in lists within lists; none where there are none. */
export function writtenNumbers(labels: number, nested: number): string[] {
  if (labels === 0) return []
  const indented =
    nested > 0
      ? `; ${nested} of them ${nested === 1 ? 'is' : 'are'} of lists within lists, which are no longer set in`
      : ''
  return [
    `${counted(labels, 'automatic number is', 'automatic numbers are')} part of the text now, such as 2.1 or (a)${indented}`,
  ]
}
