import type { ArchiveContents } from '../archive/check-archive'
import {
  below,
  childOf,
  childrenOf,
  element,
  readXml,
  textOf,
  writeXml,
  type Prefixes,
  type XmlElement,
  type XmlTree,
} from '../archive/xml-tree'
import { numberedParagraph, titleStyle } from './paragraph-properties'
import { PlainWord, type Noticed } from './plain-word'
import type { WordDocument } from './word-document'
import { wordNumbering } from './word-numbering'
import { packagePrefixes, wordPrefixes } from './word-prefixes'
import { valueOf } from './word-styles'

export interface PreparedWord {
  contents: ArchiveContents
  noticed: Noticed
  /** What the paragraphs with which the document opens say of it by their styles. */
  stated: { title: string; author: string; date: string }
}

/** A Word document as pandoc gets it: every part in the prefixes that pandoc looks for, and its stories in plain elements. */
export function preparedWord(document: WordDocument): PreparedWord {
  const { package: from, body, styleOf } = document
  const { contents, relations, main, tree } = from
  const parts = new Map(contents.parts)
  for (const [name, part] of parts) {
    const prefixes = name.endsWith('.rels')
      ? packagePrefixes[0]
      : name === '[Content_Types].xml'
        ? packagePrefixes[1]
        : undefined
    if (prefixes) rewrite(parts, name, readXml(part, prefixes), prefixes)
  }
  rewrite(parts, relations.byKind.get('numbering'), tree(relations.byKind.get('numbering')))
  rewrite(parts, relations.byKind.get('styles'), withTitleStyle(tree(relations.byKind.get('styles'))))

  const stories = [body, ...[document.footnotes, document.endnotes].flatMap((notes) => childrenOf(notes?.root))]
  const numbered = stories.flatMap((story) =>
    [...paragraphsOf(story)].flatMap((paragraph) => numberedParagraph(paragraph, document) ?? []),
  )
  const numbers = wordNumbering(tree(relations.byKind.get('numbering'))?.root, (id) => styleOf(id)?.numbering, numbered)
  const noticed: Noticed = {
    hidden: [],
    insertions: 0,
    deletions: 0,
    labels: 0,
    nested: 0,
    readings: 0,
    forms: 0,
    drawings: 0,
  }
  const stated = statedBy(document)
  const plain = (story: XmlElement, isNote: boolean) =>
    element(
      story.name,
      story.attributes,
      new PlainWord(document, numbers, noticed, story, isNote).blocks(story.children),
    )
  rewrite(parts, main, { ...document.tree, root: element('w:document', {}, [plain(body, false)]) })
  for (const kind of ['footnotes', 'endnotes'] as const) {
    const notes = document[kind]
    if (notes)
      rewrite(parts, relations.byKind.get(kind), {
        ...notes,
        root: { ...notes.root, children: childrenOf(notes.root).map((note) => plain(note, true)) },
      })
  }
  return { contents: { ...contents, parts }, noticed, stated }
}

function rewrite(
  parts: Map<string, Buffer>,
  name: string | undefined,
  tree: XmlTree | undefined,
  prefixes: Prefixes = wordPrefixes,
): void {
  if (name !== undefined && tree?.isWellFormed) parts.set(name, Buffer.from(writeXml(tree, prefixes)))
}

function withTitleStyle(tree: XmlTree | undefined): XmlTree | undefined {
  tree?.root.children.push(
    element('w:style', { 'w:type': 'paragraph', 'w:styleId': titleStyle }, [
      element('w:name', { 'w:val': 'heading 1' }),
    ]),
  )
  return tree
}

function* paragraphsOf(story: XmlElement): Generator<XmlElement> {
  for (const child of childrenOf(story)) {
    if (child.name === 'w:p') yield child
    yield* paragraphsOf(child)
  }
}

/** The opening paragraphs in the styles Title, Author and Date; an empty one between them does not end the opening. */
function statedBy({ body, styleOf }: WordDocument): PreparedWord['stated'] {
  const found = { title: [] as string[], author: [] as string[], date: [] as string[] }
  for (const block of childrenOf(body)) {
    const text = [...below(block, 'w:t')].map(textOf).join('')
    const name = styleOf(valueOf(childOf(childOf(block, 'w:pPr'), 'w:pStyle')))?.name ?? ''
    if (name === 'title' || name === 'author' || name === 'date') found[name].push(text)
    else if (text !== '' && name !== 'subtitle' && name !== 'abstract') break
  }
  return { title: found.title.join(' '), author: found.author.join('; '), date: found.date.join(' ') }
}
