import { setImmediate } from 'node:timers/promises'
import type { Transaction } from '@/lib/data/database/client'
import { decodeCursor, encodeCursor } from '@/lib/data/database/page'
import {
  areFew,
  blocksOf,
  fewBlocks,
  nextDocuments,
  searchedDocuments,
  type FoundBlock,
  type From,
  type Scope,
} from '@/lib/data/search/found-blocks'
import { textsReady } from '@/lib/data/search/under-way'
import type { Member } from '@/lib/domain/access/viewer'
import type { Span } from '@/lib/domain/anchoring/span'
import { contextsOf } from '@/lib/domain/search/contexts'
import { shortened } from '@/lib/domain/shortened'
import type { SearchCounts, SearchHit, SearchPage, SearchQuery, SearchWanted } from '@/lib/schemas/search'
import { planSearch } from './search-plan'

/** Paragraphs that one request may look at: some tenths of a second, in parts between which others get their turn. */
const mostBlocks = 20_000
/** Of a pattern, which takes longer: paragraphs, and milliseconds after which others get their turn, and after which a request looks at no more. */
const slow = { blocks: 5_000, turn: 20, most: 2_000 }
/** Paragraphs that are read at a time: few at first, because mostly a page is filled by them. */
const parts = { first: 64, largest: 512, documents: 64 }
/** Characters of a place that a list shows. */
const mostOfMatch = 600

/** Beyond every place of a paragraph. */
const beyond = 2 ** 31 - 1

/** One page of the places where something is found, in reading order. Where too much was looked at for one request, it is short and goes on. */
export async function searchTexts(db: Transaction, member: Member, query: SearchQuery): Promise<SearchPage> {
  await textsReady(member.projectId)
  const { limit, cursor, total, units: _, ...wanted } = query
  const key = decodeCursor(cursor, ['id', 'number', 'number'])
  const shown = key && { documentId: String(key[0]), no: Number(key[1]), start: Number(key[2]) }
  const found: { block: FoundBlock; hit: Span }[] = []
  const walked = await walk(db, member, wanted, shown, (block, hits) => {
    const isGoingOn = shown?.documentId === block.documentId && shown.no === block.no
    for (const hit of hits) if (!isGoingOn || block.start + hit.start > shown.start) found.push({ block, hit })
    return found.length <= limit
  })
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const searched = await searchedDocuments(db, member, wanted.documentId)
  const counts = total === 'false' ? null : await countPlaces(db, member, wanted)
  return {
    items: rows.map(({ block, hit }) => presentHit(block, hit)),
    nextCursor:
      found.length > limit && last
        ? encodeCursor([last.block.documentId, last.block.no, last.block.start + last.hit.start])
        : walked.isWhole || !walked.last
          ? null
          : encodeCursor([walked.last.documentId, walked.last.no, beyond]),
    ...(counts?.isWhole && { total: counts.total }),
    searched,
  }
}

/** How many places there are, document by document in reading order. */
export async function countTexts(db: Transaction, member: Member, wanted: SearchWanted): Promise<SearchCounts> {
  await textsReady(member.projectId)
  return {
    ...(await countPlaces(db, member, wanted)),
    searched: await searchedDocuments(db, member, wanted.documentId),
  }
}

async function countPlaces(
  db: Transaction,
  member: Member,
  wanted: SearchWanted,
): Promise<Omit<SearchCounts, 'searched'>> {
  const documents: SearchCounts['documents'] = []
  let total = 0
  const { isWhole } = await walk(db, member, wanted, null, (block, hits) => {
    if (hits.length === 0) return true
    total += hits.length
    const row = documents.at(-1)
    if (row?.id === block.documentId) row.hits += hits.length
    else documents.push({ id: block.documentId, title: block.title, hits: hits.length })
    return true
  })
  return { total, isWhole, documents }
}

interface Walked {
  /** Whether everything was looked at that was to be. */
  isWhole: boolean
  last: FoundBlock | undefined
}

/** Looks at paragraph after paragraph in reading order, until `visit` answers that it has enough or too many were looked at. */
async function walk(
  db: Transaction,
  member: Member,
  wanted: SearchWanted,
  from: From | null,
  visit: (block: FoundBlock, hits: Span[]) => boolean,
): Promise<Walked> {
  const plan = await planSearch(db, member, wanted)
  const scope = { query: plan.index, documentId: wanted.documentId }
  const some = (await areFew(db, member, scope)) ? few(db, member, scope, from) : many(db, member, scope, from)
  let last: FoundBlock | undefined
  let seen = 0
  let [spent, turn] = [0, 0]
  for await (const blocks of some) {
    for (const block of blocks) {
      if (plan.isSlow && turn > slow.turn) {
        if (spent > slow.most) return { isWhole: false, last }
        turn = 0
        await setImmediate()
      }
      last = block
      const began = performance.now()
      const hits = plan.match(block)
      const took = performance.now() - began
      spent += took
      turn += took
      if (!visit(block, hits)) return { isWhole: true, last }
    }
    seen += blocks.length
    if (seen >= (plan.isSlow ? slow.blocks : mostBlocks)) return { isWhole: false, last }
    // Others get their turn.
    await setImmediate()
  }
  return { isWhole: true, last }
}

/** The paragraphs that the index finds, where they are few, in parts. */
async function* few(db: Transaction, member: Member, scope: Scope, from: From | null): AsyncGenerator<FoundBlock[]> {
  const blocks = await fewBlocks(db, member, scope, from)
  for (let at = 0; at < blocks.length; at += parts.largest) yield blocks.slice(at, at + parts.largest)
}

/** The paragraphs of document after document: of ever more documents at a time, so that a page that is soon full has asked for few. */
async function* many(db: Transaction, member: Member, scope: Scope, from: From | null): AsyncGenerator<FoundBlock[]> {
  let [at, size, isBehind] = [from, parts.first, false]
  for (let count = 2; ; count = Math.min(2 * count, parts.documents)) {
    const documents = await nextDocuments(db, member, scope, at, { limit: count, isBehind })
    const last = documents.at(-1)
    if (!last) return
    for (let rest = documents; rest.length > 0; size = Math.min(2 * size, parts.largest)) {
      const blocks = await blocksOf(db, member, scope, rest, at, size)
      if (blocks.length > 0) yield blocks
      const end = blocks.at(-1)
      if (!end || blocks.length < size) break
      at = { documentId: end.documentId, no: end.no + 1 }
      rest = rest.slice(rest.findIndex(({ documentId }) => documentId === end.documentId))
    }
    ;[at, isBehind] = [{ documentId: last.documentId, no: 0 }, true]
  }
}

function presentHit(
  { documentId, title, language, direction, revisionId, start, text }: FoundBlock,
  hit: Span,
): SearchHit {
  const { before, after } = contextsOf(text, hit)
  return {
    documentId,
    documentTitle: title,
    language,
    direction,
    revisionId,
    start: start + hit.start,
    end: start + hit.end,
    before,
    match: shortened(text.slice(hit.start, hit.end), mostOfMatch),
    after,
  }
}
