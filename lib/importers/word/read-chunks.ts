import { extname, basename } from 'node:path'
import type { NodeJson } from '../../editor/document-json'
import { decodeText } from '../text/decode-text'
import { leftOutLines, readPages } from '../html/html-document'
import { expandsTooMuch } from '../archive/check-archive'
import type { ImportLimits } from '../limits'
import type { Element } from '../pandoc/pandoc-ast'
import { pandocOfNodes } from '../pandoc/pandoc-of-nodes'
import { rtfFile } from '../rtf/rtf-document'
import { below } from '../archive/xml-tree'
import { readEntry } from './read-entry'
import { pagesOfWebArchive } from './web-archive'
import type { Chunk, WordDocument } from './word-document'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** So deep do documents lie in documents that are read. */
const maxDepth = 3

/** Reads a Word document that lies in so many others. */
export type ReadWord = (bytes: Uint8Array, limits: ImportLimits, depth: number) => Promise<Chunk>

/**
 * Reads the documents that a Word document takes in whole, and gives a sentence about each that cannot be read, and about what is left out of the others.
 * `readWord` reads those of them that are Word documents. Throws ImportRefused where one is taken in so often that it would be more than a file may hold.
 */
export async function readChunks(
  document: WordDocument,
  bytes: Uint8Array,
  limits: ImportLimits,
  depth: number,
  readWord: ReadWord,
): Promise<Said[]> {
  const unread: Said[] = []
  let letters = 0
  const count = (chunk: Chunk) => {
    letters += chunk.sourceText.length
    if (letters > limits.zipTextBytes) throw expandsTooMuch(letters, limits.zipTextBytes)
  }
  for (const { attributes } of below(document.body, 'w:altChunk')) {
    const id = attributes['r:id'] ?? ''
    const known = document.chunks.get(id)
    if (known) {
      count(known)
      continue
    }
    const name = document.package.relations.byId.get(id) ?? ''
    const chunk =
      depth < maxDepth ? await readChunk(name, bytes, limits, depth, readWord).catch(() => undefined) : undefined
    if (chunk) {
      document.chunks.set(id, chunk)
      count(chunk)
      unread.push(...(chunk.lost ?? []).map((line) => say('reports.inside', { name: basename(name), line })))
    } else unread.push(say('reports.insideUnread', { name: basename(name) }))
  }
  return unread
}

type ChunkFormat = 'page' | 'web archive' | 'text' | 'word' | 'rtf'

const formats: Readonly<Record<string, ChunkFormat | undefined>> = {
  '.html': 'page',
  '.htm': 'page',
  '.xhtml': 'page',
  '.mht': 'web archive',
  '.mhtml': 'web archive',
  '.txt': 'text',
  '.docx': 'word',
  '.docm': 'word',
  '.dotx': 'word',
  '.dotm': 'word',
  '.rtf': 'rtf',
}

/** The format by the part's name, or by how it begins where the name says none, as with the .dat that some programs write. */
function formatOf(name: string, part: Uint8Array): ChunkFormat | undefined {
  const named = formats[extname(name).toLowerCase()]
  if (named) return named
  const start = Buffer.from(part.buffer, part.byteOffset, Math.min(part.byteLength, 1024))
    .toString('latin1')
    .replace(/[\0\xef\xbb\xbf\xff\xfe]/g, '')
    .trimStart()
  if (start.startsWith('PK')) return 'word'
  if (start.startsWith('{\\rtf')) return 'rtf'
  if (/^(mime-version|content-type|from|subject|date|message-id):/i.test(start)) return 'web archive'
  return /^<(!doctype html|html|body|head)\b|<html\b/i.test(start) ? 'page' : undefined
}

async function readChunk(
  name: string,
  bytes: Uint8Array,
  limits: ImportLimits,
  depth: number,
  readWord: ReadWord,
): Promise<Chunk | undefined> {
  const part = await readEntry(bytes, name, limits.zipTextBytes)
  if (!part) return undefined
  switch (formatOf(name, part)) {
    case 'page': {
      const { blocks, sourceText, leftOut } = readPages([{ path: '', source: decodeText(part).text }])
      return { blocks, sourceText, lost: leftOutLines(leftOut) }
    }
    case 'web archive': {
      const [page, ...others] = pagesOfWebArchive(part)
      if (page === undefined) return undefined
      const { blocks, sourceText, leftOut } = readPages([{ path: '', source: page }])
      return {
        blocks,
        sourceText,
        lost: [
          ...leftOutLines(leftOut),
          ...(others.length > 0 ? [say('reports.otherPages', { count: others.length })] : []),
        ],
      }
    }
    case 'text': {
      const { text } = decodeText(part)
      return {
        blocks: text.split(/\r?\n|\r/).map((line): Element => ({ t: 'Para', c: [{ t: 'Str', c: line }] })),
        sourceText: text,
      }
    }
    case 'word':
      return readWord(part, limits, depth + 1)
    case 'rtf': {
      const { doc, sourceText = '', report } = rtfFile(part)
      const isNote = ({ type }: NodeJson) => type === 'footnote'
      const nodes = doc.content ?? []
      return {
        blocks: pandocOfNodes(
          nodes.filter((node) => !isNote(node)),
          nodes.filter(isNote),
        ),
        sourceText,
        lost: report.lost,
      }
    }
    case undefined:
      return undefined
  }
}
