import { ownValue } from '@/lib/domain/own-value'
import type { Attr, Cell, Element, Row } from '../pandoc/pandoc-ast'
import { shownByControl } from './form-values'
import { formulaLetters, formulaOf } from './html-source'
import type { Notes } from './html-notes'
import {
  attribute,
  elementsBelow,
  isElement,
  isText,
  textBelow,
  type HtmlElement,
  type HtmlNode,
  type HtmlParent,
} from './html-tree'
import { joinedLines } from './joined-lines'
import type { Seen } from './seen'

const noAttributes: Attr = ['', [], []]
const marks: Readonly<Record<string, string | undefined>> = {
  b: 'Strong',
  strong: 'Strong',
  i: 'Emph',
  em: 'Emph',
  cite: 'Emph',
  dfn: 'Emph',
  var: 'Emph',
  u: 'Underline',
  ins: 'Underline',
  s: 'Strikeout',
  strike: 'Strikeout',
  del: 'Strikeout',
  sup: 'Superscript',
  sub: 'Subscript',
}
const blocks = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** What reading a page needs to know beside it. */
export interface HtmlReading {
  seen(element: HtmlElement): Seen
  notes: Notes
  /** Whether an address without a scheme leads to another page of the same book. */
  isBook: boolean
  /** Takes the text of what is hidden, for the report. */
  hidden(text: string): void
}

type Wrap = (inlines: Element[]) => Element[]
const asIs: Wrap = (inlines) => inlines

/** A page, or a part of one, as the blocks that pandoc's tree is made of. */
export class HtmlBlocks {
  readonly #holdsBlocks = new Map<HtmlElement, boolean>()

  constructor(readonly reading: HtmlReading) {}

