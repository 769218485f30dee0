import type { Edit } from '@/lib/domain/anchoring/map-span'
import { canonicalText } from '@/lib/editor/canonical-text'
import { correctDocument } from '@/lib/editor/correct-document'
import { mostLines } from '@/lib/editor/count-nodes'
import type { NodeJson } from '@/lib/editor/document-json'
import { pageStarts } from '@/lib/editor/pages'
import { textEdits } from '@/lib/editor/text-edits'
import type { Said } from '@/lib/i18n/said'
import { cleanText } from '@/lib/importers/text/clean-text'
import { asContent, checkContent, NoDocument } from './check-content'

/** What is corrected, and what it shall be: a text, or a tree as JSON. */
export interface CorrectionSource {
  content: string
  text: string
  wanted: { text: string } | { content: string }
}

/** A correction made ready to be stored: the text, its tree as JSON, where its pages begin, and the edits from the text that it corrects, in UTF-16 units. */
export interface PreparedCorrection {
  text: string
  contentJson: string
  pages: number[]
  edits: Edit[]
}

/** How many letters of JSON and text there are to be read. */
export const lettersIn = ({ content, text, wanted }: CorrectionSource): number =>
  content.length + text.length + ('text' in wanted ? wanted.text : wanted.content).length

/** Why there is nothing to store: the tree is no document, the text does not fit the structure or has too many lines, or nothing differs. */
export type CorrectionFault = { why: 'no-document'; said: Said } | { why: 'misfit' | 'too-many-lines' | 'same' }

export const isFault = (made: PreparedCorrection | CorrectionFault): made is CorrectionFault => 'why' in made

/** Makes a correction ready. Pure; what it costs grows with the lines of both texts, some ten microseconds for each. */
export function prepareCorrection({ content, text, wanted }: CorrectionSource): PreparedCorrection | CorrectionFault {
  const old = JSON.parse(content) as NodeJson
  const words = 'text' in wanted ? cleanText(wanted.text).text : null
  if (words !== null && hasMoreLines(words)) return { why: 'too-many-lines' }
  try {
    const tree =
      'content' in wanted
        ? checkContent(JSON.parse(wanted.content))
        : correctDocument(old, textEdits(text, words ?? ''), words ?? '')
    if (!tree) return { why: 'misfit' }
    const made = { text: canonicalText(tree), contentJson: JSON.stringify(tree) }
    if (made.text === text && made.contentJson === JSON.stringify(words === null ? asContent(old) : old))
      return { why: 'same' }
    return { ...made, pages: pageStarts(tree), edits: editsBetween(text, made.text) }
  } catch (error) {
    if (error instanceof NoDocument) return { why: 'no-document', said: error.said }
    throw error
  }
}

export const editsBetween = (from: string, to: string): Edit[] =>
  textEdits(from, to).map((edit): Edit => ({ start: edit.start, end: edit.end, insert: edit.text.length }))

function hasMoreLines(text: string): boolean {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
    if ((count += 1) > mostLines) return true
  return false
}
