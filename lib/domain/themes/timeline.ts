/** A column of a timeline: `period` is YYYY-MM or YYYY. */
export interface Period {
  period: string
  value: number
}

/** As many columns as can still be told apart in the width of a margin. */
const most = 48

/**
 * Counts by month as an unbroken row of columns, months without any as 0; by year once the months would be more than 48.
 * `months` are YYYY-MM in order; anything else is left out.
 */
export function timeline(months: readonly { month: string; count: number }[]): Period[] {
  const known = months.filter(({ month }) => /^\d{4}-(0[1-9]|1[0-2])$/.test(month))
  const indexes = known.map(({ month }) => indexOf(month))
  const [first, last] = [Math.min(...indexes), Math.max(...indexes)]
  if (known.length === 0) return []
  if (last - first < most) return range(first, last).map((index) => period(monthAt(index), known, (month) => month))
  return range(Math.floor(first / 12), Math.floor(last / 12)).map((year) =>
    period(String(year).padStart(4, '0'), known, (month) => month.slice(0, 4)),
  )
}

const indexOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
const monthAt = (index: number) =>
  `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

function period(
  name: string,
  months: readonly { month: string; count: number }[],
  nameOf: (month: string) => string,
): Period {
  return {
    period: name,
    value: months.filter(({ month }) => nameOf(month) === name).reduce((sum, { count }) => sum + count, 0),
  }
}
