import type { MarkJson, NodeJson } from '@/lib/editor/document-json'
import { InlineBuilder } from '@/lib/importers/blocks'
import { blocksOf, isWrittenOut, type RtfItem } from './rtf-blocks'
import { forwarding, type RtfDestination } from './rtf-destination'
import { RtfParagraphNumbers } from './rtf-paragraph-numbers'
import type { RtfLeftOut } from './rtf-left-out'
import type { RtfCharacters, RtfParagraphState } from './rtf-state'
import { RtfRowDefinition, tableOf, type RtfRow } from './rtf-tables'

/** What a flow asks of the document it is in. */
export interface RtfSurroundings {
  leftOut: RtfLeftOut
  headingLevel(paragraph: RtfParagraphState): number | null
  /** What stands before a paragraph that does not bring it along. */
  marker(paragraph: RtfParagraphState): string | null
  /** Whether the document's tables of lists say how a paragraph is numbered. */
  isInList(paragraph: RtfParagraphState): boolean
  hasSigns(font: number): boolean
}

interface OpenTable {
  rows: RtfRow[]
  cells: NodeJson[][]
  items: RtfItem[]
}

/** A run of paragraphs and tables: the document, a note or a text box. */
export class RtfFlow implements RtfDestination {
  #inline = new InlineBuilder()
  #marker: string | null = null
  #later: NodeJson[] = []
  readonly #numbers = new RtfParagraphNumbers()
  #unseen: 'hidden' | 'deleted' | null = null
  readonly #items: RtfItem[] = []
  readonly #tables: OpenTable[] = []
  readonly #definitions = new Map<number, RtfRowDefinition>()

  constructor(
    private readonly around: RtfSurroundings,
    readonly depth = 0,
    private readonly onClose?: (blocks: NodeJson[]) => void,
  ) {}

