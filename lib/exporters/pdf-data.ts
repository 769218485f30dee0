import { breakable } from './breakable'
import type { WholeReport } from './pdf-report'
import { directionOf, type Block, type Direction, type QuotedExcerpt } from './report'

interface Line extends Setting {
  text: string
}

/** How a line is set: from right to left, and in East Asian fonts. */
interface Setting {
  rtl: boolean
  east: boolean
}

/** A block as the template of PDFs reads it (`lib/typesetting/template`). */
type PdfBlock =
  | ({ kind: 'title' } & Line)
  | ({ kind: 'heading'; level: number } & Line)
  | { kind: 'line' | 'paragraph'; lines: Line[] }
  /** Where it stands that letters have no font. */
  | { kind: 'notice' }
  | ({
      kind: 'written'
      style: string
      mark: string
      depth: number
      spans: { text: string; bold: boolean; italic: boolean }[]
    } & Setting)
  | {
      kind: 'excerpt'
      quote: Line[]
      language: string
      region: string | null
      rtl: boolean
      citation: Line
      link: string
      details: Line[]
      note: Line[]
    }

/** What a PDF is made of: values alone, never instructions. */
interface PdfData {
  title: string
  author: string
  language: string
  /** Year, month and day. */
  created: [number, number, number]
  pageWord: Line
  blocks: PdfBlock[]
}

/**
 * A report as the data of a PDF. What no page can show is left out, so that nothing in it stops or delays the typesetter. That takes long for long texts: it is
 * done where nobody waits for anything else.
 */
export function pdfData({ title, author, language, created, pageWord, blocks }: WholeReport): PdfData {
  const opening = blocks.findIndex(({ kind }) => kind !== 'title' && kind !== 'line')
  const set = blocks.map(pdfBlock)
  return {
    title: oneLine(title),
    author: oneLine(author),
    language: tagOf(language).language,
    created: [created.getUTCFullYear(), created.getUTCMonth() + 1, created.getUTCDate()],
    pageWord: line(oneLine(pageWord)),
    blocks: opening < 0 ? set : [...set.slice(0, opening), { kind: 'notice' }, ...set.slice(opening)],
  }
}

function pdfBlock(block: Block): PdfBlock {
  if (block.kind === 'excerpt') return excerptData(block)
  if (block.kind === 'title') return { kind: 'title', ...line(oneLine(block.text)) }
  if (block.kind === 'heading') return { kind: 'heading', level: block.level, ...line(oneLine(block.text)) }
  if (block.kind === 'written') {
    const { style, mark, depth, spans } = block
    return {
      kind: 'written',
      style,
      mark: clean(mark),
      depth,
      ...settingOf(spans.map(({ text }) => text).join('')),
      spans: spans.map(({ text, bold, italic }) => ({ text: clean(text), bold, italic })),
    }
  }
  return { kind: block.kind, lines: linesOf(block.text) }
}

function excerptData({ quote, language, direction, citation, link, details, note }: QuotedExcerpt): PdfBlock {
  return {
    kind: 'excerpt',
    quote: quote.split(newline).map((each) => ({ ...line(clean(each)), rtl: isRtl(direction) })),
    ...tagOf(language),
    rtl: isRtl(direction),
    citation: line(oneLine(citation)),
    link: encodeURI(link),
    details: linesOf(details),
    note: note === '' ? [] : linesOf(note),
  }
}

const newline = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/
const isRtl = (direction: Direction): boolean => direction === 'rtl'
const line = (text: string): Line => ({ text, ...settingOf(text) })
const linesOf = (text: string): Line[] => text.split(newline).map((each) => line(clean(each)))
const oneLine = (text: string): string => clean(text.split(newline).join(' '))

function settingOf(text: string): Setting {
  const beginning = text.slice(0, 1000)
  const eastern = beginning.match(/[\p{Script=Han}\p{Script=Hira}\p{Script=Kana}\p{Script=Hang}]/gu)?.length ?? 0
  // A word of English has more letters than one of Chinese.
  return {
    rtl: isRtl(directionOf(text)),
    east: eastern > 0 && eastern * 3 >= (beginning.match(/\p{Script=Latin}/gu)?.length ?? 0),
  }
}

/** What a page can show: no controls, no halves of characters; a tab is a wide space, and what is longer than a line may be parted. */
function clean(text: string): string {
  const shown = text
    .replace(/\t/g, '\u2003')
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (control) => (control === '\n' ? control : ''))
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    // Signs that leave no trace on paper; readers of PDF take the letter before one for invisible too.
    .replace(/[\u00AD\u180E\u2060-\u2064\u206A-\u206F\uFEFF]/g, '')
    // More signs without a shape than a flag has: long rows of them keep a typesetter busy for minutes and show nothing.
    .replace(/(\p{Default_Ignorable_Code_Point}{8})\p{Default_Ignorable_Code_Point}+/gu, '$1')
  return breakable(shown)
}

/** The parts of a language tag that typography goes by; "und" where they cannot be told. */
function tagOf(tag: string): { language: string; region: string | null } {
  const [first = '', ...rest] = tag.split('-')
  const language = /^[a-z]{2,3}$/i.test(first) ? first.toLowerCase() : 'und'
  const region = rest.find((part) => /^[a-z]{2}$/i.test(part))?.toUpperCase() ?? null
  return { language, region: rest.some((part) => /^hant$/i.test(part)) ? (region ?? 'TW') : region }
}
