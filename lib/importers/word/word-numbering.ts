import { ownValue } from '@/lib/domain/own-value'
import { formatNumber, type NumberFormat } from '../number-format'
import { childOf, childrenOf, type XmlElement } from '../archive/xml-tree'
import { isOn, valueOf, type NumberingReference } from './word-styles'

interface Level {
  start: number
  format: NumberFormat | 'bullet' | 'none'
  text: string
  isLegal: boolean
  /** The level whose advance begins this one anew: any above, none (0), or those up to it. */
  restart: number | undefined
  style: string | undefined
}

interface Numbering {
  /** What counts together: numberings of the same abstract one continue each other. */
  counters: (number | undefined)[]
  levels: readonly (Level | undefined)[]
  restarts: ReadonlyMap<number, number>
  /** The levels that paragraphs of the document have, of all numberings that count together. */
  used: Set<number>
}

/** A numbered paragraph: what it refers to, and the id of its style. */
export interface NumberedParagraph {
  reference: NumberingReference
  style: string | undefined
}

export interface ParagraphNumber {
  /** What stands before the paragraph; empty for a bullet. */
  label: string
  /** Whether a list of the reader shows the same by itself: a bullet, or a plain number in a list that has no others. */
  isShownByList: boolean
}

/** Counts the numbered paragraphs of a document as Word does; what it gives is called for each of `paragraphs`, in order. Undefined for one without a number. */
export function wordNumbering(
  root: XmlElement | undefined,
  styleNumbering: (styleId: string) => NumberingReference | undefined,
  paragraphs: Iterable<NumberedParagraph>,
): (paragraph: NumberedParagraph) => ParagraphNumber | undefined {
  const numberings = readNumberings(root, styleNumbering)
  for (const { reference, style } of paragraphs) {
    const numbering = numberings.get(reference.numId)
    if (numbering) numbering.used.add(levelAt(numbering, reference, style))
  }
  const begun = new Set<string>()
  return ({ reference, style }) => {
    const numbering = numberings.get(reference.numId)
    if (!numbering) return undefined
    const at = levelAt(numbering, reference, style)
    const level = numbering.levels[at]
    if (!level) return undefined
    if (!begun.has(reference.numId)) {
      begun.add(reference.numId)
      for (const [restarted] of numbering.restarts) numbering.counters[restarted] = undefined
    }
    advance(numbering, at)
    if (level.format === 'bullet') return { label: '', isShownByList: true }
    const label = labelOf(numbering, level)
    return label === ''
      ? undefined
      : { label, isShownByList: [...numbering.used].every((used) => isPlain(numbering.levels[used], used)) }
  }
}

const levelAt = ({ levels }: Numbering, { level }: NumberingReference, style: string | undefined): number =>
  Math.min(8, Math.max(0, level ?? levels.findIndex((one) => one?.style !== undefined && one.style === style)))

/** 1. 2. 3., as the reader's own lists count, or a bullet. */
const isPlain = (level: Level | undefined, at: number): boolean =>
  !level || level.format === 'bullet' || (level.format === 'decimal' && level.text === `%${at + 1}.`)

function advance({ counters, levels, restarts }: Numbering, at: number): void {
  const startOf = (level: number) => restarts.get(level) ?? levels[level]?.start ?? 1
  for (let above = 0; above < at; above += 1) counters[above] ??= startOf(above)
  const current = counters[at]
  counters[at] = current === undefined ? startOf(at) : current + 1
  for (let deeper = at + 1; deeper < 9; deeper += 1) {
    const restart = levels[deeper]?.restart
    if (restart === undefined || (restart > 0 && at < restart)) counters[deeper] = undefined
  }
}

function labelOf({ counters, levels, restarts }: Numbering, { text, isLegal }: Level): string {
  return text
    .replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1
      const format = levels[at]?.format ?? 'decimal'
      if (format === 'none' || format === 'bullet') return ''
      return formatNumber(counters[at] ?? restarts.get(at) ?? levels[at]?.start ?? 1, isLegal ? 'decimal' : format)
    })
    .trim()
}

function readNumberings(
  root: XmlElement | undefined,
  styleNumbering: (styleId: string) => NumberingReference | undefined,
): Map<string, Numbering> {
  const abstracts = new Map(
    childrenOf(root, 'w:abstractNum').map((abstract) => [abstract.attributes['w:abstractNumId'] ?? '', abstract]),
  )
  const nums = new Map(childrenOf(root, 'w:num').map((num) => [num.attributes['w:numId'] ?? '', num]))
  const abstractOf = (num: XmlElement | undefined, depth = 0): XmlElement | undefined => {
    const abstract = abstracts.get(valueOf(childOf(num, 'w:abstractNumId')) ?? '')
    const link = valueOf(childOf(abstract, 'w:numStyleLink'))
    if (link === undefined || depth > 5) return abstract
    return abstractOf(nums.get(styleNumbering(link)?.numId ?? ''), depth + 1) ?? abstract
  }
  const shared = new Map<XmlElement, Pick<Numbering, 'counters' | 'used'>>()
  const numberings = new Map<string, Numbering>()
  for (const [id, num] of nums) {
    const abstract = abstractOf(num)
    if (!abstract) continue
    const together = shared.get(abstract) ?? { counters: [], used: new Set<number>() }
    shared.set(abstract, together)
    const overrides = new Map(
      childrenOf(num, 'w:lvlOverride').map((override) => [Number(override.attributes['w:ilvl']), override]),
    )
    const own = new Map(childrenOf(abstract, 'w:lvl').map((level) => [Number(level.attributes['w:ilvl']), level]))
    const levels = Array.from({ length: 9 }, (_, at) => readLevel(childOf(overrides.get(at), 'w:lvl') ?? own.get(at)))
    const restarts = new Map(
      [...overrides].flatMap(([at, override]) => {
        const start = valueOf(childOf(override, 'w:startOverride'))
        return start === undefined ? [] : [[at, Number(start)] as const]
      }),
    )
    numberings.set(id, { ...together, levels, restarts })
  }
  return numberings
}

const formats: Readonly<Record<string, NumberFormat | 'bullet' | 'none' | undefined>> = {
  bullet: 'bullet',
  none: 'none',
  decimalZero: 'padded',
  lowerLetter: 'lower-letter',
  upperLetter: 'upper-letter',
  lowerRoman: 'lower-roman',
  upperRoman: 'upper-roman',
  ordinal: 'ordinal',
  decimalEnclosedCircle: 'circled',
  decimalEnclosedCircleChinese: 'circled',
  chineseCounting: 'chinese',
  chineseCountingThousand: 'chinese',
  japaneseCounting: 'chinese',
  taiwaneseCounting: 'chinese',
  taiwaneseCountingThousand: 'chinese',
  ideographDigital: 'chinese',
}

function readLevel(level: XmlElement | undefined): Level | undefined {
  if (!level) return undefined
  const legal = childOf(level, 'w:isLgl')
  const restart = valueOf(childOf(level, 'w:lvlRestart'))
  return {
    start: Number(valueOf(childOf(level, 'w:start')) ?? 0),
    format: ownValue(formats, valueOf(childOf(level, 'w:numFmt')) ?? '') ?? 'decimal',
    text: valueOf(childOf(level, 'w:lvlText')) ?? '',
    isLegal: legal !== undefined && isOn(legal),
    restart: restart === undefined ? undefined : Number(restart),
    style: valueOf(childOf(level, 'w:pStyle')),
  }
}
