import { passagesByIds } from '@/lib/data/annotations/revert'
import { binnedItem, binningEvent } from '@/lib/data/projects/bin'
import type { Database, Transaction } from '@/lib/data/database/client'
import { appendEvents, findEvent, type RecordedEvent } from '@/lib/data/history/events'
import {
  closeHistory,
  eraseAnnotation,
  eraseCase,
  eraseDocument,
  eraseLink,
  eraseMemo,
  eraseTag,
  eraseTheme,
  forgetWords,
  lockForPurge,
  openHistory,
} from '@/lib/data/projects/purge'
import { turnProposals } from '@/lib/data/codebook/proposal-writes'
import { lockCodebook, tagsInBin } from '@/lib/data/codebook/tag-writes'
import { themeInBin } from '@/lib/data/themes/theme-writes'
import type { Member } from '@/lib/domain/access/viewer'
import { binDays, type BinKind } from '@/lib/domain/bin/bin'
import { AppError, notFound } from '@/lib/errors'
import type { BinItem } from '@/lib/schemas/bin'
import type { EventReverted } from '@/lib/schemas/history'
import { recordedAnnotation } from '@/lib/services/annotations/recorded'
import { authorise } from '@/lib/services/authorise'
import { revertible } from '@/lib/services/history/why-not-revertible'
import { toldEffects } from '@/lib/services/history/reverting'
import { say } from '@/lib/i18n/say'

/** Brings something back from the bin, as reverting the event that put it there does. Whoever may delete such a thing may; annotations, memos and links are their author's. */
export async function restoreFromBin(
  db: Database,
  member: Member,
  kind: BinKind,
  id: string,
  now: Date,
): Promise<EventReverted> {
  authorise(member, 'history.revert')
  return db.$transaction(
    async (tx) => {
      if (kind !== 'annotation') await lockCodebook(tx, member)
      const item = await binnedItem(tx, member, kind, id)
      if (!item) throw notFound(`${kind}InBin`)
      const seq = await binningEvent(tx, member, kind, id)
      // What went there with others, by a bulk event or an import that was reverted, comes back alone.
      const event = (seq === null ? null : await findEvent(tx, member, seq)) ?? (await asDeleted(tx, member, item, now))
      const kindOfEvent = revertible(event.type)
      if (!kindOfEvent) throw new Error(`Nothing brings back what ${event.type} did`)
      authorise(member, kindOfEvent.needs)
      const { event: done, ...reverted } = await kindOfEvent.revert(tx, member, event, now)
      const [number = 0] = await appendEvents(tx, member, [{ ...done, ...(event.seq > 0 && { reverts: event.seq }) }])
      if (kind === 'tag' && event.seq > 0) await turnProposals(tx, member, event.seq, number)
      return { seq: number, type: done.type, subjectId: done.subjectId, ...toldEffects(reverted) }
    },
    { timeout: 60_000 },
  )
}

/** The event that would have put this alone into the bin, from the row itself. */
async function asDeleted(
  tx: Transaction,
  member: Member,
  { kind, id, name }: BinItem,
  now: Date,
): Promise<RecordedEvent> {
  const [row] =
    kind === 'tag'
      ? await tagsInBin(tx, member, [id])
      : kind === 'annotation'
        ? (await passagesByIds(tx, member, member, [id])).map(recordedAnnotation)
        : [kind === 'theme' ? await themeInBin(tx, member, id) : null]
  const before = row ?? { id, name }
  return {
    seq: 0,
    type: `${kind}.deleted`,
    actorId: member.userId,
    subjectId: id,
    documentId: null,
    roundId: null,
    ownerId: isOwnKind(kind) ? member.userId : null,
    before,
    after: null,
    shown: { before, after: null },
    undo: null,
    createdAt: now,
    reversals: [],
    isGivenBackUnseen: false,
  }
}

/** Erases something that has lain in the bin long enough, for good. That it was purged is on record; the words it had are gone from the history too. */
export async function purgeFromBin(
  db: Database,
  member: Member,
  kind: BinKind,
  id: string,
  now: Date,
): Promise<number> {
  authorise(member, 'bin.purge')
  return db.$transaction(
    async (tx) => {
      await lockForPurge(tx, member, kind, id)
      const item = await binnedItem(tx, member, kind, id)
      if (!item) throw notFound(`${kind}InBin`)
      if (new Date(item.purgeableFrom) > now)
        throw new AppError(
          'too-early',
          say('refusals.bin.tooEarly', { days: binDays, from: item.purgeableFrom.slice(0, 10) }),
        )
      await openHistory(tx, member)
      await forgetWords(tx, member, kind, id)
      await closeHistory(tx)
      const erased = await erase[kind](tx, member, id)
      // Of an annotation the name is its quote, which is what has to go, of a link too, and a memo may be nobody else's to know of.
      const isOwn = isOwnKind(kind)
      const before = {
        id,
        ...(!isOwn && { name: item.name, title: item.name }),
        binnedAt: item.binnedAt,
        ...erased,
      }
      const own = isOwn ? { ownerId: member.userId, shared: false } : {}
      const [number = 0] = await appendEvents(tx, member, [{ type: `${kind}.purged`, subjectId: id, ...own, before }])
      return number
    },
    { timeout: 120_000 },
  )
}

/** Whether things of a kind are in their author's bin alone. */
const isOwnKind = (kind: BinKind) => kind === 'annotation' || kind === 'memo' || kind === 'link'

const erase: Record<BinKind, (tx: Transaction, member: Member, id: string) => Promise<object | void>> = {
  document: eraseDocument,
  tag: eraseTag,
  theme: eraseTheme,
  annotation: eraseAnnotation,
  memo: eraseMemo,
  link: eraseLink,
  case: eraseCase,
}
