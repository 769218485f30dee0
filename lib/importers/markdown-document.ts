import { cleanText } from './clean-text'
import { decodeText } from './decode-text'
import type { Draft } from './draft'
import type { ImportLimits } from './limits'
import { readWithPandoc } from './pandoc'
import { pandocDraft } from './pandoc-draft'

/** Markdown as people write it: forgiving about blank lines, without citations, TeX or "smart" quotation marks that would change the text. */
const dialect =
  'markdown-raw_tex-tex_math_dollars-citations-example_lists-smart-implicit_figures-blank_before_header-blank_before_blockquote' +
  '+lists_without_preceding_blankline+autolink_bare_uris+east_asian_line_breaks'

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
  return pandocDraft(tree, 'md', converter)
}
