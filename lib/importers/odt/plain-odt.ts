import { childOf, childrenOf, element, textOf, type XmlElement, type XmlNode } from '../archive/xml-tree'
import { objectShown } from './embedded-objects'
import { ListCounter } from './list-counter'
import { shownByControl, type OdtTree } from './odt-document-tree'
import { silent } from './odt-source'
import { isPlainLevel, type ListLevel } from './odt-styles'

/** Around the number of a table that is put in a paragraph's place after pandoc: a character that XML allows and no text has. */
export const placeholder = '\uFDD1'
/** The style of a list of bullets inside a list whose numbers are text. */
export const bulletStyle = 'CommonplaceBullet'

export interface OdtNoticed {
  hidden: string[]
  labels: number
  /** How many of them stand in lists within lists. */
  nested: number
  readings: number
  forms: number
  boxes: number
  /** What charts draw. */
  numbers: string[]
  hasChanges: boolean
}

const keptInLine = new Set(['text:s', 'text:tab', 'text:line-break'])
const opened =
  /^(text:(section|index-body|index-title|table-of-content|illustration-index|table-index|object-index|user-index|alphabetical-index|bibliography|index-title-template)|office:text|text:list-header|draw:a)$/
const block =
  /^(text:(p|h|list|section|numbered-paragraph|table-of-content|.*-index|bibliography|index-(body|title))|table:table)$/

/**
 * The body of an OpenDocument text in the few elements that pandoc reads without losing a word of them: fields replaced by what they show, readings and numbers
 * written out, boxes and shapes as paragraphs behind the one they are anchored in, indexes opened up, tables in tables set apart, hidden text left out.
 */
export class PlainOdt {
  readonly noticed: OdtNoticed = {
    hidden: [],
    labels: 0,
    nested: 0,
    readings: 0,
    forms: 0,
    boxes: 0,
    numbers: [],
    hasChanges: false,
  }
  /** Tables that lay in cells, lists or notes, and lists in notes, which pandoc does not read there; they come after a placeholder each at the end. */
  readonly setApart: XmlElement[][] = []
  readonly #headings = new ListCounter()
  readonly #counters = new Map<string, ListCounter>()
  #behind: XmlElement[] = []
  #cells = 0
  #notes = 0
  #links = 0
  #lists = 0

  constructor(readonly document: OdtTree) {}

