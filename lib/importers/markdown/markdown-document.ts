import { cleanText } from '@/lib/importers/text/clean-text'
import { decodeText } from '@/lib/importers/text/decode-text'
import type { Draft } from '@/lib/importers/draft'
import { leftOutLines, readPages } from '@/lib/importers/html/html-document'
import { ImportRefused } from '@/lib/importers/import-refused'
import type { ImportLimits } from '@/lib/importers/limits'
import { boundedMarkdown, doublesItself } from './bounded-markdown'
import { frontMatter, headerAsText } from './front-matter'
import { markdownSource } from './markdown-source'
import { readWithPandoc, type PandocReading } from '@/lib/importers/pandoc/pandoc'
import { pandocDraft } from '@/lib/importers/pandoc/pandoc-draft'
import { releaseLines, withTextualDefinitions } from './textual-definitions'
import { withRawHtmlRead } from './raw-html'
import { reportEncoding } from '@/lib/importers/report-encoding'
import { say } from '@/lib/i18n/say'

/** GitHub's Markdown, which is what most programs mean by it, without what would change the text: emoji names and formulas. */
const dialect = 'gfm+definition_lists-emoji-tex_math_dollars-tex_math_gfm'

/** A Markdown file. The encoding is found as for plain text. */
export async function markdownFile(bytes: Uint8Array, limits: ImportLimits): Promise<Draft> {
  const read = decodeText(bytes)
  const draft = await markdownText(read.text, limits)
  reportEncoding(draft.report, read, 'file')
  return draft
}

/** Markdown that was pasted or sent. */
export async function markdownText(raw: string, limits: ImportLimits): Promise<Draft> {
  const clean = cleanText(raw)
  const text = boundedMarkdown(clean.text)
  const { header, body, unread, ...found } = frontMatter(text)
  const head = text.slice(0, text.length - body.length)
  const isMetadata = found.isMetadata && !doublesItself(head)
  const asText = header === undefined ? body : `${headerAsText(header)}\n\n${body}`
  const withMetadata = isMetadata ? await readMetadata(head + withTextualDefinitions(body), limits) : undefined
  const { tree, converter } =
    withMetadata ?? (await readWithPandoc(dialect, withTextualDefinitions(asText), limits.memoryBytes, releaseLines))
  const { blocks, leftOut } = withRawHtmlRead(tree.blocks)
  const draft = pandocDraft({ ...tree, blocks }, 'md', converter, clean.replaced)
  draft.report.lost.push(...leftOutLines(leftOut))
  if (withMetadata && unread.length > 0)
    draft.report.lost.push(say('reports.headLines', { example: unread.join(' ').replace(/\s+/g, ' ').slice(0, 80) }))
  draft.sourceText = markdownSource(
    withMetadata ? body : asText,
    (entity) => readPages([{ path: '', source: entity }]).sourceText,
  )
  draft.leftOutText = [...leftOut.hidden, ...leftOut.code].join('\n')
  return draft
}

/** The file with its metadata; undefined where they look like YAML and are none. */
async function readMetadata(text: string, limits: ImportLimits): Promise<PandocReading | undefined> {
  try {
    return await readWithPandoc(`${dialect}+yaml_metadata_block`, text, limits.memoryBytes, releaseLines)
  } catch (error) {
    if (error instanceof ImportRefused && error.code === 'corrupt-file' && error.constructor === ImportRefused)
      return undefined
    throw error
  }
}
