import { extname, basename } from 'node:path'
import { decodeText } from '../decode-text'
import { docxBlocks } from '../docx-document'
import { readPages } from '../html-document'
import type { ImportLimits } from '../limits'
import { readWithPandoc } from '../pandoc'
import type { Element } from '../pandoc-ast'
import { plainTextOf } from '../pandoc-ast'
import { below } from '../xml-tree'
import { readEntry } from './read-entry'
import type { Chunk, WordDocument } from './word-document'

/** So deep do documents lie in documents that are read. */
const maxDepth = 3

/** Reads the documents that a Word document takes in whole, and gives a sentence about each that cannot be read. */
export async function readChunks(document: WordDocument, bytes: Uint8Array, limits: ImportLimits, depth: number): Promise<string[]> {
  const unread: string[] = []
  for (const { attributes } of below(document.body, 'w:altChunk')) {
    const id = attributes['r:id'] ?? ''
    if (document.chunks.has(id)) continue
    const name = document.package.relations.byId.get(id) ?? ''
    const chunk = depth < maxDepth ? await readChunk(name, bytes, limits, depth).catch(() => undefined) : undefined
    if (chunk) document.chunks.set(id, chunk)
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
      const { blocks, sourceText } = readPages([{ path: '', source: decodeText(part).text }])
      return { blocks, sourceText }
    }
    case '.txt': {
      const { text } = decodeText(part)
      return { blocks: text.split(/\r?\n|\r/).map((line): Element => ({ t: 'Para', c: [{ t: 'Str', c: line }] })), sourceText: text }
    }
    case '.docx':
      return docxBlocks(part, limits, depth + 1)
    case '.rtf': {
      const { tree } = await readWithPandoc('rtf', part, limits.memoryBytes)
      return { blocks: tree.blocks, sourceText: tree.blocks.map(plainTextOf).join('\n') }
    }
    default:
      return undefined
  }
}