  blocks(children: readonly XmlNode[]): XmlElement[] {
    return children.flatMap((child): XmlElement[] => {
      if (typeof child === 'string') return child.trim() === '' ? [] : [element('text:p', {}, [child])]
      if (child.name === 'text:tracked-changes') this.noticed.hasChanges = true
      if (silent.test(child.name)) return []
      if (this.document.isHidden(child)) return this.#leaveOut(child)
      if (opened.test(child.name)) return this.blocks(child.children)
      switch (child.name) {
        case 'text:p':
          return this.#paragraph(child, '')
        case 'text:h':
          return this.#paragraph(child, this.#headingLabel(child))
        case 'text:list':
          return this.#topList(child)
        case 'text:numbered-paragraph':
          return this.#topList(
            element('text:list', child.attributes, [element('text:list-item', {}, child.children)]),
            Number(child.attributes['text:level'] ?? 1),
          )
        case 'table:table':
          return this.#table(child)
        case 'text:soft-page-break':
          return []
        default: {
          // A drawing that is anchored to a page, or what is not known.
          const made = this.#paragraph(element('text:p', {}, [child]), '')
          return made[0]?.children.length === 0 ? made.slice(1) : made
        }
      }
    })
  }

  #paragraph(paragraph: XmlElement, label: string): XmlElement[] {
    const outer = this.#behind
    this.#behind = []
    const content = this.#inlines(paragraph.children)
    if (label !== '' && content.length > 0) {
      this.noticed.labels += 1
      content.unshift(`${label} `)
    }
    // Pandoc reads no heading in a note or a cell.
    const made = [
      { ...paragraph, name: this.#notes + this.#cells > 0 ? 'text:p' : paragraph.name, children: content },
      ...this.#behind,
    ]
    this.#behind = outer
    return made
  }

  #inlines(children: readonly XmlNode[]): XmlNode[] {
    return children.flatMap((child): XmlNode[] => {
      if (typeof child === 'string') return [child]
      if (silent.test(child.name)) return []
      if (this.document.isHidden(child)) return this.#leaveOut(child)
      if (keptInLine.has(child.name)) return [child]
      if (block.test(child.name)) {
        this.#behind.push(...this.blocks([child]))
        return []
      }
      switch (child.name) {
        case 'text:span':
          return [{ ...child, children: this.#inlines(child.children) }]
        case 'text:a':
          return this.#link(child)
        case 'text:note':
          return this.#note(child)
        case 'text:ruby':
          return this.#ruby(child)
        case 'draw:control': {
          this.noticed.forms += 1
          return [` ${shownByControl(this.document.controls.get(child.attributes['draw:control'] ?? '') ?? child)} `]
        }
        case 'draw:frame':
          return this.#frame(child)
        case 'draw:text-box':
          this.noticed.boxes += 1
          this.#behind.push(...this.blocks(child.children))
          return []
        default:
          // A shape has its words in paragraphs; a field shows its content.
          return this.#inlines(
            child.name.startsWith('draw:') || child.name.startsWith('dr3d:')
              ? child.children.filter((one) => typeof one !== 'string')
              : child.children,
          )
      }
    })
  }

  /** Pandoc reads no link in a link. */
  #link(link: XmlElement): XmlNode[] {
    this.#links += 1
    const content = this.#inlines(link.children)
    this.#links -= 1
    return this.#links > 0 ? content : [{ ...link, children: content }]
  }

  #note(note: XmlElement): XmlNode[] {
    const body = childOf(note, 'text:note-body')
    if (!body) return []
    if (this.#notes > 0) return this.#inlines(body.children)
    this.#notes += 1
    const outer = this.#behind
    this.#behind = []
    const read = this.blocks(body.children)
    this.#behind = outer
    this.#notes -= 1
    return [{ ...note, children: [...childrenOf(note, 'text:note-citation'), { ...body, children: read }] }]
  }

  #ruby(ruby: XmlElement): XmlNode[] {
    const reading = childrenOf(ruby, 'text:ruby-text').map(textOf).join('')
    const base = childrenOf(ruby, 'text:ruby-base').flatMap(({ children }) => this.#inlines(children))
    if (reading === '') return base
    this.noticed.readings += 1
    return [...base, `(${reading})`]
  }

  /** Its picture stays; its box comes behind the paragraph. */
  #frame(frame: XmlElement): XmlNode[] {
    const boxes = childrenOf(frame, 'draw:text-box')
    this.noticed.boxes += boxes.length
    for (const box of boxes) this.#behind.push(...this.blocks(box.children))
    for (const object of childrenOf(frame, 'draw:object')) this.#embedded(object)
    for (const table of childrenOf(frame, 'table:table')) this.#behind.push(...this.blocks([table]))
    // Pandoc reads no formula in a link.
    const formulas =
      this.#links > 0
        ? childrenOf(frame, 'draw:object').flatMap(
            (object) => objectShown(this.document.objects, object)?.formula ?? [],
          )
        : []
    if (formulas.length > 0) return [` ${formulas.join(' ')} `]
    return boxes.length > 0 ? [] : [frame]
  }

  /** The words of a chart or a sheet come behind the paragraph. */
  #embedded(object: XmlElement): void {
    const { paragraphs = [], numbers = [] } = objectShown(this.document.objects, object) ?? {}
    if (paragraphs.length > 0) this.noticed.boxes += 1
    this.noticed.numbers.push(...numbers)
    this.#behind.push(...paragraphs.map((text) => element('text:p', {}, [text])))
  }

  #headingLabel(heading: XmlElement): string {
    const { attributes } = heading
    if (this.document.styles.headings.size === 0 || attributes['text:is-list-header'] === 'true') return ''
    const value =
      attributes['text:restart-numbering'] === 'true' ? Number(attributes['text:start-value'] ?? 1) : undefined
    return this.#headings.next(
      this.document.styles.headings,
      Math.max(1, Number(attributes['text:outline-level'] ?? 1)),
      value,
    )
  }

  /** A list of its own. In a note, which may lie in cells and other lists, it is read apart from them. */
  #topList(list: XmlElement, depth = 1): XmlElement[] {
    const made = this.#list(list, undefined, depth)
    return this.#notes > 0 ? this.#apart(made) : made
  }

  /** A list that the reader counts by itself stays one; of another, the items are paragraphs with their numbers. */
  #list(
    list: XmlElement,
    outer: { levels: ReadonlyMap<number, ListLevel>; counter: ListCounter } | undefined,
    depth: number,
  ): XmlElement[] {
    const style =
      list.attributes['text:style-name'] ??
      this.document.styles.listStyleOf(firstParagraph(list)?.attributes['text:style-name'])
    const own = this.document.styles.levelsOf(style)
    const levels = own.size > 0 ? own : (outer?.levels ?? own)
    if (outer === undefined && depthsOf(list, depth).every((at) => isPlainLevel(levels.get(at))))
      return [this.#plainList(list)]
    const level = levels.get(depth)
    if (level?.isBullet && depthsOf(list, depth).every((at) => levels.get(at)?.isBullet))
      return [this.#plainList({ ...list, attributes: { 'text:style-name': bulletStyle } })]
    const counter = outer?.counter ?? this.#counterOf(list, style)
    return childrenOf(list).flatMap((item) => {
      if (item.name === 'text:list-header') return this.#items(item, '', { levels, counter }, depth)
      if (item.name !== 'text:list-item') return []
      const start = item.attributes['text:start-value']
      const begins = childrenOf(item).some(({ name }) => name === 'text:p' || name === 'text:h')
      const label = begins ? counter.next(levels, depth, start === undefined ? undefined : Number(start)) : ''
      return this.#items(item, label, { levels, counter }, depth)
    })
  }

  #items(
    item: XmlElement,
    label: string,
    list: { levels: ReadonlyMap<number, ListLevel>; counter: ListCounter },
    depth: number,
  ): XmlElement[] {
    let before = label
    return childrenOf(item).flatMap((child) => {
      if (this.document.isHidden(child)) return this.#leaveOut(child)
      if (child.name === 'text:list') return this.#list(child, list, depth + 1)
      if (child.name !== 'text:p' && child.name !== 'text:h') return this.blocks([child])
      const { labels } = this.noticed
      const made = this.#paragraph(child, before)
      if (depth > 1 && this.noticed.labels > labels) this.noticed.nested += 1
      before = ''
      return made
    })
  }

  #plainList(list: XmlElement): XmlElement {
    this.#lists += 1
    const made = {
      ...list,
      children: childrenOf(list)
        .filter(({ name }) => name === 'text:list-item' || name === 'text:list-header')
        .map((item) => ({
          ...item,
          children: childrenOf(item).flatMap((child) =>
            child.name === 'text:list' ? [this.#plainList(child)] : this.blocks([child]),
          ),
        })),
    }
    this.#lists -= 1
    return made
  }

  #counterOf(list: XmlElement, style: string | undefined): ListCounter {
    const continued =
      list.attributes['text:continue-list'] ??
      (list.attributes['text:continue-numbering'] === 'true' ? `style ${style ?? ''}` : undefined)
    const counter = (continued === undefined ? undefined : this.#counters.get(continued)) ?? new ListCounter()
    this.#counters.set(`style ${style ?? ''}`, counter)
    const id = list.attributes['xml:id'] ?? list.attributes['text:id']
    if (id !== undefined) this.#counters.set(id, counter)
    return counter
  }

  #table(table: XmlElement): XmlElement[] {
    const isInside = this.#cells + this.#notes + this.#lists > 0
    const made: XmlElement = { ...table, children: table.children.flatMap((part) => this.#tablePart(part)) }
    return isInside ? this.#apart([made]) : [made]
  }

  /** Blocks that come to their place after pandoc. */
  #apart(blocks: XmlElement[]): XmlElement[] {
    this.setApart.push(blocks)
    return [element('text:p', {}, [`${placeholder}${this.setApart.length - 1}${placeholder}`])]
  }

  #tablePart(part: XmlNode): XmlElement[] {
    if (typeof part === 'string' || silent.test(part.name)) return []
    if (this.document.isHidden(part)) return this.#leaveOut(part)
    if (
      part.name === 'table:table-rows' ||
      part.name === 'table:table-row-group' ||
      part.name === 'table:table-columns' ||
      part.name === 'table:table-column-group' ||
      part.name === 'table:table-header-columns'
    )
      return part.children.flatMap((one) => this.#tablePart(one))
    if (part.name === 'table:table-row' || part.name === 'table:table-header-rows')
      return [{ ...part, children: part.children.flatMap((one) => this.#tablePart(one)) }]
    if (part.name !== 'table:table-cell') return [part]
    this.#cells += 1
    const content = this.blocks(part.children)
    this.#cells -= 1
    return [{ ...part, children: content }]
  }

  #leaveOut(hidden: XmlElement): [] {
    this.noticed.hidden.push(textOf(hidden))
    return []
  }
}

/** The levels that a list and those inside it have items on. */
function depthsOf(list: XmlElement, depth: number): number[] {
  const inside = childrenOf(list).flatMap((item) =>
    childrenOf(item, 'text:list').flatMap((child) => depthsOf(child, depth + 1)),
  )
  return childrenOf(list, 'text:list-item').some((item) => childrenOf(item).some(({ name }) => name !== 'text:list'))
    ? [depth, ...inside]
    : inside
}

function firstParagraph(parent: XmlElement): XmlElement | undefined {
  for (const child of childrenOf(parent)) {
    if (child.name === 'text:p' || child.name === 'text:h') return child
    const found = firstParagraph(child)
    if (found) return found
  }
  return undefined
}
