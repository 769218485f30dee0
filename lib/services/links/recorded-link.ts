import type { Transaction } from '@/lib/data/database/client'
import type { NewEvent } from '@/lib/data/history/events'
import { findSubject, type Subject } from '@/lib/data/threads/comment-subject'
import type { Member } from '@/lib/domain/access/viewer'
import type { Compared } from '@/lib/domain/history/shown-event'
import type { Link, LinkEnd, ShownLinkEnd } from '@/lib/schemas/link'

/** What a link leads from and to, as far as its events and its readers depend on it. */
export interface LinkedEnds {
  from: Subject
  to: Subject
}

/** Both ends, where they exist for this member; null for one that does not. */
export async function findEnds(
  tx: Transaction,
  member: Member,
  { from, to }: { from: LinkEnd; to: LinkEnd },
): Promise<{ from: Subject | null; to: Subject | null }> {
  return {
    from: await findSubject(tx, member, from.type, from.id),
    to: await findSubject(tx, member, to.type, to.id),
  }
}

/** What the history keeps of a link: its ends by their ids and names, its words, and whose coding on which documents it is about. */
export function recordedLink({ id, from, to, kind, direction, note, version }: Link, ends: LinkedEnds) {
  const about = [...aboutEnd(ends.from), ...aboutEnd(ends.to)]
  return {
    id,
    from: recordedEnd(from),
    to: recordedEnd(to),
    kind,
    direction,
    note,
    version,
    ...(about.length > 0 && { about }),
  }
}
export type RecordedLink = ReturnType<typeof recordedLink>

const recordedEnd = ({ type, id, name, documentId }: ShownLinkEnd) => ({
  type,
  id,
  ...(name !== null && { name }),
  ...(documentId !== null && { documentId }),
})

/** An end may be on another document than the event says, so that each names its own. */
const aboutEnd = ({ documentId, ownerId, roundId, compared }: Subject): Compared[] =>
  documentId === null
    ? []
    : (compared.length > 0 ? compared : [{ roundId, coderIds: ownerId === null ? [] : [ownerId] }]).map((each) => ({
        ...each,
        documentId,
      }))

/** Where the event of a link belongs: to its author, whose alone it is while an end is; with the document of the first end that is a passage. */
export function linkPlace(
  { id, author }: Pick<Link, 'id' | 'author'>,
  { from, to }: LinkedEnds,
): Pick<NewEvent, 'subjectId' | 'documentId' | 'ownerId' | 'roundId' | 'shared'> {
  const { documentId, roundId } = from.documentId === null ? to : from
  return {
    subjectId: id,
    ownerId: author.id,
    roundId,
    shared: from.shared && to.shared,
    ...(documentId !== null && { documentId }),
  }
}
