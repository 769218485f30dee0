import { isHexColour } from '@/lib/domain/codebook/colour-space'
import { tagFill, tagPalette, tagStripe } from '@/lib/domain/codebook/colours'
import { safeImageSource, safeLinkAddress } from '@/lib/domain/documents/link-address'
import { textblockTypes, type MarkJson, type NodeJson } from '@/lib/editor/document-json'
import { directionOf } from '../report'
import { xmlText } from '../xml'
import { saidBy, tagsOf, type CodedDocument, type CodedPassage, type CodedTag } from './coded-document'
import { codedPieces, type CodedPiece } from './coded-pieces'

/** Enough to read and to print. A passage is seen by its ground, its underline and the number behind it, so that colour is never alone. */
const style = `body{margin:0;font:1.0625rem/1.65 Georgia,"Noto Serif",serif;color:#1c1b19;background:#fff}
main{max-width:42rem;margin:3rem auto;padding:0 1.25rem}
h1{font-size:2rem;line-height:1.2}h2,h3,h4,h5,h6{line-height:1.3;margin:2em 0 .4em;break-after:avoid}
.line,.note p,.margin,details{color:#595959;font-size:.875rem}.line{margin:.2em 0}
p,pre,h1,h2,h3,h4,h5,h6{white-space:pre-wrap;overflow-wrap:anywhere}pre{font-size:.875em}
table{border-collapse:collapse;max-width:100%}td,th{border:1px solid #c9c4ba;padding:.3em .6em;text-align:start;vertical-align:top}
blockquote{margin:1em 0;padding-inline-start:1rem;border-inline-start:2px solid #c9c4ba}img{max-width:100%}
td p,th p{margin:.2em 0}sup{line-height:0}.sc{font-variant:small-caps}.source{color:#595959;font-size:.8125rem;margin-inline-end:.5em}
mark{color:inherit;background:var(--f,#eee);border-bottom:2px solid var(--s,#777);print-color-adjust:exact;-webkit-print-color-adjust:exact}mark.on{border-bottom-style:double;border-bottom-width:4px}
sup a{color:inherit;font-family:system-ui,sans-serif;font-size:.7em;text-decoration:none;padding:0 .1em}sup a:hover,sup a:focus{text-decoration:underline}
.dot{display:inline-block;inline-size:.65em;block-size:.65em;border-radius:50%;background:var(--s,#777);margin-inline-end:.35em;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.chips{display:flex;flex-wrap:wrap;gap:.2em 1.2em;list-style:none;padding:0}.notes{padding:0;list-style:none}.note{display:grid;grid-template-columns:3rem minmax(0,1fr);margin:.6em 0;break-inside:avoid}
.note>a{color:inherit}.note p{margin:0}.note .said{color:#1c1b19;border-inline-start:2px solid #c9c4ba;padding-inline-start:.6em}.note:target{background:#f4f0e7}
.margin{display:none}@media(min-width:74rem){main.wide{max-width:60rem;display:grid;grid-template-columns:42rem 15rem;column-gap:3rem}main.wide>*{grid-column:1;min-width:0}main.wide>.margin{display:block;grid-column:2;margin:0;padding:0;list-style:none;font-size:.75rem;line-height:1.4;align-self:start}}
@media print{main{max-width:none;margin:0}.margin,.note>a{display:none}}`

