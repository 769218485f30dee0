import { breakable } from './breakable'
import { directionOf, type Block, type Direction, type QuotedExcerpt, type Report } from './report'

interface Line {
  text: string
  rtl: boolean
}

/** A block as the template of PDFs reads it (`lib/typesetting/template`). */
type PdfBlock =
  | ({ kind: 'title' } & Line)
  | ({ kind: 'heading'; level: number } & Line)
  | { kind: 'line' | 'paragraph'; lines: Line[] }
  /** Where it stands that letters have no font. */
  | { kind: 'notice' }
  | {
      kind: 'written'
      style: string
      mark: string
      depth: number
      rtl: boolean
      spans: { text: string; bold: boolean; italic: boolean }[]
    }
  | {
      kind: 'excerpt'
      quote: string[]
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
  pageWord: string
  blocks: PdfBlock[]
}

/** Letters, and what each block and each line costs of the typesetter beside its letters: together about fifteen hundred pages. */
const most = 10_000_000
const perBlock = 300
const perLine = 100

/** A report as the data of a PDF, in JSON. Throws what `tooLarge` makes as soon as it is more than a PDF is made of. */
export async function pdfData(report: Report, tooLarge: () => Error): Promise<string> {
  const blocks: PdfBlock[] = []
  let cost = 0
  let isOpening = true
  for await (const batch of report.blocks)
    for (const block of batch) {
      if (isOpening && block.kind !== 'title' && block.kind !== 'line') {
        blocks.push({ kind: 'notice' })
        isOpening = false
      }
      cost += perBlock + textsOf(block).reduce((sum, text) => sum + text.length + perLine * linesIn(text), 0)
      if (cost > most) throw tooLarge()
      blocks.push(pdfBlock(block))
    }
  const { title, author, language, created, pageWord } = report
  const day: PdfData['created'] = [created.getUTCFullYear(), created.getUTCMonth() + 1, created.getUTCDate()]
  return JSON.stringify({
    title: oneLine(title),
    author: oneLine(author),
    language: tagOf(language).language,
    created: day,
    pageWord: oneLine(pageWord),
    blocks,
  } satisfies PdfData)
}

function textsOf(block: Block): string[] {
  if (block.kind === 'written') return block.spans.map(({ text }) => text)
  return block.kind === 'excerpt' ? [block.quote, block.citation, block.details, block.note] : [block.text]
}

const linesIn = (text: string): number => text.split(newline).length - 1

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
      rtl: isRtl(directionOf(spans.map(({ text }) => text).join(''))),
      spans: spans.map(({ text, bold, italic }) => ({ text: clean(text), bold, italic })),
    }
  }
  return { kind: block.kind, lines: linesOf(block.text) }
}

function excerptData({ quote, language, direction, citation, link, details, note }: QuotedExcerpt): PdfBlock {
  return {
    kind: 'excerpt',
    quote: quote.split(newline).map(clean),
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
const line = (text: string): Line => ({ text, rtl: isRtl(directionOf(text)) })
const linesOf = (text: string): Line[] => text.split(newline).map((each) => line(clean(each)))
const oneLine = (text: string): string => clean(text.split(newline).join(' '))

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
