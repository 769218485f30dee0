import { insertMemo, lockMemo, setMemoBinned, updateMemo, type MemoWords } from '@/lib/data/memos/memo-writes'
import { getMemo } from '@/lib/data/memos/memos'
import type { Database, Transaction } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { appendEvents } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import { firstWords } from '@/lib/domain/memos/first-words'
import { AppError, fault, notFound } from '@/lib/errors'
import { narrativeBlocks } from '@/lib/exporters/narrative-blocks'
import { say } from '@/lib/i18n/say'
import type { Memo, MemoChange, MemoCreate } from '@/lib/schemas/memo'
import { authorise } from '../authorise'
import type { Done } from '../done'
import type { Created } from '../projects/projects'
import { staleVersion } from '../stale-version'
import { findAbout, memoPlace, recordedMemo, type AboutMemo } from './recorded-memo'

/** Writes a memo about something that the member sees. The same client-made id again is the stored memo. */
export async function createMemo(
  db: Database,
  member: Member,
  input: MemoCreate,
  now: Date,
): Promise<Created<Memo> & Done<Memo>> {
  authorise(member, 'comments.write')
  return db.$transaction(async (tx) => {
    const id = input.id ?? newId()
    const existing = await getMemo(tx, member, id)
    if (existing) return { row: existing, created: false, event: null }
    const { type } = input.subject
    const subjectId = input.subject.type === 'project' ? member.projectId : input.subject.id
    const about = await findAbout(tx, member, type, subjectId)
    if (!about) throw notFound(type)
    const { kind = null, body = null, visibility } = input
    const title = input.title ?? firstWords(textOf(body))
    if (title === '') throw nothingSaid()
    const isNew = await insertMemo(
      tx,
      member,
      {
        id,
        subjectType: type,
        subjectId,
        documentId: about.documentId,
        title,
        kind,
        body,
        text: textOf(body),
        visibility,
      },
      now,
    )
    const row = await getMemo(tx, member, id)
    if (!row) throw notFound('memo') // The id is taken by something this member may not see.
    if (!isNew) return { row, created: false, event: null } // It was on its way in another request.
    const [event = null] = await appendEvents(tx, member, [
      { ...memoPlace(row, about, visibility), type: 'memo.created', after: recordedMemo(row, about) },
    ])
    return { row, created: true, event }
  })
}

/** Rewrites one's own memo, or changes who is shown it. */
export async function changeMemo(
  db: Database,
  member: Member,
  id: string,
  { version, ...change }: MemoChange,
  now: Date,
): Promise<Done<Memo>> {
  authorise(member, 'comments.write')
  return db.$transaction(async (tx) => {
    const { memo: before, about } = await lockOwn(tx, member, id, version)
    await updateMemo(tx, member, id, changed(change), now)
    const row = await required(tx, member, id)
    const sides = { before: recordedMemo(before, about), after: recordedMemo(row, about) }
    const place = memoPlace(row, about, before.visibility, row.visibility)
    const isShowing = before.visibility !== row.visibility
    if (!isShowing && isSame(before, row)) return { row, event: null }
    const [event = null] = await appendEvents(tx, member, [
      isShowing
        ? { ...place, ...sides, type: row.visibility === 'shared' ? 'memo.shared' : 'memo.withdrawn' }
        : { ...place, ...sides, type: 'memo.changed', undo: { body: before.body } },
    ])
    return { row, event }
  })
}

/** Moves one's own memo to the bin. */
export async function deleteMemo(
  db: Database,
  member: Member,
  id: string,
  version: number | undefined,
  now: Date,
): Promise<Done<null>> {
  authorise(member, 'comments.write')
  return db.$transaction(async (tx) => {
    const { memo, about } = await lockOwn(tx, member, id, version)
    await setMemoBinned(tx, member, id, now)
    const [event = null] = await appendEvents(tx, member, [
      { ...memoPlace(memo, about, memo.visibility), type: 'memo.deleted', before: recordedMemo(memo, about) },
    ])
    return { row: null, event }
  })
}

function nothingSaid(): AppError {
  return new AppError('invalid', say('refusals.someInvalidStored'), {
    errors: [fault('title', say('faults.memoSaysNothing'))],
  })
}

/** The words of a body. */
export const textOf = (body: unknown): string =>
  narrativeBlocks(body)
    .map(({ spans }) => spans.map(({ text }) => text).join(''))
    .join('\n')
    .normalize('NFC')

const changed = ({ title, kind, body, visibility }: Omit<MemoChange, 'version'>) => ({
  ...(title !== undefined && { title }),
  ...(kind !== undefined && { kind }),
  ...(body !== undefined && { body, text: textOf(body) }),
  ...(visibility !== undefined && { visibility }),
})

const isSame = (a: MemoWords | Memo, b: MemoWords | Memo): boolean =>
  a.title === b.title && a.kind === b.kind && JSON.stringify(a.body) === JSON.stringify(b.body)

/** A memo that stands and is the member's own, locked, with what it is about. */
async function lockOwn(
  tx: Transaction,
  member: Member,
  id: string,
  version: number | undefined,
): Promise<{ memo: Memo; about: AboutMemo }> {
  await lockMemo(tx, member, id)
  const memo = await getMemo(tx, member, id)
  const about = memo && (await findAbout(tx, member, memo.subject.type, memo.subject.id))
  if (!memo || !about) throw notFound('memo')
  if (memo.author.id !== member.userId) throw new AppError('not-allowed', say('refusals.memos.onlyWriter'))
  if (version !== undefined && version !== memo.version) throw staleVersion(memo, 'memo')
  return { memo, about }
}

async function required(tx: Transaction, member: Member, id: string): Promise<Memo> {
  const row = await getMemo(tx, member, id)
  if (!row) throw new Error('A memo that was written just now is not there')
  return row
}
