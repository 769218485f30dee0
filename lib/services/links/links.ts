import type { Database, Transaction } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { uniqueViolation } from '@/lib/data/database/violations'
import { appendEvents } from '@/lib/data/history/events'
import { insertLink, isLinkId, lockLink, setLinkBinned, updateLink } from '@/lib/data/links/link-writes'
import { getLink } from '@/lib/data/links/links'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { Link, LinkChange, LinkCreate, LinkEnd } from '@/lib/schemas/link'
import { authorise } from '../authorise'
import type { Done } from '../done'
import type { Created } from '../projects/projects'
import { staleVersion } from '../stale-version'
import { findEnds, linkPlace, recordedLink, type LinkedEnds } from './recorded-link'

type Ends = Record<'from' | 'to', Pick<LinkEnd, 'type' | 'id'>>

/** Whether a link says something of the codebook and nothing of the data. */
const isOfCodebook = ({ from, to }: Ends): boolean => from.type === 'tag' && to.type === 'tag'

/** Refuses whoever may not link such things: between two tags whoever does not write the codebook, otherwise whoever does not code. */
export const authoriseLinking = (member: Member, ends: Ends): void =>
  authorise(member, isOfCodebook(ends) ? 'codebook.write' : 'annotations.write')

/** Links two things that the member sees. The same client-made id again is the stored link; the same link under another id is refused. */
export async function createLink(
  db: Database,
  member: Member,
  input: LinkCreate,
  now: Date,
): Promise<Created<Link> & Done<Link>> {
  authoriseLinking(member, input)
  return db.$transaction(async (tx) => {
    const { id = newId(), from, to, kind = null, direction, note = '' } = input
    const existing = await getLink(tx, member, id)
    if (existing) return { row: existing, created: false, event: null }
    if (from.type === to.type && from.id === to.id)
      throw new AppError('invalid', say('refusals.links.toItself'), { errors: [fault('to', say('faults.sameEnd'))] })
    const ends = await demandEnds(tx, member, { from, to })
    const isNew = await insertLink(
      tx,
      member,
      {
        ...{ id, kind, direction, note },
        from: { ...from, documentId: ends.from.documentId },
        to: { ...to, documentId: ends.to.documentId },
      },
      now,
    )
    const row = await getLink(tx, member, id)
    if (!isNew && row) return { row, created: false, event: null } // It was on its way in another request.
    if (!row) throw (await isLinkId(tx, member, id)) ? notFound('link') : linkedAlready()
    const [event = null] = await appendEvents(tx, member, [
      { ...linkPlace(row, ends), type: 'link.created', after: recordedLink(row, ends) },
    ])
    return { row, created: true, event }
  })
}

/** Says something else of a link: by who made it, and between tags by whoever writes the codebook. */
export async function changeLink(
  db: Database,
  member: Member,
  id: string,
  { version, ...change }: LinkChange,
  now: Date,
): Promise<Done<Link>> {
  return refusingTwins(() =>
    db.$transaction(async (tx) => {
      const { link: before, ends } = await lockOwn(tx, member, id, version)
      const words = {
        ...(change.kind !== undefined && { kind: change.kind }),
        ...(change.direction !== undefined && { direction: change.direction }),
        ...(change.note !== undefined && { note: change.note }),
      }
      if (Object.entries(words).every(([key, value]) => before[key as keyof Link] === value))
        return { row: before, event: null }
      await updateLink(tx, member, id, words, now)
      const row = await getLink(tx, member, id)
      if (!row) throw new Error('A link that was written just now is not there')
      const [event = null] = await appendEvents(tx, member, [
        {
          ...linkPlace(row, ends),
          type: 'link.changed',
          before: recordedLink(before, ends),
          after: recordedLink(row, ends),
        },
      ])
      return { row, event }
    }),
  )
}

/** Moves a link to the bin; what it leads from and to stays. */
export async function deleteLink(
  db: Database,
  member: Member,
  id: string,
  version: number | undefined,
  now: Date,
): Promise<Done<null>> {
  return db.$transaction(async (tx) => {
    const { link, ends } = await lockOwn(tx, member, id, version)
    await setLinkBinned(tx, member, id, now)
    const [event = null] = await appendEvents(tx, member, [
      { ...linkPlace(link, ends), type: 'link.deleted', before: recordedLink(link, ends) },
    ])
    return { row: null, event }
  })
}

/** Both ends as they exist for the member, who may see both. */
async function demandEnds(tx: Transaction, member: Member, link: { from: LinkEnd; to: LinkEnd }): Promise<LinkedEnds> {
  const { from, to } = await findEnds(tx, member, link)
  if (!from) throw notFound(link.from.type)
  if (!to) throw notFound(link.to.type)
  return { from, to }
}

/** A link that stands and that the member may change, locked, with its ends. */
async function lockOwn(
  tx: Transaction,
  member: Member,
  id: string,
  version: number | undefined,
): Promise<{ link: Link; ends: LinkedEnds }> {
  await lockLink(tx, member, id)
  const link = await getLink(tx, member, id)
  if (!link) {
    authorise(member, 'annotations.write')
    throw notFound('link')
  }
  authoriseLinking(member, link)
  const ends = await demandEnds(tx, member, link)
  if (link.author.id !== member.userId && !isOfCodebook(link))
    throw new AppError('not-allowed', say('refusals.links.onlyMaker'))
  if (version !== undefined && version !== link.version) throw staleVersion(link, 'link')
  return { link, ends }
}

const linkedAlready = () => new AppError('already-exists', say('refusals.links.already'))

/** Runs `work` and turns the violation of the index on links that stand into a sentence. */
export async function refusingTwins<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (uniqueViolation(error) === 'Link_live_once') throw linkedAlready()
    throw error
  }
}
