import type { Element } from '../pandoc/pandoc-ast'
import { childOf, type XmlElement, type XmlTree } from '../archive/xml-tree'
import type { WordPackage } from './word-package'
import { toggle, valueOf, wordStyles, type WordStyle } from './word-styles'
import type { Said } from '@/lib/i18n/said'

/** A document that another one takes in whole: what became of it, and its own words. */
export interface Chunk {
  blocks: Element[]
  sourceText: string
  /** What was left out of it, in sentences. */
  lost?: Said[]
}

/** A Word document as its parts say it. */
export interface WordDocument {
  package: WordPackage
  tree: XmlTree
  body: XmlElement
  footnotes: XmlTree | undefined
  endnotes: XmlTree | undefined
  styleOf(id: string | undefined): WordStyle | undefined
  /** Whether a run is hidden, by itself or by its style or that of its paragraph. */
  isHidden(run: XmlElement, paragraphStyle: string | undefined): boolean
  isDeletedRow(row: XmlElement): boolean
  /** By the id of the relation. */
  chunks: Map<string, Chunk>
}

/** Undefined where the package has no body. */
export function wordDocument(from: WordPackage): WordDocument | undefined {
  const tree = from.tree(from.main)
  const body = childOf(tree?.root, 'w:body')
  if (!tree || !body) return undefined
  const { byKind } = from.relations
  const styleOf = wordStyles(from.tree(byKind.get('styles'))?.root)
  return {
    package: from,
    tree,
    body,
    footnotes: wellFormed(from.tree(byKind.get('footnotes'))),
    endnotes: wellFormed(from.tree(byKind.get('endnotes'))),
    styleOf,
    isHidden(run, paragraphStyle) {
      const properties = childOf(run, 'w:rPr')
      return (
        toggle(properties, 'w:vanish') ??
        styleOf(valueOf(childOf(properties, 'w:rStyle')))?.hides ??
        styleOf(paragraphStyle)?.hides ??
        false
      )
    },
    isDeletedRow: (row) => childOf(childOf(row, 'w:trPr'), 'w:del') !== undefined,
    chunks: new Map(),
  }
}

const wellFormed = (tree: XmlTree | undefined): XmlTree | undefined => (tree?.isWellFormed ? tree : undefined)
