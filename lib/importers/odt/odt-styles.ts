import { ownValue } from '@/lib/domain/own-value'
import { below, childOf, childrenOf, type XmlElement } from '../archive/xml-tree'
import type { NumberFormat } from '../number-format'

/** One level of a list style or of the numbering of headings. */
export interface ListLevel {
  /** Undefined for a bullet, a picture, or no sign at all. */
  format: NumberFormat | undefined
  isBullet: boolean
  prefix: string
  suffix: string
  /** How many levels up the number shows, itself included. */
  shownLevels: number
  start: number
}

export interface OdtStyles {
  isHidden(family: 'text' | 'paragraph' | 'section', name: string | undefined): boolean
  /** The list that paragraphs of a style belong to. */
  listStyleOf(paragraphStyle: string | undefined): string | undefined
  /** The levels of a list style from 1; empty where it is not known. */
  levelsOf(listStyle: string | undefined): ReadonlyMap<number, ListLevel>
  headings: ReadonlyMap<number, ListLevel>
}

/** What the styles of an OpenDocument text say of hiding and numbering. The roots are those of its content and its styles. */
export function odtStyles(roots: readonly (XmlElement | undefined)[]): OdtStyles {
  const named = new Map<string, XmlElement>()
  const lists = new Map<string, ReadonlyMap<number, ListLevel>>()
  let headings: ReadonlyMap<number, ListLevel> = new Map()
  for (const root of roots) {
    for (const group of ['office:automatic-styles', 'office:styles'].flatMap((name) => childrenOf(root, name))) {
      for (const style of childrenOf(group)) {
        const name = style.attributes['style:name'] ?? ''
        if (style.name === 'style:style') named.set(`${style.attributes['style:family'] ?? ''} ${name}`, style)
        else if (style.name === 'text:list-style') lists.set(name, levels(style))
        else if (style.name === 'text:outline-style') headings = levels(style)
      }
    }
  }
  const inherited = (
    family: string,
    name: string | undefined,
    find: (style: XmlElement) => string | undefined,
  ): string | undefined => {
    let style = name === undefined ? undefined : named.get(`${family} ${name}`)
    for (let steps = 0; style && steps < 50; steps += 1) {
      const found = find(style)
      if (found !== undefined) return found
      style = named.get(`${family} ${style.attributes['style:parent-style-name'] ?? ''}`)
    }
    return undefined
  }
  return {
    isHidden: (family, name) =>
      inherited(family, name, (style) => childOf(style, 'style:text-properties')?.attributes['text:display']) ===
      'none',
    listStyleOf: (name) => inherited('paragraph', name, ({ attributes }) => attributes['style:list-style-name']),
    levelsOf: (name) => lists.get(name ?? '') ?? new Map<number, ListLevel>(),
    headings,
  }
}

const formats: Readonly<Record<string, NumberFormat | undefined>> = {
  '1': 'decimal',
  a: 'lower-letter',
  A: 'upper-letter',
  i: 'lower-roman',
  I: 'upper-roman',
  '01': 'padded',
  '1st': 'ordinal',
  '①, ②, ③, ...': 'circled',
  '一, 二, 三, ...': 'chinese',
}

function levels(style: XmlElement): Map<number, ListLevel> {
  return new Map(
    childrenOf(style).map(({ name, attributes }): [number, ListLevel] => {
      const written = attributes['style:num-format'] ?? ''
      return [
        Number(attributes['text:level']),
        {
          format:
            name.endsWith('-bullet') || name.endsWith('-image') || written === ''
              ? undefined
              : (ownValue(formats, written) ?? 'decimal'),
          isBullet: name.endsWith('-bullet') || name.endsWith('-image'),
          prefix: attributes['style:num-prefix'] ?? '',
          suffix: attributes['style:num-suffix'] ?? '',
          shownLevels: Number(attributes['text:display-levels'] ?? 1) || 1,
          start: Number(attributes['text:start-value'] ?? 1),
        },
      ]
    }),
  )
}

/** Whether the reader's own lists count in the same way: 1. 2. 3., or a bullet. */
export const isPlainLevel = (level: ListLevel | undefined): boolean =>
  !level ||
  level.isBullet ||
  (level.format === 'decimal' && level.prefix.trim() === '' && level.suffix.trim() === '.' && level.shownLevels === 1)

/** How many boxes of a page say something beside its text. */
export function hasRunningText(styles: XmlElement | undefined): boolean {
  if (!styles) return false
  return [
    'style:header',
    'style:footer',
    'style:header-left',
    'style:footer-left',
    'style:header-first',
    'style:footer-first',
  ].some((name) => [...below(styles, name)].some(hasLetters))
}

const hasLetters = ({ children }: XmlElement): boolean =>
  children.some((child) => (typeof child === 'string' ? /[\p{L}\p{N}]/u.test(child) : hasLetters(child)))
