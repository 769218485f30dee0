import { hexOf, isHexColour, layered, rgbOf } from '@/lib/domain/codebook/colour-space'
import { tagPalette, tagStripe } from '@/lib/domain/codebook/colours'
import { safeLinkAddress } from '@/lib/domain/documents/link-address'
import { textblockTypes, type NodeJson } from '@/lib/editor/document-json'
import {
  comments,
  contentTypes,
  coreProperties,
  footer,
  relations,
  sectionProperties,
  settings,
  stylesheet,
  wordNamespace,
} from '../docx-parts'
import { paragraph, run, type RunLook } from '../docx-paragraph'
import { directionOf, type Direction } from '../report'
import { xmlHeader, xmlText } from '../xml'
import { zipped } from '../zipped'
import { saidBy, type CodedDocument, type CodedPassage } from './coded-document'
import { codedPieces, type CodedPiece } from './coded-pieces'
import { docxTable } from './docx-table'

/**
 * A coded document as an Office Open XML text document (ECMA-376): every passage is shaded and has a comment by its coder, with its tags and its note. What has no
 * place in the text as it is now stands below it.
 */
export function codedDocx(document: CodedDocument): AsyncGenerator<Buffer> {
  const { title, author, created, words } = document
  return zipped(
    [
      { path: '[Content_Types].xml', chunks: () => [contentTypes(comments.contentType)] },
      { path: '_rels/.rels', chunks: () => [relations.package] },
      { path: 'docProps/core.xml', chunks: () => [coreProperties(title, author, created)] },
      { path: 'word/_rels/document.xml.rels', chunks: () => [relations.document(comments.relation)] },
      { path: 'word/styles.xml', chunks: () => [stylesheet] },
      { path: 'word/settings.xml', chunks: () => [settings] },
      { path: 'word/footer1.xml', chunks: () => [footer(words.page)] },
      { path: 'word/comments.xml', chunks: () => commentsXml(document) },
      { path: 'word/document.xml', chunks: () => bodyXml(document) },
    ],
    created,
  )
}

function* commentsXml({ passages, words }: CodedDocument): Generator<string> {
  yield `${xmlHeader}<w:comments ${wordNamespace}>`
  for (const passage of passages) {
    const { number, coder, createdAt } = passage
    const initials = [...coder.matchAll(/(?<!\p{L})\p{L}/gu)].map(([letter]) => letter).join('')
    yield `<w:comment w:id="${number}" w:author="${xmlText(coder)}" w:date="${createdAt.toISOString().slice(0, 19)}Z" w:initials="${xmlText(initials)}">${said(passage, words).join('')}</w:comment>`
  }
  yield '</w:comments>'
}

/** The paragraphs that say what a passage has: its tags, what else is to be said of it, and its note. */
function said({ tags, marks, note }: CodedPassage, words: CodedDocument['words']): string[] {
  const tagged = tags.length === 0 ? words.untagged : tags.map(({ path }) => path.join(' › ')).join('; ')
  const line = (text: string, look: RunLook = {}) =>
    paragraph('Normal', directionOf(text), run(text, directionOf(text), '', look))
  return [
    line(tagged, { bold: tags.length > 0 }),
    ...(marks.length === 0 ? [] : [line(marks.join(' · '), { italic: true })]),
    ...(note === '' ? [] : note.split(/\r\n|\r|\n/).map((each) => line(each))),
  ]
}

function* bodyXml(document: CodedDocument): Generator<string> {
  const { title, lines, content, passages, unplaced, words } = document
  yield `${xmlHeader}<w:document ${wordNamespace}><w:body>`
  yield styled(title, 'Title')
  for (const line of lines) yield styled(line, 'Subtitle')
  const write = blockWriter(document, codedPieces(content, passages))
  for (const block of content.content ?? []) yield write(block, { style: 'Normal', depth: 0 })
  if (unplaced.length > 0) yield styled(words.unplaced, 'Heading1')
  for (const passage of unplaced)
    yield styled(passage.quote, 'Quote') + styled(passage.coder, 'ExcerptDetails') + said(passage, words).join('')
  yield `${sectionProperties}</w:body></w:document>`
}

const styled = (text: string, style: string): string =>
  paragraph(style, directionOf(text), run(text, directionOf(text)))

/** Where a block stands: how its text is styled, how many lists are around it, and the mark of the item that it begins. */
interface Place {
  style: string
  depth: number
  mark?: string
}

