import { cleanText } from './clean-text'
import { decodeText } from './decode-text'
import type { Draft } from './draft'
import type { ImportLimits } from './limits'
import { readWithPandoc } from './pandoc'
import { pandocDraft } from './pandoc-draft'
import { withRawHtmlRead } from './raw-html'

/** GitHub's Markdown, which is what most programs mean by it, with YAML headers and without what would change the text: emoji names and formulas. */
const dialect = 'gfm+definition_lists+yaml_metadata_block-emoji-tex_math_dollars-tex_math_gfm'

/** A Markdown file. The encoding is found as for plain text. */
export async function markdownFile(bytes: Uint8Array, limits: ImportLimits): Promise<Draft> {
  const { text, encoding, basis } = decodeText(bytes)
  const draft = await markdownText(text, limits)
  if (basis === 'guessed') draft.report.warnings.push(`The file does not say how its letters are encoded; ${encoding} was guessed. Check names and accents.`)
  return draft
}

/** Markdown that was pasted or sent. */
export async function markdownText(raw: string, limits: ImportLimits): Promise<Draft> {
  const { tree, converter } = await readWithPandoc(dialect, cleanText(raw).text, limits.memoryBytes)
  return pandocDraft({ ...tree, blocks: await withRawHtmlRead(tree.blocks, limits.memoryBytes) }, 'md', converter)
}
