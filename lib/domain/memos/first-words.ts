/** As long as a heading is read at a glance. */
const most = 60

/**
 * What a memo is called that nobody named: the beginning of its first line with words, whole words where they have spaces between them. Empty where it says nothing.
 */
export function firstWords(text: string): string {
  const line = (text.split('\n').find((each) => /\S/.test(each)) ?? '').trim().replace(/\s+/gu, ' ')
  const signs = [...line]
  if (signs.length <= most) return line
  const beginning = signs.slice(0, most - 1).join('')
  const end = beginning.lastIndexOf(' ')
  return `${(end > most / 2 ? beginning.slice(0, end) : beginning).replace(/[\s\p{P}]+$/u, '')}…`
}

/** Whether a memo is called by its own first words, which need not be said twice. */
export const isCalledByItsWords = ({ title, text }: { title: string; text: string }): boolean =>
  title === firstWords(text)
