import type { PdfLine } from './pdf-lines'

interface Margin {
  numbers: PdfLine[]
  /** Whether the text beside them goes on from one number to the next, which what is numbered itself does not. */
  countsLines: boolean
}

const fewestNumbers = 3
const fewestOneByOne = 4
const mostNumbers = 500

/** The parts of all pages without the numbers of lines that stand in their margins, and those numbers. */
export function withoutMarginNumbers(pages: readonly PdfLine[][]): { pages: PdfLine[][]; numbers: PdfLine[] } {
  const margins = pages.map(marginOf)
  const found = margins.filter((margin) => margin !== null)
  // On some pages no sentence may run over a line; that another page's does, or that every page counts from one again, speaks for all.
  const restarts = found.filter(({ numbers }) => numbers[0]?.text === '1' && numbers.length >= 10).length
  if (!found.some(({ countsLines }) => countsLines) && restarts < 3) return { pages: [...pages], numbers: [] }
  const gone = new Set(found.flatMap(({ numbers }) => numbers))
  return { pages: pages.map((segments) => segments.filter((segment) => !gone.has(segment))), numbers: [...gone] }
}

function marginOf(segments: readonly PdfLine[]): Margin | null {
  const upright = segments.filter(({ angle }) => angle === 0)
  const candidates = upright.filter(({ text }) => /^\d{1,4}$/.test(text))
  if (candidates.length > mostNumbers) return null
  for (const side of ['left', 'right'] as const) {
    const edge =
      side === 'left' ? Math.min(...candidates.map(({ x }) => x)) : Math.max(...candidates.map(({ right }) => right))
    const numbers = candidates
      .filter((one) => (side === 'left' ? one.x - edge < 3 * one.size : edge - one.right < 3 * one.size))
      .sort((a, b) => b.y - a.y)
    const beside = upright.filter((one) => !numbers.includes(one))
    const first = numbers[0]
    if (!first || numbers.length < fewestNumbers || !isCount(numbers)) continue
    // Nothing else stands in the margin, but for what is above and below the numbered lines.
    const top = first.y + first.size
    const bottom = (numbers.at(-1)?.y ?? 0) - first.size
    const outside = beside.some(
      ({ x, right, y }) =>
        y < top &&
        y > bottom &&
        (side === 'left'
          ? x < Math.max(...numbers.map((one) => one.right))
          : right > Math.min(...numbers.map((one) => one.x))),
    )
    if (outside) continue
    return { numbers, countsLines: numbersLines(numbers, beside) }
  }
  return null
}

/** One, two, three; or five, ten, fifteen: even steps, each below the one before. */
function isCount(numbers: readonly PdfLine[]): boolean {
  const values = numbers.map(({ text }) => Number(text))
  const step = (values[1] ?? 0) - (values[0] ?? 0)
  if (step === 1 && numbers.length < fewestOneByOne) return false
  return [1, 2, 5, 10].includes(step) && values.every((value, at) => at === 0 || value - (values[at - 1] ?? 0) === step)
}

function numbersLines(numbers: readonly PdfLine[], beside: readonly PdfLine[]): boolean {
  const step = Number(numbers[1]?.text) - Number(numbers[0]?.text)
  const top = (numbers[0]?.y ?? 0) + 2
  const bottom = (numbers.at(-1)?.y ?? 0) - 2
  const within = beside.filter(({ y }) => y <= top && y >= bottom).sort((a, b) => b.y - a.y)
  const heights = new Set(within.map(({ y }) => Math.round(y)))
  if (step > 1) return heights.size > numbers.length * Math.min(step, 3) * 0.6
  // Each line has a number, and somewhere a sentence runs from one line to the next.
  const own = numbers.map(({ y, size }) =>
    within.filter((one) => Math.abs(one.y - y) < 0.6 * size).sort((a, b) => a.x - b.x),
  )
  const goesOn = own.some((line, at) => {
    const before = own[at - 1]?.at(-1)
    return (
      before !== undefined &&
      line[0] !== undefined &&
      /^\p{Ll}/u.test(line[0].text) &&
      !/[.!?:;]["'”’)]*$/u.test(before.text)
    )
  })
  return goesOn && heights.size <= numbers.length * 1.5
}