/** A coded document as one HTML page without scripts or anything fetched: its text with every passage marked, tags beside it, and a note to each number below. What people wrote is escaped. */
export function* codedHtml(document: CodedDocument): Generator<string> {
  const { title, author, created, direction, language, lines, content, passages, unplaced, words } = document
  const tags = tagsOf([...passages, ...unplaced])
  const classes = new Map(tags.map(({ tag }, at) => [tag.id, `t${at}`]))
  yield `<!doctype html>
<html lang="${xmlText(words.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="${xmlText(author)}">
<meta name="date" content="${created.toISOString()}">
<title>${xmlText(title)}</title>
<style>
${style}
${tags.map(({ tag }, at) => colourRule(`t${at}`, tag.colour)).join('\n')}
</style>
</head>
<body>
<main class="wide">
<h1 dir="${directionOf(title)}">${xmlText(title)}</h1>
${lines.map((line) => `<p class="line" dir="${directionOf(line)}">${xmlText(line)}</p>\n`).join('')}`
  if (tags.length > 0) yield legend(tags, classes, words.tags)
  const write = blockWriter(codedPieces(content, passages), classes, words.image)
  const isNote = (node: NodeJson) => node.type === 'footnote'
  for (const block of content.content ?? [])
    yield `<div lang="${xmlText(language)}" dir="${direction}">${write.block(block)}</div>\n${isNote(block) ? '' : margin(write.taken(), classes)}`
  yield '</main>\n'
  yield* notes(passages, classes, words.passages, words)
  yield* notes(unplaced, classes, words.unplaced, words)
  yield '</body>\n</html>\n'
}

function colourRule(name: string, colour: string): string {
  const stored = isHexColour(colour) ? colour : (tagPalette[0] ?? '#000000')
  return `.${name}{--f:${tagFill(stored, 'light')};--s:${tagStripe(stored, 'light')}}`
}

type Classes = ReadonlyMap<string, string>

const chip = ({ id, name }: CodedTag, classes: Classes, more = ''): string =>
  `<span class="${classes.get(id) ?? ''}"><span class="dot"></span><bdi>${xmlText(name)}</bdi>${more}</span>`

const legend = (tags: ReturnType<typeof tagsOf>, classes: Classes, heading: string): string =>
  `<details open><summary>${xmlText(heading)}</summary><ul class="chips">${tags
    .map(({ tag, count }) => `<li>${chip(tag, classes, ` (${count})`)}</li>`)
    .join('')}</ul></details>\n`

/** What begins in a block, beside it: each tag once, with the numbers of its passages. */
function margin(passages: readonly CodedPassage[], classes: Classes): string {
  if (passages.length === 0) return ''
  const labels = tagsOf(passages).map(({ tag }) => {
    const numbers = passages.filter(({ tags }) => tags.some(({ id }) => id === tag.id)).map(({ number }) => number)
    return `<li>${chip(tag, classes, ` ${numbers.join(', ')}`)}</li>`
  })
  return labels.length === 0 ? '' : `<ul class="margin" aria-hidden="true">${labels.join('')}</ul>\n`
}

function* notes(
  passages: readonly CodedPassage[],
  classes: Classes,
  heading: string,
  words: CodedDocument['words'],
): Generator<string> {
  if (passages.length === 0) return
  yield `<main><h2>${xmlText(heading)}</h2><ol class="notes">\n`
  for (const passage of passages) yield note(passage, classes, words)
  yield '</ol></main>\n'
}

function note(
  { number, tags, coder, marks, note: said, quote }: CodedPassage,
  classes: Classes,
  words: CodedDocument['words'],
): string {
  const tagged =
    tags.length === 0 ? `<em>${xmlText(words.untagged)}</em>` : tags.map((tag) => chip(tag, classes)).join(' ')
  const about = [coder, ...marks].map((part) => `<bdi>${xmlText(part)}</bdi>`).join(' · ')
  return `<li class="note" id="n${number}"><a href="#p${number}" aria-label="${xmlText(words.backToText(number))}">${number}</a><div><div>${tagged}</div><p>${about}</p><p dir="${directionOf(quote)}">“${xmlText(quote)}”</p>${said === '' ? '' : `<p class="said" dir="${directionOf(said)}">${xmlText(said)}</p>`}</div></li>\n`
}

/** Writes block after block, and remembers which passages began in what it has written. */
function blockWriter(pieces: ReadonlyMap<NodeJson, CodedPiece<CodedPassage>[]>, classes: Classes, image: string) {
  let begun: CodedPassage[] = []
  const inner = (node: NodeJson): string => (node.content ?? []).map(block).join('')
  const block = (node: NodeJson): string => {
    if (!textblockTypes.has(node.type)) return around(node, inner(node))
    const own = pieces.get(node) ?? []
    for (const piece of own) if (piece.kind === 'edge' && piece.edge === 'opens') begun.push(piece.passage)
    return textBlock(node, own.map((piece) => pieceHtml(piece, classes, image)).join(''))
  }
  return {
    block,
    taken: () => {
      const taken = begun
      begun = []
      return taken
    },
  }
}

