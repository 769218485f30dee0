import { odtContentTypes, odtManifest, odtMeta, odtNamespaces, odtStyles } from './odt-parts'
import {
  directionOf,
  type Block,
  type Direction,
  type QuotedExcerpt,
  type Report,
  type Span,
  type WrittenBlock,
} from './report'
import { xmlHeader, xmlText } from './xml'
import { zipped } from './zipped'

/**
 * A report as an OpenDocument text (ISO/IEC 26300, version 1.3), written paragraph by paragraph. Headings, quotations and title carry the style names of
 * LibreOffice, so that its navigator and a template work on it. The type of the file stands first and unpacked, as the standard has it.
 */
export function odt(report: Report): AsyncGenerator<Buffer> {
  return zipped(
    [
      { path: 'mimetype', chunks: () => [odtContentTypes], isStored: true },
      { path: 'META-INF/manifest.xml', chunks: () => [odtManifest] },
      { path: 'meta.xml', chunks: () => [odtMeta(report.title, report.author, report.created)] },
      { path: 'styles.xml', chunks: () => [odtStyles(report.language, report.pageWord)] },
      { path: 'content.xml', chunks: () => body(report) },
    ],
    report.created,
  )
}

/** Paragraph styles for right-to-left text, and what a span of words can be. */
const automatic = `<office:automatic-styles>${['Title', 'Subtitle', 'Text_20_body', 'Quotations', 'Heading_20_1', 'Heading_20_2', 'Heading_20_3', 'Heading_20_4', 'Source', 'Details', 'Note', 'List_20_Item'].map((name) => `<style:style style:name="rtl_${name}" style:family="paragraph" style:parent-style-name="${name}"><style:paragraph-properties style:writing-mode="rl-tb" fo:text-align="start"/></style:style>`).join('')}<style:style style:name="b" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"/></style:style><style:style style:name="i" style:family="text"><style:text-properties fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic"/></style:style><style:style style:name="bi" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic"/></style:style></office:automatic-styles>`

async function* body({ blocks }: Report): AsyncGenerator<string> {
  yield `${xmlHeader}<office:document-content ${odtNamespaces} office:version="1.3">${automatic}<office:body><office:text>`
  for await (const batch of blocks) yield batch.map(blockXml).join('')
  yield '</office:text></office:body></office:document-content>'
}

function blockXml(block: Block): string {
  if (block.kind === 'excerpt') return excerptXml(block)
  if (block.kind === 'written') return writtenXml(block)
  if (block.kind === 'heading')
    return element(
      'h',
      `Heading_20_${block.level}`,
      directionOf(block.text),
      inline(block.text),
      ` text:outline-level="${block.level}"`,
    )
  return lines(block.text, { title: 'Title', line: 'Subtitle', paragraph: 'Text_20_body' }[block.kind])
}

function excerptXml({ quote, direction, citation, link, details, note }: QuotedExcerpt): string {
  const quoted = quote.split('\n').map((line) => element('p', 'Quotations', direction, inline(line)))
  const source = `<text:a xlink:type="simple" xlink:href="${xmlText(encodeURI(link))}">${inline(citation)}</text:a>`
  return (
    quoted.join('') +
    element('p', 'Source', directionOf(citation), source) +
    lines(details, 'Details') +
    (note === '' ? '' : lines(note, 'Note'))
  )
}

const writtenStyles = {
  paragraph: 'Text_20_body',
  heading: 'Heading_20_3',
  quotation: 'Quotations',
  item: 'List_20_Item',
} as const

function writtenXml({ style, mark, depth, spans }: WrittenBlock): string {
  const direction = directionOf(spans.map(({ text }) => text).join(''))
  const lead = mark === '' ? '' : `${inline('  '.repeat(Math.max(0, depth - 1)))}${inline(mark)}<text:tab/>`
  const content = lead + spans.map(spanXml).join('')
  return style === 'heading'
    ? element('h', writtenStyles.heading, direction, content, ' text:outline-level="3"')
    : element('p', writtenStyles[style], direction, content)
}

function spanXml({ text, bold, italic }: Span): string {
  const style = `${bold ? 'b' : ''}${italic ? 'i' : ''}`
  return style === '' ? inline(text) : `<text:span text:style-name="${style}">${inline(text)}</text:span>`
}

/** One paragraph per line, each in the direction of its own first letter. */
function lines(text: string, style: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => element('p', style, directionOf(line), inline(line)))
    .join('')
}

const element = (name: 'p' | 'h', style: string, direction: Direction, content: string, attributes = ''): string =>
  `<text:${name} text:style-name="${direction === 'rtl' ? `rtl_${style}` : style}"${attributes}>${content}</text:${name}>`

/** OpenDocument reads runs of spaces as one and tabs as elements (part 3, 6.1.2 and 6.1.3). */
function inline(text: string): string {
  return xmlText(text)
    .replace(/^ | {2,}| $/g, (spaces) => `<text:s text:c="${spaces.length}"/>`)
    .replaceAll('\t', '<text:tab/>')
    .replaceAll('\n', '<text:line-break/>')
}
