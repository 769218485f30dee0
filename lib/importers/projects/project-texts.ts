import type { NodeJson } from '@/lib/editor/document-json'
import { convert } from '@/lib/importers/convert'
import { ImportRefused } from '@/lib/importers/import-refused'
import type { ImportReport } from '@/lib/importers/imported-document'
import { inMegabytes, type ImportLimits } from '@/lib/importers/limits'
import { say } from '@/lib/i18n/say'
import { plainContent } from './project-rows'

/** A text that stood in a project of another program, as the editor has it. */
export interface BroughtText {
  content: NodeJson
  format: 'html' | 'txt'
  converter: string
  /** What the conversion did; absent where the page could not be converted, and only its words are kept. */
  report?: ImportReport
}

/** Throws ImportRefused for a text that is longer than any that is converted here. */
export function demandReadable(text: string, title: string, { zipTextBytes: limit }: ImportLimits): void {
  if (text.length > limit)
    throw new ImportRefused('too-large', say('refusals.sqlite.textTooLong', { name: title, limit: inMegabytes(limit) }))
}

/** A page of HTML as a document; where it cannot be one, because it has no words or too much in it, the `words` alone, a paragraph a line. */
export async function textOfPage(html: string, words: string, limits: ImportLimits): Promise<BroughtText> {
  try {
    const { contentJson, converter, report } = await convert({ html }, limits)
    return { content: JSON.parse(contentJson) as NodeJson, format: 'html', converter, report }
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error
    return { content: plainContent(words).content, format: 'txt', converter: 'commonplace-html 1' }
  }
}
