import type { ConfusedPassage } from '@/lib/domain/agreement/study/confused-passages'
import { annotationsBehind } from '@/lib/data/agreement/annotations-behind'
import type { Database } from '@/lib/data/database/client'
import { encodeCursor, decodeCursor, type Page } from '@/lib/data/database/page'
import { revisionText } from '@/lib/data/documents/revision-text'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault } from '@/lib/errors'
import type { ConfusedPassageRow, ConfusionAnswer, StudySettings } from '@/lib/schemas/agreement'
import { countStudy } from './count-study'
import { echoStudy, presentStudy } from './present-study'
import type { ReadStudy } from './read-study'
import { say } from '@/lib/i18n/say'

/** Two coders, the first for the rows; all pairs both ways round where it is not said. */
export interface Pair {
  pair?: string[] | undefined
}

/** Units by the tags that coders chose where they could differ: a row and a column for each tag, and the last for no further tag. */
export async function confusion(
  db: Database,
  member: Member,
  { pair, ...settings }: StudySettings & Pair,
  signal?: AbortSignal,
): Promise<ConfusionAnswer> {
  const { read, answer } = await countStudy(
    db,
    member,
    settings,
    (study) => ({ kind: 'confusion', ...chosenCoders(study, pair) }),
    signal,
  )
  return {
    settings: { ...echoStudy(settings), ...(pair && { pair }) },
    ...presentStudy(read, answer.tagIds, answer.leftOut),
    units: answer.units,
  }
}

export interface PassagesQuery extends StudySettings, Pair {
  /** A tag, or `none`. */
  row: string
  column: string
  limit: number
  cursor?: string | undefined
  total: 'true' | 'false'
}

/** The passages behind one cell of the confusion table, by document in order of import and then by place, a page at a time. */
export async function cellPassages(
  db: Database,
  member: Member,
  query: PassagesQuery,
  signal?: AbortSignal,
): Promise<Page<ConfusedPassageRow>> {
  const { pair, row, column, limit, cursor, total, ...settings } = query
  const after = decodeCursor(cursor, ['id', 'number'])
  const cell = { row: row === 'none' ? null : row, column: column === 'none' ? null : column }
  const { read, answer: found } = await countStudy(
    db,
    member,
    settings,
    (study) => ({ kind: 'passages', cell, ...chosenCoders(study, pair) }),
    signal,
  )
  // A tag that nobody uses any more has no passages behind it.
  const all = found.ok ? found.value : []
  const from = after
    ? all.findIndex(
        (passage) =>
          passage.documentId > String(after[0]) ||
          (passage.documentId === after[0] && passage.start > Number(after[1])),
      )
    : 0
  const shown = from < 0 ? [] : all.slice(from, from + limit)
  const last = shown.at(-1)
  const hasMore = from >= 0 && from + limit < all.length
  return {
    items: await present(db, member, read, settings, cell, shown),
    nextCursor: hasMore && last ? encodeCursor([last.documentId, last.start]) : null,
    ...(total === 'true' && { total: all.length }),
  }
}

/** No quote is longer: a cell of untagged text can be a chapter. */
const longestQuote = 1000

async function present(
  db: Database,
  member: Member,
  { documents, people, round }: ReadStudy,
  settings: StudySettings,
  cell: { row: string | null; column: string | null },
  passages: readonly ConfusedPassage[],
): Promise<ConfusedPassageRow[]> {
  const byId = new Map(documents.map((document) => [document.id, document]))
  const tagIds = [cell.row, cell.column].flatMap((id) => id ?? [])
  const places = await annotationsBehind(db, member, passages, {
    tagIds,
    roundIds: round ? [round.id] : undefined,
    authorIds: settings.coderIds,
  })
  const persons = (ids: readonly string[]) => ids.map((id) => ({ id, name: people.get(id) ?? '' }))
  const rows: ConfusedPassageRow[] = []
  for (const [
    index,
    { documentId, start, end, units, rowCoderIds, columnCoderIds, untaggedCoderIds },
  ] of passages.entries()) {
    const document = byId.get(documentId)
    const text = document && (await revisionText(db, member, document.revisionId))
    if (!document || text === null || text === undefined) continue
    const quote = text.slice(start, Math.min(end, start + longestQuote))
    rows.push({
      documentId,
      documentTitle: document.title,
      revisionId: document.revisionId,
      start,
      end,
      quote,
      units,
      row: persons(rowCoderIds),
      column: persons(columnCoderIds),
      untagged: persons(untaggedCoderIds),
      annotationId: places.get(index) ?? null,
    })
  }
  return rows
}

function chosenCoders({ packed }: ReadStudy, pair: string[] | undefined): { coderIds?: [string, string] } {
  if (!pair) return {}
  const [first, second] = pair
  if (first !== undefined && second !== undefined && [first, second].every((id) => packed.coderIds.includes(id)))
    return { coderIds: [first, second] }
  throw new AppError('invalid', say('refusals.agreement.pairNotCompared'), {
    errors: [fault('pair', say('faults.notAmongCompared'))],
  })
}
