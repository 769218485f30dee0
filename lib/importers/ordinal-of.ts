/** The number that a line begins with, in the manner of a chapter's: "III. ", "Chapter 3", 第三章, 三、. */
export interface Ordinal {
  /** Numbers of different manners do not count on from one another. */
  manner: 'roman' | 'chapter' | 'part' | 'di' | 'dun'
  /** What is counted, for 第三章 and 第三节. */
  unit: string
  value: number
}

/** The ordinal of a line whose first words are one, followed by a title; null for any other line. */
export function ordinalOf(line: string): Ordinal | null {
  const roman = /^([IVXLC]{1,7})[.)]\s+\p{Lu}/u.exec(line)?.[1]
  if (roman !== undefined) return found('roman', '', romanValue(roman))
  const [, word = '', numeral = ''] = /^(Chapter|Part)\s+(\d{1,3}|[IVXLC]{1,7})\b/u.exec(line) ?? []
  if (word !== '') return found(word === 'Part' ? 'part' : 'chapter', '', romanValue(numeral) ?? Number(numeral))
  const [, counted = '', unit = ''] = /^第([一二三四五六七八九十\d]{1,4})([章节節部编篇])/u.exec(line) ?? []
  if (unit !== '') return found('di', unit, hanValue(counted))
  const listed = /^([一二三四五六七八九十]{1,3})、\S/u.exec(line)?.[1]
  return listed === undefined ? null : found('dun', '', hanValue(listed))
}

const found = (manner: Ordinal['manner'], unit: string, value: number | null): Ordinal | null =>
  value === null || Number.isNaN(value) ? null : { manner, unit, value }

const romanDigits: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 }

/** The value of a Roman numeral as it is properly written; null for letters that make none, such as IC. */
function romanValue(numeral: string): number | null {
  if (!/^C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$/.test(numeral) || numeral === '') return null
  const values = Array.from(numeral, (digit) => romanDigits[digit] ?? 0)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}

/** The value of a Chinese numeral up to ninety-nine, or of digits. */
function hanValue(numeral: string): number | null {
  if (/^\d+$/.test(numeral)) return Number(numeral)
  const [, tens = '', ten = '', ones = ''] =
    /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/u.exec(numeral) ?? []
  if (tens === '' && ten === '' && ones === '') return null
  const digit = (letter: string): number => (letter === '' ? 0 : '一二三四五六七八九'.indexOf(letter) + 1)
  if (ten === '') return ones === '' ? digit(tens) : null
  return (tens === '' ? 1 : digit(tens)) * 10 + digit(ones)
}