function blockWriter(
  { direction, language, words }: Pick<CodedDocument, 'direction' | 'language' | 'words'>,
  pieces: ReadonlyMap<NodeJson, CodedPiece<CodedPassage>[]>,
) {
  const shade = shades()
  const inner = (node: NodeJson, place: Place): string =>
    (node.content ?? []).map((child, at) => block(child, at === 0 ? place : { ...place, mark: undefined })).join('')
  const items = (list: NodeJson, place: Place, markOf: (at: number) => string): string =>
    (list.content ?? [])
      .map((item, at) => inner(item, { style: 'ListParagraph', depth: place.depth + 1, mark: markOf(at) }))
      .join('')
  const kinds: Readonly<Record<string, (node: NodeJson, place: Place) => string>> = {
    blockquote: (node, place) => inner(node, { ...place, style: 'Quote' }),
    bulletList: (node, place) => items(node, place, () => '•'),
    orderedList: (node, place) => items(node, place, (at) => `${Number(node.attrs?.['start'] ?? 1) + at}.`),
    table: (node) => docxTable(node, (cell) => inner(cell, { style: 'Normal', depth: 0 })),
    footnote: (node) => inner(node, { style: 'Normal', depth: 0, mark: saidBy(node, 'label') }),
    horizontalRule: () =>
      paragraph(
        'Normal',
        'ltr',
        '',
        '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="A6A6A6"/></w:pBdr>',
      ),
  }
  const block = (node: NodeJson, place: Place): string => {
    if (!textblockTypes.has(node.type)) return (kinds[node.type] ?? inner)(node, place)
    const own = node.attrs?.['dir']
    const runs: Direction = own === 'rtl' || own === 'ltr' ? own : direction
    const look = {
      direction: runs,
      language: saidBy(node, 'lang') || language,
      isCode: node.type === 'codeBlock',
    }
    const body = (pieces.get(node) ?? []).map((piece) => pieceXml(piece, look, shade, words.image)).join('')
    const style = node.type === 'heading' ? `Heading${Math.min(4, Number(node.attrs?.['level'] ?? 1))}` : place.style
    const indent = place.depth > 1 ? `<w:ind w:start="${425 * place.depth}" w:left="${425 * place.depth}"/>` : ''
    return paragraph(style, runs, leadOf(node, place, runs) + body, indent)
  }
  return block
}

/** What stands before the words of a block: the mark of a list's item, who speaks, and when. */
function leadOf(node: NodeJson, { mark }: Place, direction: Direction): string {
  const source = ['speaker', 'time'].flatMap((name) => saidBy(node, name) || []).join(' ')
  return (
    (mark === undefined || mark === '' ? '' : run(`${mark}\t`, direction)) +
    (source === '' ? '' : run(`${source}  `, direction, '', { italic: true }))
  )
}

interface PieceLook {
  direction: Direction
  language: string
  isCode: boolean
}

function pieceXml(
  piece: CodedPiece<CodedPassage>,
  { direction, language, isCode }: PieceLook,
  shade: (layers: readonly CodedPassage[]) => string,
  image: string,
): string {
  if (piece.kind === 'edge') {
    const { number } = piece.passage
    return piece.edge === 'opens'
      ? `<w:commentRangeStart w:id="${number}"/>`
      : `<w:commentRangeEnd w:id="${number}"/><w:r><w:commentReference w:id="${number}"/></w:r>`
  }
  if (piece.kind === 'break') return '<w:r><w:br/></w:r>'
  if (piece.kind === 'image')
    return run(`[${saidBy(piece.node, 'alt') || image}]`, direction, language, {
      italic: true,
      more: shade(piece.layers),
    })
  const has = new Set(piece.marks.map(({ type }) => type))
  const isUnderlined = has.has('underline') || piece.layers.length > 1
  const more = [
    has.has('smallCaps') ? '<w:smallCaps/>' : '',
    has.has('strike') ? '<w:strike/>' : '',
    isUnderlined ? `<w:u w:val="${piece.layers.length > 1 ? 'double' : 'single'}"/>` : '',
    shade(piece.layers),
    has.has('subscript') || has.has('superscript')
      ? `<w:vertAlign w:val="${has.has('subscript') ? 'subscript' : 'superscript'}"/>`
      : '',
  ].join('')
  const look = { bold: has.has('bold'), italic: has.has('italic'), isCode: isCode || has.has('code'), more }
  const lines = piece.text.split('\n').map((line) => (line === '' ? '' : run(line, direction, language, look)))
  const link = piece.marks.find(({ type }) => type === 'link')
  const href = link ? safeLinkAddress(link.attrs?.['href']) : null
  const runs = lines.join('<w:r><w:br/></w:r>')
  return href === null
    ? runs
    : `<w:fldSimple w:instr=" HYPERLINK &quot;${xmlText(encodeURI(href))}&quot; ">${runs}</w:fldSimple>`
}

/** The ground of what a passage lies on, in the colour of the first tag of the topmost. */
function shades(): (layers: readonly CodedPassage[]) => string {
  const known = new Map<string, string>()
  return (layers) => {
    const top = layers.at(-1)
    if (!top) return ''
    const colour = top.tags[0]?.colour ?? '#777777'
    const stored = isHexColour(colour) ? colour : (tagPalette[0] ?? '#777777')
    const fill = known.get(stored) ?? hexOf(layered(rgbOf(tagStripe(stored, 'light')), 0.24, [1, 1, 1])).slice(1)
    known.set(stored, fill)
    return `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>`
  }
}