  text(text: string, characters: RtfCharacters): void {
    const unseen = characters.deleted ? 'deleted' : characters.hidden ? 'hidden' : null
    if (unseen !== null) {
      const { [unseen]: left } = this.around.leftOut
      if (this.#unseen === unseen) left.push((left.pop() ?? '') + text)
      else left.push(text)
    } else {
      // White space is one space, as on the web; no-break spaces stay.
      const shown = storable(text, this.around.leftOut).replace(/[ \t\n]+/g, ' ')
      this.#inline.text(/[ \n]/.test(this.#inline.lastCharacter) ? shown.replace(/^ /, '') : shown, marksOf(characters))
    }
    this.#unseen = unseen
  }
  line(): void {
    this.#inline.atom({ type: 'hardBreak' })
  }
  image(description: string): void {
    this.around.leftOut.images += 1
    this.#inline.atom({ type: 'image', attrs: { alt: description.replace(/\s+/g, ' ').trim().slice(0, 1000) } })
  }
  marker(text: string): void {
    this.#marker = text.replace(/\s+/g, ' ').trim() || null
  }
  paragraph(paragraph: RtfParagraphState): void {
    this.#end(paragraph, paragraph.table)
    this.#unseen = null
  }
  /** Beside a word they wait for the end of its paragraph; else they stand where they are anchored. */
  apart(blocks: NodeJson[], paragraph: RtfParagraphState): void {
    if (/[\p{L}\p{N}]/u.test(this.#inline.lastCharacter)) this.#later.push(...blocks)
    else {
      if (this.#inline.nodes.some((node) => node.text?.trim() !== '')) this.#end(paragraph, paragraph.table)
      this.#open(paragraph.table).push(...blocks)
    }
  }
  word(word: string, value: number | null, paragraph: RtfParagraphState): void {
    if (word === 'cell') this.#endCell(paragraph, 1)
    else if (word === 'row') this.#endRow(paragraph, 1)
    else if (word === 'nestcell') this.#endCell(paragraph, this.#nestedLevel(paragraph))
    else if (/^ch(date|time|pgn)|^chd[pa]|^sectnum$/.test(word)) this.around.leftOut.fields += 1
    else this.#define(word, value, 1)
  }
  inside(word: string): RtfDestination | undefined {
    if (word !== 'nesttableprops') return undefined
    return {
      ...forwarding(this),
      word: (inner, value, paragraph) => {
        if (inner === 'nestcell') this.#endCell(paragraph, this.#nestedLevel(paragraph))
        else if (inner === 'nestrow') this.#endRow(paragraph, this.#nestedLevel(paragraph))
        else this.#define(inner, value, this.#nestedLevel(paragraph))
      },
    }
  }
  close(): void {
    this.onClose?.(this.blocks())
  }
  /** All of it; the flow is at its end. */
  blocks(): NodeJson[] {
    this.#end(null, this.#tables.length)
    this.#open(0)
    return blocksOf(this.#items)
  }

  #nestedLevel(paragraph: RtfParagraphState): number {
    return Math.max(2, paragraph.table)
  }
  #define(word: string, value: number | null, level: number): void {
    if (word === 'trowd') this.#definitions.set(level, new RtfRowDefinition())
    else this.#definitions.get(level)?.word(word, value)
  }
  #end(paragraph: RtfParagraphState | null, table: number): void {
    const content = this.#inline.trimmed()
    this.#inline = new InlineBuilder()
    const heading = paragraph && this.around.headingLevel(paragraph)
    // It counts also where the source brings the number along: the next may not.
    const counted = paragraph && content.length > 0 ? this.#counted(paragraph) : null
    const marker = this.#marker ?? counted
    this.#marker = null
    const isWorthIt = content.length > 0 || (marker !== null && /[\p{L}\p{N}]/u.test(marker))
    if (isWorthIt) {
      const read = { content, heading, marker, listLevel: paragraph?.listLevel ?? 0 }
      if (isWrittenOut(read)) {
        this.around.leftOut.labels += 1
        if (read.listLevel > 0 && !heading) this.around.leftOut.nested += 1
      }
      this.#open(table).push(read)
    }
    if (this.#later.length > 0) this.#open(table).push(...this.#later)
    this.#later = []
  }
  #counted(paragraph: RtfParagraphState): string | null {
    const isInList = this.around.isInList(paragraph)
    const old = this.#numbers.marker(isInList ? null : paragraph.number, paragraph.table > 0, (font) =>
      this.around.hasSigns(font),
    )
    return isInList ? this.around.marker(paragraph) : old
  }
  /** Where blocks go that stand so many tables deep. */
  #open(level: number): RtfItem[] {
    while (this.#tables.length > level) this.#closeTable()
    while (this.#tables.length < level) this.#tables.push({ rows: [], cells: [], items: [] })
    return this.#tables.at(-1)?.items ?? this.#items
  }
  #endCell(paragraph: RtfParagraphState, level: number): void {
    this.#end(paragraph, level)
    const items = this.#open(level)
    this.#tables.at(-1)?.cells.push(blocksOf(items))
    items.length = 0
  }
  #endRow(paragraph: RtfParagraphState, level: number): void {
    if (this.#inline.nodes.length > 0 || this.#open(level).length > 0) this.#endCell(paragraph, level)
    this.#open(level)
    const table = this.#tables.at(-1)
    if (!table || table.cells.length === 0) return
    table.rows.push({ cells: table.cells, definition: this.#definitions.get(level) })
    table.cells = []
  }
  #closeTable(): void {
    const table = this.#tables.pop()
    if (!table) return
    if (table.items.length > 0) table.cells.push(blocksOf(table.items))
    if (table.cells.length > 0) table.rows.push({ cells: table.cells, definition: undefined })
    const node = tableOf(table.rows)
    if (node) (this.#tables.at(-1)?.items ?? this.#items).push(node)
  }
}

function marksOf({ bold, italic, underline, strike, smallCaps, raised, href }: RtfCharacters): MarkJson[] {
  const marks: MarkJson[] = []
  if (bold) marks.push({ type: 'bold' })
  if (italic) marks.push({ type: 'italic' })
  if (underline && href === null) marks.push({ type: 'underline' })
  if (strike) marks.push({ type: 'strike' })
  if (smallCaps) marks.push({ type: 'smallCaps' })
  if (raised) marks.push({ type: raised })
  if (href !== null) marks.push({ type: 'link', attrs: { href } })
  return marks
}

/** Replaces what no database can hold. */
function storable(text: string, leftOut: RtfLeftOut): string {
  return text.replace(/\u0000|\p{Surrogate}|\r/gu, () => {
    leftOut.replaced += 1
    return '\uFFFD'
  })
}
