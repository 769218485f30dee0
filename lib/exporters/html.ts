import { directionOf, type Block, type QuotedExcerpt, type Report, type WrittenBlock } from './report'
import { xmlText } from './xml'

/** Enough to read and to print; whoever wants it otherwise finds plain elements under it. */
const style = `body{max-width:42rem;margin:3rem auto;padding:0 1.25rem;font:1.0625rem/1.6 Georgia,"Noto Serif",serif;color:#1c1b19;background:#fff}
h1{font-size:2rem;line-height:1.2}h2,h3,h4,h5{line-height:1.3;margin:2.2em 0 .4em;break-after:avoid}
.line,figcaption,.details{color:#595959;font-size:.875rem}.line{margin:.2em 0}
figure{margin:1.6em 0;break-inside:avoid}blockquote{margin:0;padding-inline-start:1rem;border-inline-start:2px solid #c9c4ba}blockquote p{margin:.3em 0}
p.item{margin:.2em 0;padding-inline-start:1.4em;text-indent:-1.4em}${[2, 3, 4, 5, 6].map((depth) => `.in-${depth}{margin-inline-start:${(depth - 1) * 1.4}em}`).join('')}
p{white-space:pre-wrap;overflow-wrap:anywhere}a{color:inherit}`

/** A report as one HTML page without scripts or anything fetched. What people wrote is escaped, so that it is text and never markup. */
export async function* html({ title, author, created, language, blocks }: Report): AsyncGenerator<string> {
  yield `<!doctype html>
<html lang="${xmlText(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="${xmlText(author)}">
<meta name="date" content="${created.toISOString()}">
<title>${xmlText(title)}</title>
<style>
${style}
</style>
</head>
<body>
`
  for await (const batch of blocks) yield batch.map(blockHtml).join('')
  yield '</body>\n</html>\n'
}

function blockHtml(block: Block): string {
  if (block.kind === 'excerpt') return excerptHtml(block)
  if (block.kind === 'written') return writtenHtml(block)
  if (block.kind === 'title') return element('h1', block.text)
  if (block.kind === 'heading') return element(`h${block.level + 1}`, block.text)
  return element('p', block.text, block.kind === 'line' ? ' class="line"' : '')
}

const writtenElements = { paragraph: 'p', heading: 'h4', quotation: 'blockquote', item: 'p' } as const

function writtenHtml({ style, mark, depth, spans }: WrittenBlock): string {
  const name = writtenElements[style]
  const text = spans.map(({ text }) => text).join('')
  const inner = spans
    .map(
      ({ text, bold, italic }) =>
        `${bold ? '<strong>' : ''}${italic ? '<em>' : ''}${xmlText(text)}${italic ? '</em>' : ''}${bold ? '</strong>' : ''}`,
    )
    .join('')
  const body =
    style === 'quotation'
      ? `<p>${inner}</p>`
      : style === 'item'
        ? `<span class="mark">${xmlText(mark)}</span> ${inner}`
        : inner
  return `<${name} class="written ${style}${depth > 1 ? ` in-${Math.min(depth, 6)}` : ''}" dir="${directionOf(text)}">${body}</${name}>\n`
}

function excerptHtml({ quote, language, direction, citation, link, details, note }: QuotedExcerpt): string {
  const quoted = quote
    .split('\n')
    .map((line) => `<p>${xmlText(line)}</p>`)
    .join('')
  const source = `<figcaption dir="${directionOf(citation)}"><a href="${xmlText(encodeURI(link))}">${xmlText(citation)}</a></figcaption>`
  return `<figure>\n<blockquote lang="${xmlText(language)}" dir="${direction}">${quoted}</blockquote>\n${source}\n${element('p', details, ' class="details"')}${note === '' ? '' : element('p', note, ' class="note"')}</figure>\n`
}

const element = (name: string, text: string, attributes = ''): string =>
  `<${name}${attributes} dir="${directionOf(text)}">${xmlText(text)}</${name}>\n`
