/** A calendar date found in a text: ISO 8601, and where it stands (UTF-16, half-open, relative to the text searched). */
export interface FoundDate {
  iso: string
  start: number
  end: number
}

const monthNames: readonly (readonly string[])[] = [
  ['january', 'jan', 'janvier', 'januar', 'enero', 'gennaio', 'janeiro'],
  ['february', 'feb', 'février', 'februar', 'febrero', 'febbraio', 'fevereiro'],
  ['march', 'mar', 'mars', 'märz', 'marzo', 'março'],
  ['april', 'apr', 'avril', 'abril', 'aprile'],
  ['may', 'mai', 'mayo', 'maggio', 'maio'],
  ['june', 'jun', 'juin', 'juni', 'junio', 'giugno', 'junho'],
  ['july', 'jul', 'juillet', 'juli', 'julio', 'luglio', 'julho'],
  ['august', 'aug', 'août', 'agosto'],
  ['september', 'sept', 'sep', 'septembre', 'septiembre', 'settembre', 'setembro'],
  ['october', 'oct', 'octobre', 'oktober', 'octubre', 'ottobre', 'outubro'],
  ['november', 'nov', 'novembre', 'noviembre', 'novembro'],
  ['december', 'dec', 'décembre', 'dezember', 'diciembre', 'dicembre', 'dezembro'],
]
const monthOf = new Map(monthNames.flatMap((names, at) => names.map((name) => [name, at + 1] as const)))
const month = `(${[...monthOf.keys()].sort((a, b) => b.length - a.length).join('|')})\\.?`
const day = '(\\d{1,2})(?:st|nd|rd|th|er|º|\\.)?'
const year = '(\\d{4})'

type Reading = (groups: string[]) => [year: number, month: number, day: number] | null
const named =
  (y: number, m: number, d: number): Reading =>
  (groups) => [Number(groups[y]), monthOf.get((groups[m] ?? '').toLowerCase()) ?? 0, Number(groups[d])]
const numeric =
  (y: number, m: number, d: number): Reading =>
  (groups) => [Number(groups[y]), Number(groups[m]), Number(groups[d])]

const patterns: readonly [RegExp, Reading][] = [
  [new RegExp(`(?<![\\p{L}\\d])${month}\\s+${day},?\\s+${year}(?!\\d)`, 'giu'), named(3, 1, 2)],
  [new RegExp(`(?<!\\d)${day}\\s+(?:of\\s+|de\\s+)?${month},?\\s+(?:de\\s+)?${year}(?!\\d)`, 'giu'), named(3, 2, 1)],
  [/(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g, numeric(1, 2, 3)],
  [/(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/g, numeric(1, 2, 3)],
  [/(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\.?\d)/g, numeric(3, 2, 1)],
  [/(?<!\d)(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/g, bySlashes],
]

/** Every full date (day, month and year) in a text, in order. "03/04/2015" is two dates to two readers, and so is left alone. */
export function findDates(text: string): FoundDate[] {
  const found: FoundDate[] = []
  for (const [pattern, read] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const parts = read([...match])
      const iso = parts && toIso(...parts)
      if (iso && !found.some((other) => match.index < other.end && other.start < match.index + match[0].length))
        found.push({ iso, start: match.index, end: match.index + match[0].length })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** ISO form of a date that exists in the calendar, or null. */
export function toIso(year: number, month: number, day: number): string | null {
  if (year < 1000 || year > 2999) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null
}

function bySlashes(groups: string[]): [number, number, number] | null {
  const [first, second, y] = [Number(groups[1]), Number(groups[2]), Number(groups[3])]
  if (first > 12 && second <= 12) return [y, second, first]
  if (second > 12 && first <= 12) return [y, first, second]
  return first === second ? [y, first, second] : null
}