function textBlock(node: NodeJson, inner: string): string {
  const { type, attrs = {} } = node
  const level = Math.min(6, Number(attrs['level'] ?? 1) + 1)
  const name = type === 'heading' ? `h${level}` : type === 'codeBlock' ? 'pre' : 'p'
  const [dir, lang] = [attrs['dir'], saidBy(node, 'lang')]
  const given = `${dir === 'rtl' || dir === 'ltr' ? ` dir="${dir}"` : ''}${lang === '' ? '' : ` lang="${xmlText(lang)}"`}`
  const source = ['speaker', 'time'].flatMap((name) => saidBy(node, name) || [])
  const said = source.length === 0 ? '' : `<span class="source">${xmlText(source.join(' '))}</span>`
  return `<${name}${given}>${said}${inner}</${name}>\n`
}

/** What stands around other blocks. What the schema has beside these is written as what it holds. */
function around(node: NodeJson, inner: string): string {
  const { type, attrs = {} } = node
  const spans = ['colspan', 'rowspan']
    .map((name) => [name, Number(attrs[name] ?? 1)] as const)
    .map(([name, count]) => (count > 1 ? ` ${name}="${count}"` : ''))
    .join('')
  const elements: Readonly<Record<string, string>> = {
    blockquote: `<blockquote>${inner}</blockquote>\n`,
    bulletList: `<ul>${inner}</ul>\n`,
    orderedList: `<ol start="${Number(attrs['start'] ?? 1)}">${inner}</ol>\n`,
    listItem: `<li>${inner}</li>\n`,
    table: `<table><tbody>${inner}</tbody></table>\n`,
    tableRow: `<tr>${inner}</tr>\n`,
    tableCell: `<td${spans}>${inner}</td>`,
    tableHeader: `<th${spans}>${inner}</th>`,
    horizontalRule: '<hr>\n',
    footnote: `<section role="doc-footnote"><span class="source">${xmlText(saidBy(node, 'label'))}</span>${inner}</section>\n`,
  }
  return elements[type] ?? inner
}

function pieceHtml(piece: CodedPiece<CodedPassage>, classes: Classes, image: string): string {
  if (piece.kind === 'edge') {
    const { number } = piece.passage
    return piece.edge === 'opens' ? `<a id="p${number}"></a>` : `<sup><a href="#n${number}">${number}</a></sup>`
  }
  const inner =
    piece.kind === 'text'
      ? piece.marks.reduceRight((text, mark) => marked(text, mark), xmlText(piece.text))
      : piece.kind === 'break'
        ? '<br>'
        : imageHtml(piece.node, image)
  const top = piece.layers.at(-1)
  if (!top) return inner
  const names = [classes.get(top.tags[0]?.id ?? ''), piece.layers.length > 1 && 'on'].filter(Boolean).join(' ')
  return `<mark${names === '' ? '' : ` class="${names}"`}>${inner}</mark>`
}

const elementsOfMarks: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  strike: 's',
  underline: 'u',
  code: 'code',
  subscript: 'sub',
  superscript: 'sup',
}

function marked(inner: string, { type, attrs }: MarkJson): string {
  const element = elementsOfMarks[type]
  if (element !== undefined) return `<${element}>${inner}</${element}>`
  if (type === 'smallCaps') return `<span class="sc">${inner}</span>`
  const href = type === 'link' ? safeLinkAddress(attrs?.['href']) : null
  return href === null ? inner : `<a href="${xmlText(href)}" rel="noopener noreferrer nofollow">${inner}</a>`
}

function imageHtml(node: NodeJson, image: string): string {
  const [src, alt] = [safeImageSource(node.attrs?.['src']), saidBy(node, 'alt')]
  return src ? `<img src="${src}" alt="${xmlText(alt)}">` : `<em>[${xmlText(alt === '' ? image : alt)}]</em>`
}
