import { demandRoomForTags } from './room-for-tags'
import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents } from '@/lib/data/history/events'
import { newId } from '@/lib/data/database/ids'
import { insertTags, lockCodebook, writeGuidance, type Guidance, type NewTag } from '@/lib/data/codebook/tag-writes'
import { roundCodedBlind } from '@/lib/data/rounds/hidden-tags'
import { listTags, tagTree } from '@/lib/data/codebook/tags'
import { changesMeaning } from '@/lib/domain/codebook/meaning'
import type { AddedTag, ImportRow } from '@/lib/domain/codebook/import-lines'
import { planImport } from '@/lib/domain/codebook/plan-import'
import { childrenOf } from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import type { CodebookFile } from '@/lib/importers/sheets/codebook-file'
import type { TakenLines } from '@/lib/schemas/primitives'
import type { Tag } from '@/lib/schemas/tag'
import { authorise } from '@/lib/services/authorise'
import { inSteps } from '@/lib/services/in-steps'
import { sheetFrom } from '@/lib/services/sheet-from'
import { isShared } from './blind-tags'
import { guidanceOf, recorded, type RecordedTag } from './tags'

export interface CodebookImport {
  /** True where nothing was stored because nobody asked for more than a look. */
  dryRun: boolean
  added: number
  changed: number
  encoding: string
  delimiter: CodebookFile['delimiter']
  ignored: string[]
  rows: ImportRow[]
  event: number | null
}

/** Adds the tags of a file that are not there yet and lets stored ones take what the lines of `take` say of them, as one event; with `dryRun` says what it would do. */
export async function importCodebook(
  db: Database,
  member: Member,
  bytes: Uint8Array,
  { dryRun, take }: { dryRun: boolean; take: TakenLines },
  now: Date,
  signal?: AbortSignal,
): Promise<CodebookImport> {
  authorise(member, 'codebook.write')
  const { lines, ...file } = await sheetFrom(member, { as: 'codebook', bytes }, signal)
  if (dryRun) {
    const { rows, added } = await inSteps(planImport(await sharedTags(db, member), lines))
    return { dryRun, added: added.length, changed: taken(rows, take).length, rows, ...file, event: null }
  }
  return db.$transaction(
    async (tx) => {
      await lockCodebook(tx, member)
      const tags = await sharedTags(tx, member)
      const { rows, added } = await inSteps(planImport(tags, lines))
      demandRoomForTags(tags, added.length)
      const given = taken(rows, take)
      if (added.length + given.length === 0) return { dryRun, added: 0, changed: 0, rows, ...file, event: null }
      const blindRoundId = await roundCodedBlind(tx, member)
      const made = placedTags(tags, added, now).map((tag) => ({ ...tag, blindRoundId }))
      await insertTags(tx, member, made)
      const changed = await takeGuidance(tx, member, tags, given, now)
      const after = {
        count: made.length,
        changed: changed.length,
        names: [...made, ...changed.map(({ after }) => after)].map((tag) => tag.name).slice(0, 50),
      }
      const [event = null] = await appendEvents(tx, member, [
        {
          type: 'tag.imported',
          subjectId: member.projectId,
          roundId: blindRoundId,
          after,
          undo: { ids: made.map((tag) => tag.id), changed } satisfies ImportUndo,
        },
      ])
      return { dryRun, added: made.length, changed: changed.length, rows, ...file, event }
    },
    { timeout: 60_000 },
  )
}

/** The codebook that a file is compared with: what others make while they code blind is not in it yet. */
async function sharedTags(db: Transaction, member: Member): Promise<Tag[]> {
  const others = new Set((await tagTree(db, member)).filter((tag) => !isShared(member, tag)).map((tag) => tag.id))
  return (await listTags(db, member)).filter((tag) => !others.has(tag.id))
}

/** What reverting an import needs to know. */
export interface ImportUndo {
  ids: string[]
  /** Tags that took the file's guidance, as they were and as they became. */
  changed: { before: RecordedTag; after: RecordedTag }[]
}

type Given = NonNullable<ImportRow['stored']>

const taken = (rows: readonly ImportRow[], take: TakenLines): Given[] =>
  rows.flatMap((row) => (row.stored && (take === 'all' || take.has(row.line)) ? [row.stored] : []))

async function takeGuidance(
  tx: Transaction,
  member: Member,
  tags: readonly Tag[],
  given: readonly Given[],
  now: Date,
): Promise<ImportUndo['changed']> {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const changed: ImportUndo['changed'] = []
  const rows: Guidance[] = []
  for (const { id, given: fields } of given) {
    const tag = byId.get(id)
    if (!tag) continue
    const { archived, ...words } = fields
    const archivedAt = archived === undefined ? undefined : archived ? now : null
    const meaningChangedAt = changesMeaning(tag, { ...tag, ...words }, undefined) ? now : undefined
    rows.push({
      ...guidanceOf(tag),
      ...words,
      ...(archivedAt !== undefined && { archivedAt }),
      ...(meaningChangedAt && { meaningChangedAt }),
    })
    changed.push({
      before: recorded(tag),
      after: {
        ...recorded(tag),
        ...words,
        ...(meaningChangedAt && { meaningChangedAt: meaningChangedAt.toISOString() }),
        ...(archivedAt !== undefined && { archivedAt: archivedAt?.toISOString() ?? null }),
      },
    })
  }
  await writeGuidance(tx, member, rows, now)
  return changed
}

/** New tags stand after the siblings that are there, in the order of the file. */
function placedTags(tags: readonly Tag[], added: readonly AddedTag[], now: Date): Omit<NewTag, 'blindRoundId'>[] {
  const ids = added.map(() => newId())
  const places = new Map([...childrenOf(tags)].map(([parentId, siblings]) => [parentId, siblings.length]))
  return added.map(({ parent, isArchived, ...tag }, i) => {
    const parentId = typeof parent === 'number' ? (ids[parent] ?? null) : parent
    const position = places.get(parentId) ?? 0
    places.set(parentId, position + 1)
    return { ...tag, id: ids[i] ?? newId(), parentId, position, archivedAt: isArchived ? now : null }
  })
}
