import type { Block, QuotedExcerpt, Report, Span, WrittenBlock } from './report'

/** A report as CommonMark. What people wrote is escaped, so that it is text and never markup. */
export async function* markdown({ blocks }: Report): AsyncGenerator<string> {
  for await (const batch of blocks) yield batch.map(blockText).join('')
}

function blockText(block: Block): string {
  if (block.kind === 'title') return `# ${escaped(block.text)}\n\n`
  if (block.kind === 'heading') return `${'#'.repeat(block.level + 1)} ${escaped(block.text)}\n\n`
  if (block.kind === 'excerpt') return excerptText(block)
  if (block.kind === 'written') return writtenText(block)
  return `${paragraph(block.text)}\n\n`
}

function writtenText({ style, mark, depth, spans }: WrittenBlock): string {
  const inner = spans.map(marked).join('')
  if (style === 'heading') return `#### ${inner}\n\n`
  if (style === 'quotation') return `> ${inner}\n\n`
  if (style === 'item') return `${'   '.repeat(Math.max(0, depth - 1))}${mark === '•' ? '-' : mark} ${inner}\n\n`
  return `${inner}\n\n`
}

/** CommonMark has emphasis begin and end at a letter: the spaces around it stand outside. */
function marked({ text, bold, italic }: Span): string {
  // Not by one expression: at a long run of spaces it would try every one of them as the last.
  const whole = escaped(text)
  const words = whole.trim()
  const [before, after] =
    words === ''
      ? [whole, '']
      : [whole.slice(0, whole.length - whole.trimStart().length), whole.slice(whole.trimEnd().length)]
  const stars = `${bold ? '**' : ''}${italic ? '*' : ''}`
  return words === '' || stars === ''
    ? `${before}${words}${after}`
    : `${before}${stars}${words}${[...stars].reverse().join('')}${after}`
}

function excerptText({ quote, citation, link, details, note }: QuotedExcerpt): string {
  const quoted = quote
    .split('\n')
    .map((line) => `> ${escaped(line)}`.trimEnd())
    .join('\n>\n')
  const written = note === '' ? '' : `${paragraph(note)}\n\n`
  return `${quoted}\n\n[${escaped(citation)}](<${encodeURI(link)}>)  \n*${escaped(details)}*\n\n${written}`
}

const paragraph = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map(escaped)
    .join('  \n')

/** Every ASCII punctuation mark that CommonMark could read as markup gets a backslash (CommonMark 0.31, 2.4), as does a list marker at the start of a line. */
function escaped(line: string): string {
  return line
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~&!$^]/g, '\\$&')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    .replace(/^ {4,}|^\t+/, ' ')
}
