import {
  contentTypes,
  coreProperties,
  footer,
  relations,
  sectionProperties,
  settings,
  stylesheet,
  wordNamespace,
} from './docx-parts'
import { paragraph, run } from './docx-paragraph'
import { directionOf, type Block, type QuotedExcerpt, type Report, type WrittenBlock } from './report'
import { xmlHeader, xmlText } from './xml'
import { zipped } from './zipped'

/**
 * A report as an Office Open XML text document (ECMA-376), written paragraph by paragraph. Headings, quotations and title carry Word's own style names, so
 * that its navigation pane, a table of contents and a publisher's template work on it.
 */
export function docx(report: Report): AsyncGenerator<Buffer> {
  return zipped(
    [
      { path: '[Content_Types].xml', chunks: () => [contentTypes()] },
      { path: '_rels/.rels', chunks: () => [relations.package] },
      { path: 'docProps/core.xml', chunks: () => [coreProperties(report.title, report.author, report.created)] },
      { path: 'word/_rels/document.xml.rels', chunks: () => [relations.document()] },
      { path: 'word/styles.xml', chunks: () => [stylesheet] },
      { path: 'word/settings.xml', chunks: () => [settings] },
      { path: 'word/footer1.xml', chunks: () => [footer(report.pageWord)] },
      { path: 'word/document.xml', chunks: () => body(report) },
    ],
    report.created,
  )
}

async function* body({ blocks }: Report): AsyncGenerator<string> {
  yield `${xmlHeader}<w:document ${wordNamespace}><w:body>`
  for await (const batch of blocks) yield batch.map(blockXml).join('')
  yield `${sectionProperties}</w:body></w:document>`
}

function blockXml(block: Block): string {
  if (block.kind === 'excerpt') return excerptXml(block)
  if (block.kind === 'written') return writtenXml(block)
  const style =
    block.kind === 'heading'
      ? `Heading${block.level}`
      : { title: 'Title', line: 'Subtitle', paragraph: 'Normal' }[block.kind]
  return lines(block.text, style)
}

function excerptXml({ quote, language, direction, citation, link, details, note }: QuotedExcerpt): string {
  const quoted = quote.split('\n').map((line) => paragraph('Quote', direction, run(line, direction, language)))
  const cited = directionOf(citation)
  const source = `<w:fldSimple w:instr=" HYPERLINK &quot;${xmlText(encodeURI(link))}&quot; ">${run(citation, cited, language)}</w:fldSimple>`
  return (
    quoted.join('') +
    paragraph('ExcerptSource', cited, source) +
    lines(details, 'ExcerptDetails') +
    (note === '' ? '' : lines(note, 'ExcerptNote'))
  )
}

const writtenStyles = { paragraph: 'Normal', heading: 'Heading3', quotation: 'Quote', item: 'ListParagraph' } as const

function writtenXml({ style, mark, depth, spans }: WrittenBlock): string {
  const direction = directionOf(spans.map(({ text }) => text).join(''))
  const runs = [...(mark === '' ? [] : [{ text: `${mark}\t`, bold: false, italic: false }]), ...spans].map(
    ({ text, bold, italic }) => run(text, direction, '', { bold, italic }),
  )
  const indent = depth > 1 ? `<w:ind w:start="${425 * depth}" w:left="${425 * depth}"/>` : ''
  return paragraph(writtenStyles[style], direction, runs.join(''), indent)
}

/** One paragraph per line, each in the direction of its own first letter. */
function lines(text: string, style: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => paragraph(style, directionOf(line), run(line, directionOf(line))))
    .join('')
}
