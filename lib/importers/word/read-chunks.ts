import { extname, basename } from 'node:path'
import type { NodeJson } from '../../editor/document-json'
import { decodeText } from '../text/decode-text'
import { docxBlocks } from './docx-document'
import { leftOutLines, readPages } from '../html/html-document'
import type { ImportLimits } from '../limits'
import type { Element } from '../pandoc/pandoc-ast'
import { pandocOfNodes } from '../pandoc/pandoc-of-nodes'
import { rtfFile } from '../rtf/rtf-document'
import { below } from '../archive/xml-tree'
import { readEntry } from './read-entry'
import type { Chunk, WordDocument } from './word-document'

/** So deep do documents lie in documents that are read. */
const maxDepth = 3

/** Reads the documents that a Word document takes in whole, and gives a sentence about each that cannot be read, and about what is left out of the others. */
export async function readChunks(document: WordDocument, bytes: Uint8Array, limits: ImportLimits, depth: number): Promise<string[]> {
  const unread: string[] = []
  for (const { attributes } of below(document.body, 'w:altChunk')) {
    const id = attributes['r:id'] ?? ''
    if (document.chunks.has(id)) continue
    const name = document.package.relations.byId.get(id) ?? ''
    const chunk = depth < maxDepth ? await readChunk(name, bytes, limits, depth).catch(() => undefined) : undefined
    if (chunk) {
      document.chunks.set(id, chunk)
      unread.push(...(chunk.lost ?? []).map((line) => `In a document inside the document (${basename(name)}): ${line}`))
    }
    else unread.push(`A document inside the document (${basename(name)}), which could not be read. Open the file in Word, save it again as .docx, and add that if you need it`)
  }
  return unread
}

async function readChunk(name: string, bytes: Uint8Array, limits: ImportLimits, depth: number): Promise<Chunk | undefined> {
  const part = await readEntry(bytes, name, limits.zipTextBytes)
  if (!part) return undefined
  switch (extname(name).toLowerCase()) {
    case '.html':
    case '.htm':
    case '.xhtml': {
      const { blocks, sourceText, leftOut } = readPages([{ path: '', source: decodeText(part).text }])
      return { blocks, sourceText, lost: leftOutLines(leftOut) }
    }
    case '.txt': {
      const { text } = decodeText(part)
      return { blocks: text.split(/\r?\n|\r/).map((line): Element => ({ t: 'Para', c: [{ t: 'Str', c: line }] })), sourceText: text }
    }
    case '.docx':
      return docxBlocks(part, limits, depth + 1)
    case '.rtf': {
      const { doc, sourceText = '', report } = rtfFile(part)
      const isNote = ({ type }: NodeJson) => type === 'footnote'
      const nodes = doc.content ?? []
      return { blocks: pandocOfNodes(nodes.filter((node) => !isNote(node)), nodes.filter(isNote)), sourceText, lost: report.lost }
    }
    default:
      return undefined
  }
}
