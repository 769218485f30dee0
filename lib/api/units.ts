import type { Transaction } from '@/lib/data/client'
import { revisionText } from '@/lib/data/revision-text'
import { codePointIndex, spanFromCodePoints, type CodePointIndex } from '@/lib/domain/anchoring/code-points'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, notFound } from '@/lib/errors'

export type Units = 'utf16' | 'codepoint'

interface Placed {
  revisionId: string
  start: number
  end: number
}

/** Rows with their offsets in the units asked for; ours are UTF-16, and conversion reads each revision's text once. */
export async function inUnits<T extends Placed>(db: Transaction, member: Member, units: Units, rows: T[]): Promise<T[]> {
  if (units === 'utf16') return rows
  const indexes = new Map<string, CodePointIndex>()
  for (const { revisionId } of rows) if (!indexes.has(revisionId)) indexes.set(revisionId, await indexOf(db, member, revisionId))
  return rows.map((row) => {
    const index = indexes.get(row.revisionId)
    return index ? { ...row, start: index.toCodePoint(row.start), end: index.toCodePoint(row.end) } : row
  })
}

/** A span that a request gave in `units`, in UTF-16. */
export async function fromUnits(db: Transaction, member: Member, units: Units, revisionId: string, span: { start: number; end: number }): Promise<{ start: number; end: number }> {
  if (units === 'utf16') return { start: span.start, end: span.end }
  const converted = spanFromCodePoints(await indexOf(db, member, revisionId), span.start, span.end)
  if (!converted.ok) throw new AppError('invalid', 'The passage reaches beyond the text, or is empty.', { errors: [{ path: 'end', message: converted.reason }] })
  return converted.value
}

async function indexOf(db: Transaction, member: Member, revisionId: string): Promise<CodePointIndex> {
  const text = await revisionText(db, member, revisionId)
  if (text === null) throw notFound('document')
  return codePointIndex(text)
}