  /** The blocks of what stands in a page, a cell, an item or a note. Inlines between blocks make paragraphs; `wrap` puts them in the marks that lie around. */
  read(children: readonly HtmlNode[], wrap: Wrap = asIs): Element[] {
    const made: Element[] = []
    let line: Element[] = []
    const end = () => {
      const inlines = joinedLines(line)
      if (inlines.length > 0) made.push({ t: 'Para', c: wrap(inlines) })
      line = []
    }
    for (const child of children) {
      if (!isElement(child)) {
        if (isText(child)) line.push({ t: 'Str', c: child.value })
      } else if (this.#isLeftOut(child)) continue
      else if (blocks.has(child.tagName)) {
        end()
        made.push(...this.#block(child, wrap))
      } else if (this.#hasBlocks(child)) {
        end()
        made.push(...this.read(child.childNodes, (inlines) => wrap(this.#marked(child, inlines))))
      } else line.push(...this.#inline(child))
    }
    end()
    return made
  }

  #block(element: HtmlElement, wrap: Wrap): Element[] {
    const { tagName, childNodes } = element
    if (/^h[1-6]$/.test(tagName)) {
      // Blocks inside a heading are lines of it.
      if (this.#hasBlocks(element))
        return this.read(childNodes, wrap).map((block) =>
          block.t === 'Para' ? { t: 'Header', c: [Number(tagName[1]), noAttributes, block.c] } : block,
        )
      const inlines = joinedLines(this.#inlines(childNodes))
      return inlines.length === 0 ? [] : [{ t: 'Header', c: [Number(tagName[1]), noAttributes, wrap(inlines)] }]
    }
    switch (tagName) {
      case 'hr':
        return [{ t: 'HorizontalRule' }]
      case 'pre':
        return [{ t: 'CodeBlock', c: [noAttributes, this.#preformatted(element).replace(/^\n|\n$/g, '')] }]
      case 'blockquote':
        return [{ t: 'BlockQuote', c: this.read(childNodes, wrap) }]
      case 'ul':
      case 'menu':
      case 'dir':
        return [{ t: 'BulletList', c: this.#items(element, wrap) }]
      case 'ol':
        return [
          {
            t: 'OrderedList',
            c: [
              [Number.parseInt(attribute(element, 'start') ?? '1') || 1, { t: styleOf(element) }, { t: 'Period' }],
              this.#items(element, wrap),
            ],
          },
        ]
      case 'dl':
        return this.#definitions(element, wrap)
      case 'table':
        return this.#table(element, wrap)
      case 'details':
      case 'figure':
      default:
        return this.read(childNodes, wrap)
    }
  }

  #items(list: HtmlElement, wrap: Wrap): Element[][] {
    const items: Element[][] = []
    let loose: HtmlNode[] = []
    const end = () => {
      const content = this.read(loose, wrap)
      // What stands in a list outside its items, such as a list inside it, belongs to the item before.
      if (content.length > 0) (items.at(-1) ?? items[items.push([]) - 1])?.push(...content)
      loose = []
    }
    for (const child of list.childNodes) {
      if (!isElement(child) || child.tagName !== 'li') loose.push(child)
      else {
        end()
        if (!this.#isLeftOut(child)) items.push(this.read(child.childNodes, wrap))
      }
    }
    end()
    return items
  }

  #definitions(list: HtmlElement, wrap: Wrap): Element[] {
    const made: Element[] = []
    for (const child of list.childNodes) {
      if (!isElement(child) || this.#isLeftOut(child)) continue
      if (child.tagName === 'dd') made.push({ t: 'BlockQuote', c: this.read(child.childNodes, wrap) })
      else if (child.tagName === 'dt')
        made.push(...this.read(child.childNodes, (inlines) => [{ t: 'Strong', c: wrap(inlines) }]))
      else if (child.tagName === 'div') made.push(...this.#definitions(child, wrap))
      else made.push(...this.read([child], wrap))
    }
    return made
  }

  #table(table: HtmlElement, wrap: Wrap): Element[] {
    const above: Element[] = []
    const rows: { row: Row; isHead: boolean; headCells: number }[] = []
    const readRow = (row: HtmlElement, inHead: boolean) => {
      const cells = row.childNodes
        .filter(isElement)
        .filter((cell) => (cell.tagName === 'td' || cell.tagName === 'th') && !this.#isLeftOut(cell))
      const heads = cells.findIndex(({ tagName }) => tagName !== 'th')
      const read = cells.map((cell): Cell => [
        noAttributes,
        { t: 'AlignDefault' },
        span(cell, 'rowspan'),
        span(cell, 'colspan'),
        this.read(cell.childNodes, wrap),
      ])
      rows.push({ row: [noAttributes, read], isHead: inHead, headCells: heads < 0 ? cells.length : heads })
    }
    const visit = (parent: HtmlElement, inHead: boolean) => {
      for (const child of parent.childNodes) {
        if (!isElement(child)) {
          if (isText(child) && child.value.trim() !== '') above.push(...this.read([child], wrap))
        } else if (this.#isLeftOut(child)) continue
        else if (child.tagName === 'tr') readRow(child, inHead)
        else if (/^(thead|tbody|tfoot)$/.test(child.tagName)) visit(child, child.tagName === 'thead')
        else if (child.tagName !== 'colgroup' && child.tagName !== 'col')
          above.push(...this.read(child.tagName === 'caption' ? child.childNodes : [child], wrap))
      }
    }
    visit(table, false)
    clipSpans(rows.map(({ row }) => row))
    const head = rows.filter(({ isHead }) => isHead)
    const body = rows.filter(({ isHead }) => !isHead)
    if (rows.length === 0) return above
    const bodies = body.map(({ row, headCells }) => [noAttributes, headCells, [], [row]])
    return [
      ...above,
      {
        t: 'Table',
        c: [noAttributes, [null, []], [], [noAttributes, head.map(({ row }) => row)], bodies, [noAttributes, []]],
      },
    ]
  }

  #inlines(children: readonly HtmlNode[]): Element[] {
    return children.flatMap((child) =>
      isText(child)
        ? [{ t: 'Str', c: child.value }]
        : isElement(child) && !this.#isLeftOut(child)
          ? this.#inline(child)
          : [],
    )
  }

  #inline(element: HtmlElement): Element[] {
    const { tagName, childNodes } = element
    const control = shownByControl(element)
    // Browsers draw a control apart from the words beside it.
    if (control !== undefined) return [space, ...linesOf(control), space]
    switch (tagName) {
      case 'br':
        return [{ t: 'LineBreak' }]
      case 'img':
      case 'image':
        return [
          {
            t: 'Image',
            c: [noAttributes, [{ t: 'Str', c: (attribute(element, 'alt') ?? '').replace(/\s+/g, ' ') }], ['', '']],
          },
        ]
      case 'q':
        return [{ t: 'Quoted', c: [{ t: 'DoubleQuote' }, this.#inlines(childNodes)] }]
      case 'math': {
        const source = formulaOf(element)
        return source === undefined
          ? [{ t: 'Str', c: formulaLetters(element).replace(/\s+/g, ' ') }]
          : [{ t: 'Math', c: [{ t: 'InlineMath' }, source] }]
      }
      case 'code':
      case 'tt':
      case 'kbd':
      case 'samp':
        return this.#code(element)
      case 'ruby':
        return this.#ruby(element)
      case 'svg':
        return [...elementsBelow(element)].flatMap((child) =>
          /^(text|title|desc)$/.test(child.tagName)
            ? [{ t: 'Str', c: ` ${textBelow(child)} ` }]
            : child.tagName === 'image'
              ? this.#inline(child)
              : [],
        )
      default:
        return this.#marked(
          element,
          blocks.has(tagName) || tagName === 'button'
            ? [space, ...this.#inlines(childNodes), space]
            : this.#inlines(childNodes),
        )
    }
  }

  /** Inlines in the mark that an element stands for. */
  #marked(element: HtmlElement, inlines: Element[]): Element[] {
    const note = this.reading.notes.noteOf(element)
    if (note) {
      const reference: Element = { t: 'Note', c: this.read(note.childNodes) }
      return this.reading.notes.isLabel(element) ? [reference] : [...inlines, reference]
    }
    const mark = ownValue(marks, element.tagName)
    if (mark !== undefined) return [{ t: mark, c: inlines }]
    const href = element.tagName === 'a' ? attribute(element, 'href') : undefined
    if (href === undefined) return inlines
    const address = this.reading.isBook && !/^[a-z][a-z\d+.-]*:|^\/\//i.test(href.trim()) ? '#' : href.trim()
    return [{ t: 'Link', c: [noAttributes, inlines, [address, '']] }]
  }

  #code(element: HtmlElement): Element[] {
    const inlines = joinedLines(this.#inlines(element.childNodes), true)
    return inlines.every(({ t }) => t === 'Str')
      ? [{ t: 'Code', c: [noAttributes, inlines.map(({ c }) => c as string).join('')] }]
      : inlines
  }

  /** The letters below, with the reading that stands above them in brackets behind; the page's own brackets where it has some. */
  #ruby(element: HtmlElement): Element[] {
    const hasBrackets = [...elementsBelow(element)].some(({ tagName }) => tagName === 'rp')
    return element.childNodes.flatMap((child): Element[] => {
      if (!isElement(child)) return this.#inlines([child])
      if (this.#isLeftOut(child)) return []
      const inlines = this.#inlines(child.childNodes)
      return child.tagName === 'rt' && !hasBrackets
        ? [{ t: 'Str', c: '(' }, ...inlines, { t: 'Str', c: ')' }]
        : child.tagName === 'rt' || child.tagName === 'rp' || child.tagName === 'rb'
          ? inlines
          : this.#inline(child)
    })
  }

  #preformatted(element: HtmlParent): string {
    return element.childNodes
      .map((child) => {
        if (isText(child)) return child.value
        if (!isElement(child) || this.#isLeftOut(child)) return ''
        const control = shownByControl(child)
        const own = child.tagName === 'br' ? '\n' : control === undefined ? this.#preformatted(child) : ` ${control} `
        return blocks.has(child.tagName) ? `${own}\n` : own
      })
      .join('')
  }

  #isLeftOut(element: HtmlElement): boolean {
    const seen = this.reading.seen(element)
    if (seen === 'hidden') this.reading.hidden(textBelow(element))
    return seen !== 'seen' || this.reading.notes.isNote(element)
  }

  #hasBlocks(element: HtmlElement): boolean {
    const known = this.#holdsBlocks.get(element)
    if (known !== undefined) return known
    const holds =
      shownByControl(element) === undefined &&
      element.childNodes.some((child) => isElement(child) && (blocks.has(child.tagName) || this.#hasBlocks(child)))
    this.#holdsBlocks.set(element, holds)
    return holds
  }
}

const space: Element = { t: 'Str', c: ' ' }

/** Text whose line ends count. */
const linesOf = (text: string): Element[] =>
  text.split('\n').flatMap((line, at) => [...(at > 0 ? [{ t: 'LineBreak' }] : []), { t: 'Str', c: line }])

const span = (cell: HtmlElement, name: string): number =>
  Math.min(200, Math.max(1, Number.parseInt(attribute(cell, name) ?? '1') || 1))

/** No cell reaches below the last row. */
function clipSpans(rows: readonly Row[]): void {
  rows.forEach(([, cells], at) => {
    for (const cell of cells) cell[2] = Math.min(cell[2], rows.length - at)
  })
}

const styles: Readonly<Record<string, string | undefined>> = {
  a: 'LowerAlpha',
  A: 'UpperAlpha',
  i: 'LowerRoman',
  I: 'UpperRoman',
  '1': 'Decimal',
}
const styleNames: readonly [RegExp, string][] = [
  [/lower-(alpha|latin)/i, 'LowerAlpha'],
  [/upper-(alpha|latin)/i, 'UpperAlpha'],
  [/lower-roman/i, 'LowerRoman'],
  [/upper-roman/i, 'UpperRoman'],
]

function styleOf(list: HtmlElement): string {
  const written = attribute(list, 'style') ?? ''
  const named = /list-style(-type)?\s*:/i.test(written)
    ? styleNames.find(([pattern]) => pattern.test(written))?.[1]
    : undefined
  return named ?? ownValue(styles, attribute(list, 'type') ?? '') ?? 'DefaultStyle'
}
