import { cleanText } from './clean-text'
import { decodeText } from './decode-text'
import type { Draft } from './draft'
import type { ImportLimits } from './limits'
import { readWithPandoc } from './pandoc'
import { pandocDraft } from './pandoc-draft'

/** A saved web page. The encoding is the byte order mark's, UTF-8 where valid, or what the page declares. */
export async function htmlFile(bytes: Uint8Array, limits: ImportLimits): Promise<Draft> {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  const declared = /<meta[^>]+charset\s*=\s*["']?\s*([\w:-]+)/i.exec(start)?.[1] ?? /<\?xml[^>]+encoding\s*=\s*["']([\w:-]+)/i.exec(start)?.[1]
  const { text, encoding, basis } = decodeText(bytes, declared)
  const draft = await htmlText(text, limits)
  if (basis === 'guessed') draft.report.warnings.push(`The page does not say how its letters are encoded; ${encoding} was guessed. Check names and accents.`)
  return draft
}

export const htmlDialect = 'html-raw_html-native_spans'

/** HTML without scripts, styles and frames: a parser's idea of where a broken script ends must not decide what people read. */
export function inertHtml(html: string): string {
  return html.replace(/<!--[\s\S]*?-->/g, '').replace(/<(script|style|template|noscript|iframe|object|svg)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, ' ')
}

/** HTML that was pasted or sent. Pandoc parses it without running or fetching anything. */
export async function htmlText(raw: string, limits: ImportLimits): Promise<Draft> {
  const { text } = cleanText(raw)
  const inert = inertHtml(text)
  const { tree, converter } = await readWithPandoc(htmlDialect, inert, limits.memoryBytes)
  const draft = pandocDraft(tree, 'html', converter)
  if (inert.length !== text.length) draft.report.lost.push('Scripts, styles, comments and embedded frames')
  return draft
}
