import type { Database } from '@/lib/data/database/client'
import { revisionWithText } from '@/lib/data/documents/documents'
import type { Member } from '@/lib/domain/access/viewer'
import { comparedParts } from '@/lib/domain/documents/compared-parts'
import { textEdits } from '@/lib/editor/text-edits'
import { notFound } from '@/lib/errors'
import { countWords } from '@/lib/importers/text/count-words'
import type { RevisionComparison } from '@/lib/schemas/revision'

/** Beyond this nobody reads a comparison, and comparing would keep others waiting: places that differ, and code units of what differs, or of both texts together. */
const most = { places: 2_000, differing: 400_000, texts: 12_000_000 }

/** Two revisions of a document compared by words, in either direction. Where they differ in too much to be shown the answer says so. */
export async function compareRevisions(
  db: Database,
  member: Member,
  documentId: string,
  fromId: string,
  toId: string,
): Promise<RevisionComparison> {
  const [before, after] = [
    await revisionWithText(db, member, documentId, fromId),
    await revisionWithText(db, member, documentId, toId),
  ]
  if (!before || !after) throw notFound('revision')
  const [{ text: old, ...from }, { text: made, ...to }] = [before, after]
  if (old !== made && old.length + made.length > most.texts) return { from, to, parts: [], places: 0, isTooMuch: true }
  const edits = textEdits(old, made)
  const differing = edits.reduce((sum, edit) => sum + edit.end - edit.start + edit.text.length, 0)
  if (edits.length > most.places || differing > most.differing)
    return { from, to, parts: [], places: edits.length, isTooMuch: true }
  const parts = comparedParts(old, edits).map(({ kind, text }) => ({
    kind,
    text: kind === 'folded' ? '' : text,
    words: countWords(text),
  }))
  return { from, to, parts, places: edits.length, isTooMuch: false }
}
