import { ordinalOf, type Ordinal } from '@/lib/importers/ordinal-of'

/** A line of a plain text file that stands as a heading. */
export interface HeadingLine {
  line: number
  level: number
}

const maxLength = 120
const maxWords = 16
const sentenceEnd = /[.!?。！？]["'”’»)]?$/u

/**
 * Which lines of a plain text file are headings, by rules that rather miss one than invent one: the line stands alone between blank lines,
 * is short, does not end like a sentence, is numbered ("I. ", "2. ", "3.1 ", 第三章), in capitals, or in title case, and running text follows
 * it. A table of contents has no running text after its lines, so they stay paragraphs. A line without blank lines around it is one only where it is numbered
 * as chapters are ("III. ", Chapter 3, 第三章, 三、), begins after the end of a sentence, has running text right below, and counts on: another heading
 * of the same manner has the number before it or after.
 */
export function headingLines(lines: readonly string[]): HeadingLine[] {
  const found = candidates(lines)
  const ordinals = found.map(({ line }) => ordinalOf((lines[line] ?? '').trim()))
  // Where each number of each manner comes first and last.
  const places = new Map<string, { first: number; last: number }>()
  const placeOf = ({ manner, unit, value }: Ordinal, step: number) => `${manner} ${unit} ${value + step}`
  for (const [at, ordinal] of ordinals.entries())
    if (ordinal) places.set(placeOf(ordinal, 0), { first: places.get(placeOf(ordinal, 0))?.first ?? at, last: at })
  const countsOn = (at: number): boolean => {
    const own = ordinals[at]
    return (
      !!own &&
      ((places.get(placeOf(own, -1))?.first ?? Infinity) < at || (places.get(placeOf(own, 1))?.last ?? -1) > at)
    )
  }
  return found.flatMap(({ line, level, isAlone }, at) => (isAlone || countsOn(at) ? [{ line, level }] : []))
}

interface Candidate extends HeadingLine {
  /** Whether it stands between blank lines. */
  isAlone: boolean
}

function candidates(lines: readonly string[]): Candidate[] {
  const found: Candidate[] = []
  /** The line that follows, when going backwards: running text, or a heading and its level. */
  let below: 'none' | 'text' | number = 'none'
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = (lines[at] ?? '').trim()
    if (line === '') continue
    const isAlone = (lines[at - 1] ?? '').trim() === '' && (lines[at + 1] ?? '').trim() === ''
    const level = isAlone || standsOut(lines, at) ? levelOf(line) : null
    if (level === null) {
      below = 'text'
    } else if (below === 'text' ? !isAlone || isRunningText(lines, at) : typeof below === 'number' && below > level) {
      found.push({ line: at, level, isAlone })
      below = level
    } else {
      below = 'none'
    }
  }
  return found.reverse()
}

/** Whether a line that is not set apart is numbered as a chapter is, after the end of what stands above and before running text. */
function standsOut(lines: readonly string[], at: number): boolean {
  if (ordinalOf((lines[at] ?? '').trim()) === null) return false
  const above = (lines[at - 1] ?? '').trim()
  if (above !== '' && !sentenceEnd.test(above)) return false
  // Right below stands a paragraph, of one line or of several that were broken to a width; not another title, as in a table of contents.
  const start = (lines[at + 1] ?? '').trim() === '' ? at + 2 : at + 1
  if (levelOf((lines[start] ?? '').trim()) !== null) return false
  const below = lines.slice(start, start + 12)
  const end = below.findIndex((line) => line.trim() === '')
  const paragraph = below
    .slice(0, end < 0 ? undefined : end)
    .join(' ')
    .trim()
  return paragraph.length > maxLength || isRunningText(lines, at)
}

function levelOf(line: string): number | null {
  if (line.length > maxLength || /[.,;:!?…。，；：！？、]["'”’»)]?$/u.test(line) || line.split(/\s+/).length > maxWords)
    return null
  if (
    /^(第[一二三四五六七八九十百零〇\d]{1,4}[章部编篇]|[IVXLC]{1,6}[.)]\s+\p{L}|(Chapter|Part)\s+[\dIVXLC]{1,6}\b)/u.test(
      line,
    )
  )
    return 1
  if (/^(第[一二三四五六七八九十百零〇\d]{1,4}[节節条]|[一二三四五六七八九十]{1,3}、\S|[A-Z][.)]\s+\p{Lu})/u.test(line))
    return 2
  const number = /^(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+[\p{Lu}\p{Lo}]/u.exec(line)?.[1]
  if (number !== undefined) return Math.min(6, 1 + number.split('.').length)
  if (
    /\p{Lu}/u.test(line) &&
    !/\p{Ll}/u.test(line) &&
    (line.match(/\p{Lu}/gu)?.length ?? 0) >= 4 &&
    !/\d{3}|@|\//.test(line)
  )
    return 2
  return isTitleCase(line) ? 2 : null
}

/** Title case: it begins with a capital, and of the longer words nearly all do. Names, addresses and captions with digits do not count. */
function isTitleCase(line: string): boolean {
  if (!/^\p{Lu}\p{Ll}/u.test(line) || /[\d@|/<>•©]/.test(line)) return false
  const long = line.match(/\p{L}[\p{L}'’-]{3,}/gu) ?? []
  return (
    long.length > 0 && long.length <= 12 && long.filter((word) => /^\p{Lu}/u.test(word)).length / long.length >= 0.8
  )
}

/** Whether the block after a line reads as running text: long, or ending as a sentence does. */
function isRunningText(lines: readonly string[], at: number): boolean {
  const following =
    lines
      .slice(at + 1, at + 12)
      .find((line) => line.trim() !== '')
      ?.trim() ?? ''
  return (
    following.length > maxLength ||
    (following.length > 20 && sentenceEnd.test(following)) ||
    (following.length > 40 && /[\p{Script=Han}\p{Script=Arabic}]/u.test(following))
  )
}
