import { plainTextOf } from './pandoc-ast'
import { canonicalText } from '../editor/canonical-text'
import type { Draft } from './draft'
import type { ImportLimits } from './limits'
import { readWithPandoc } from './pandoc'
import { pandocDraft } from './pandoc-draft'
import { withPlainLetters } from './rtf-letters'
import { confirmedByText } from './confirmed-by-text'

/** Rich Text Format. Its own title and author are believed only where the text says the same: they name whoever owns the computer. */
export async function rtfFile(bytes: Uint8Array, limits: ImportLimits): Promise<Draft> {
  const { tree, converter } = await readWithPandoc('rtf', withPlainLetters(bytes), limits.memoryBytes)
  const draft = pandocDraft(tree, 'rtf', converter)
  const text = canonicalText(draft.doc)
  return { ...draft, stated: confirmedByText({ title: plainTextOf(tree.meta.title), author: plainTextOf(tree.meta.author) }, text) }
}
