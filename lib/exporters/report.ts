export type Direction = 'ltr' | 'rtl'

/** A passage as a report quotes it. */
export interface QuotedExcerpt {
  kind: 'excerpt'
  quote: string
  language: string
  direction: Direction
  citation: string
  link: string
  /** Tags and coder, in one line. */
  details: string
  note: string
}

/** Words in one style. */
export interface Span {
  text: string
  bold: boolean
  italic: boolean
}

/** A paragraph that somebody wrote in an editor. An item of a list has the mark it begins with; `depth` counts the lists and quotations around it. */
export interface WrittenBlock {
  kind: 'written'
  style: 'paragraph' | 'heading' | 'quotation' | 'item'
  mark: string
  depth: number
  spans: Span[]
}

/** The pieces of a printable report, in order. Level 1 and 2 headings make its outline. */
export type Block =
  | { kind: 'title' | 'line' | 'paragraph'; text: string }
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | WrittenBlock
  | QuotedExcerpt

export interface Report {
  title: string
  author: string
  /** The language its own words are in, as a BCP 47 tag. */
  language: string
  created: Date
  /** "Page" as the footer writes it. */
  pageWord: string
  blocks: AsyncIterable<Block[]>
}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/
const strong = /\p{L}/u

/** The direction of the first letter, by which a paragraph of unknown language is set; `otherwise` where there is none. */
export function directionOf(text: string, otherwise: Direction = 'ltr'): Direction {
  const letter = strong.exec(text)?.[0]
  if (letter === undefined) return otherwise
  return rightToLeft.test(letter) ? 'rtl' : 'ltr'
}
