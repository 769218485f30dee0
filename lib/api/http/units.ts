import { z } from 'zod'
import type { Transaction } from '@/lib/data/database/client'
import { revisionText } from '@/lib/data/documents/revision-text'
import { codePointIndex, spanFromCodePoints, type CodePointIndex } from '@/lib/domain/anchoring/code-points'
import type { Member } from '@/lib/domain/access/viewer'
import type { Span } from '@/lib/domain/anchoring/span'
import { AppError, notFound, fault } from '@/lib/errors'
import { mapSpans, revisionsOf } from './spans-in'
import { units as unitsSchema } from '@/lib/schemas/primitives'
import { say } from '@/lib/i18n/say'

export type Units = z.infer<typeof unitsSchema>

/** The query of a route that takes or answers offsets and nothing else. */
export const unitsQuery = z.strictObject({ units: unitsSchema })

/**
 * An answer with every span in it, however deep, in the units asked for. A span counts in the text of the nearest `revisionId`, its own or that of what it
 * is in; ours are UTF-16, and conversion reads each text once. An answer must name the revision of each of its spans: one without is a fault of ours.
 */
export async function inUnits<T>(db: Transaction, member: Member, units: Units, answer: T): Promise<T> {
  if (units === 'utf16') return answer
  const indexes = await indexesOf(db, member, revisionsOf(answer))
  return mapSpans(answer, (revisionId, { start, end }) => {
    const index = revisionId === null ? undefined : indexes.get(revisionId)
    if (!index) throw new Error(`A span was answered without the revision that it counts in (${revisionId})`)
    return { start: index.toCodePoint(start), end: index.toCodePoint(end) }
  })
}

/** The same of the record, which may be older than that rule or of a text that was purged: a span whose text is not known any more is left out, for nobody could say what it counts. */
export async function recordInUnits<T>(db: Transaction, member: Member, units: Units, record: T): Promise<T> {
  if (units === 'utf16') return record
  const indexes = await indexesOf(db, member, revisionsOf(record))
  return mapSpans(record, (revisionId, { start, end }) => {
    const index = revisionId === null ? undefined : indexes.get(revisionId)
    return index ? { start: index.toCodePoint(start), end: index.toCodePoint(end) } : {}
  })
}

/** A span that a request gave in `units`, in UTF-16. */
export async function fromUnits(
  db: Transaction,
  member: Member,
  units: Units,
  revisionId: string,
  span: Span,
): Promise<Span> {
  const [converted] = await spansFromUnits(db, member, units, [{ ...span, revisionId }])
  return converted ? { start: converted.start, end: converted.end } : span
}

/** Things whose spans a request gave in `units`, in UTF-16. Each text is read once, however many there are in it. */
export async function spansFromUnits<T extends Span & { revisionId: string }>(
  db: Transaction,
  member: Member,
  units: Units,
  items: T[],
): Promise<T[]> {
  if (units === 'utf16') return items
  const indexes = await indexesOf(db, member, new Set(items.map(({ revisionId }) => revisionId)))
  return items.map((item) => {
    const index = indexes.get(item.revisionId)
    if (!index) throw notFound('document')
    const converted = spanFromCodePoints(index, item.start, item.end)
    if (!converted.ok)
      throw new AppError('invalid', say('refusals.http.passageBeyond'), {
        errors: [fault('end', say('faults.beyondOrEmpty'))],
      })
    return { ...item, ...converted.value }
  })
}

/** An offset that a request gave in `units`, in UTF-16; the end of the text where it lies beyond. */
export async function offsetFromUnits(
  db: Transaction,
  member: Member,
  units: Units,
  revisionId: string,
  offset: number,
): Promise<number> {
  if (units === 'utf16') return offset
  const index = await indexOf(db, member, revisionId)
  return index.toUtf16(Math.min(offset, index.length))
}

/** An offset of ours in the units asked for. */
export async function offsetInUnits(
  db: Transaction,
  member: Member,
  units: Units,
  revisionId: string,
  offset: number,
): Promise<number> {
  return units === 'utf16' ? offset : (await indexOf(db, member, revisionId)).toCodePoint(offset)
}

async function indexesOf(
  db: Transaction,
  member: Member,
  revisionIds: Iterable<string>,
): Promise<Map<string, CodePointIndex>> {
  const indexes = new Map<string, CodePointIndex>()
  for (const revisionId of revisionIds) {
    const text = await revisionText(db, member, revisionId)
    if (text !== null) indexes.set(revisionId, codePointIndex(text))
  }
  return indexes
}

async function indexOf(db: Transaction, member: Member, revisionId: string): Promise<CodePointIndex> {
  const text = await revisionText(db, member, revisionId)
  if (text === null) throw notFound('document')
  return codePointIndex(text)
}
