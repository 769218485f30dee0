import { annotationsByIds } from '@/lib/data/annotations/list'
import { shownAnnotationQuote } from '@/lib/data/annotations/shown-quote'
import type { Transaction } from '@/lib/data/database/client'
import { decodeCursor, encodeCursor } from '@/lib/data/database/page'
import { verdictsByIds } from '@/lib/data/review/verdicts'
import { revisionText } from '@/lib/data/documents/revision-text'
import type { Member } from '@/lib/domain/access/viewer'
import type { Difference, DifferencePage, DifferenceQuery } from '@/lib/schemas/review'
import { authorise } from '../authorise'
import { comparedDocuments, reviewedStretches, type Comparison, type ReviewedStretch } from './compare'

type Wanted = Pick<DifferenceQuery, 'show' | 'state' | 'order' | 'limit' | 'cursor' | 'total'>

/**
 * Where coders differ, in order of position or the lowest agreement first. It is computed from the coding as it is now; a cursor is a place in that order,
 * so that pages stay right while people work. By position, and without a total, a document is read only when its turn comes.
 */
export async function listDifferences(
  db: Transaction,
  member: Member,
  comparison: Comparison,
  wanted: Wanted,
): Promise<DifferencePage> {
  authorise(member, 'annotations.read')
  const documents = await comparedDocuments(db, member, comparison)
  const after = decodeCursor(wanted.cursor, ['number', 'number', 'number', 'number', 'id'])
  const isWhole = wanted.order === 'agreement' || wanted.total !== 'false'
  const all: ReviewedStretch[] = []
  const rank = new Map(documents.map((document, place) => [document.id, place]))
  const keyOf = (stretch: ReviewedStretch) => [
    wanted.order === 'agreement' ? Math.round(stretch.agreement * 1e9) : 0,
    rank.get(stretch.document.id) ?? 0,
    stretch.start,
    stretch.end,
    stretch.id,
  ]
  const page: ReviewedStretch[] = []
  for (const document of documents) {
    if (!isWhole && after && (rank.get(document.id) ?? 0) < Number(after[1])) continue
    const stretches = await reviewedStretches(db, member, document, comparison.roundId)
    all.push(...stretches)
    page.push(...stretches.filter((stretch) => isWanted(stretch, wanted)))
    if (!isWhole && page.filter((stretch) => isAfter(keyOf(stretch), after)).length > wanted.limit) break
  }
  const left = page.filter((stretch) => isAfter(keyOf(stretch), after))
  if (wanted.order === 'agreement') left.sort((a, b) => compareKeys(keyOf(a), keyOf(b)))
  const shown = left.slice(0, fitting(left, wanted.limit))
  const last = shown.at(-1)
  return {
    items: await present(db, member, shown),
    nextCursor: left.length > shown.length && last ? encodeCursor(keyOf(last)) : null,
    ...(wanted.total !== 'false' && { total: page.length, counts: countsOf(all) }),
    waitingFor: documents
      .filter(({ isWaiting }) => isWaiting)
      .map(({ id, waitingFor }) => ({ documentId: id, coderIds: waitingFor })),
  }
}

/** Characters that the stretches of a page have together: where one has more it comes alone. */
const mostOfPage = 4_000_000

/** How many of the first stretches make a page. */
function fitting(stretches: readonly ReviewedStretch[], limit: number): number {
  let letters = 0
  const over = stretches.slice(0, limit).findIndex(({ start, end }) => (letters += end - start) > mostOfPage)
  return over === -1 ? limit : Math.max(1, over)
}

const isOpen = ({ state }: ReviewedStretch): boolean => state !== 'settled'

function isWanted(stretch: ReviewedStretch, { show, state }: Wanted): boolean {
  if (show !== 'all' && (stretch.kind === 'unanimous') !== (show === 'unanimous')) return false
  return state === 'all' || isOpen(stretch) === (state === 'open')
}

function countsOf(stretches: readonly ReviewedStretch[]) {
  const unanimous = stretches.filter(({ kind }) => kind === 'unanimous')
  return {
    unanimous: unanimous.length,
    differing: stretches.length - unanimous.length,
    settled: stretches.filter(({ state }) => state === 'settled').length,
    openUnanimous: unanimous.filter(isOpen).length,
  }
}

type Key = readonly (string | number)[]

function compareKeys(a: Key, b: Key): number {
  const at = a.findIndex((part, i) => part !== b[i])
  return at < 0 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1
}

const isAfter = (key: Key, after: Key | null): boolean => after === null || compareKeys(key, after) > 0

async function present(db: Transaction, member: Member, stretches: readonly ReviewedStretch[]): Promise<Difference[]> {
  const annotations = new Map(
    (
      await annotationsByIds(
        db,
        member,
        stretches.flatMap((stretch) => stretch.codings.map((coding) => coding.id)),
        shownAnnotationQuote,
      )
    ).map((row) => [row.id, row]),
  )
  const verdicts = new Map(
    (await verdictsByIds(db, member, [...new Set(stretches.flatMap((stretch) => stretch.verdictId ?? []))])).map(
      (row) => [row.id, row],
    ),
  )
  const shown: Difference[] = []
  for (const { id, document, start, end, kind, agreement, codings, state, verdictId } of stretches) {
    const text = (await revisionText(db, member, document.revisionId)) ?? ''
    shown.push({
      id,
      start,
      end,
      kind,
      agreement,
      state,
      documentId: document.id,
      documentTitle: document.title,
      revisionId: document.revisionId,
      quote: text.slice(start, end),
      coderIds: document.coderIds,
      annotations: codings.flatMap((coding) => annotations.get(coding.id) ?? []),
      verdict: verdictId === null ? null : (verdicts.get(verdictId) ?? null),
    })
  }
  return shown
}
