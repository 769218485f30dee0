/** How a format writes the numbers of a list or of headings, under one name for all formats. */
export type NumberFormat =
  | 'decimal'
  | 'padded'
  | 'lower-letter'
  | 'upper-letter'
  | 'lower-roman'
  | 'upper-roman'
  | 'ordinal'
  | 'circled'
  | 'chinese'

/** A number from 0 as a list writes it; in digits where the format has no sign for it. */
export function formatNumber(value: number, format: NumberFormat): string {
  switch (format) {
    case 'decimal':
      return String(value)
    case 'padded':
      return String(value).padStart(2, '0')
    case 'lower-letter':
      return letters(value).toLowerCase()
    case 'upper-letter':
      return letters(value)
    case 'lower-roman':
      return roman(value).toLowerCase()
    case 'upper-roman':
      return roman(value)
    case 'ordinal':
      return ordinal(value)
    case 'circled':
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x245f + value) : String(value)
    case 'chinese':
      return chinese(value)
  }
}

/** A to Z, then AA, BB and on, as word processors count. */
function letters(value: number): string {
  if (value < 1 || value > 26 * 20) return String(value)
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1)
}

const numerals: readonly [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

function roman(value: number): string {
  if (value < 1 || value > 4999) return String(value)
  let rest = value
  return numerals
    .map(([worth, sign]) => {
      const times = Math.floor(rest / worth)
      rest -= times * worth
      return sign.repeat(times)
    })
    .join('')
}

function ordinal(value: number): string {
  const ending = value % 100 >= 11 && value % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')
  return `${value}${ending}`
}

function chinese(value: number): string {
  if (value < 1 || value > 99) return String(value)
  const sign = (digit: number) => '零一二三四五六七八九'[digit] ?? ''
  const tens = Math.floor(value / 10)
  return `${tens > 1 ? sign(tens) : ''}${tens > 0 ? '十' : ''}${value % 10 > 0 ? sign(value % 10) : ''}`
}
