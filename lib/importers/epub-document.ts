import { checkArchive, encrypted } from './check-archive'
import type { Draft } from './draft'
import type { ImportLimits } from './limits'
import { readWithPandoc } from './pandoc'
import { pandocDraft } from './pandoc-draft'

/** An e-book: its chapters one after another in reading order. */
export async function epubFile(bytes: Uint8Array, limits: ImportLimits): Promise<Draft> {
  const { names } = await checkArchive(bytes, limits, () => false)
  // Fonts are often obfuscated under encryption.xml too, but a book under rights management carries its keys.
  if (names.includes('META-INF/rights.xml')) throw encrypted()
  const { tree, converter } = await readWithPandoc('epub-raw_html-native_divs-native_spans', bytes, limits.memoryBytes)
  return pandocDraft(tree, 'epub', converter)
}
