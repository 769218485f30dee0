import type { Transaction } from '@/lib/data/database/client'
import { listMemos } from '@/lib/data/memos/memos'
import { listComments } from '@/lib/data/threads/comments'
import type { Member } from '@/lib/domain/access/viewer'
import { bodyText } from '@/lib/domain/threads/comment-body'
import type { QdaNote, QdaPerson } from '@/lib/exporters/qdpx'
import type { Comment } from '@/lib/schemas/comment'
import type { Memo } from '@/lib/schemas/memo'

/** What leaves as notes: what was said in discussions and what was written as memos, and by the id of what each is about. */
export interface QdaNotes {
  comments: readonly QdaNote[]
  memos: readonly QdaNote[]
  /** How many memos nobody else sees. */
  privateMemos: number
  people: readonly QdaPerson[]
  of: (id: string) => readonly string[]
}

/** Everything that the member may read of discussions and memos, oldest first. */
export async function notesToTake(tx: Transaction, member: Member): Promise<QdaNotes> {
  const by = new Map<string, string[]>()
  const people: QdaPerson[] = []
  const take = (note: QdaNote, author: QdaPerson, about: string): QdaNote => {
    people.push(author)
    by.set(about, [...(by.get(about) ?? []), note.id])
    return note
  }
  const comments: QdaNote[] = []
  for await (const comment of everyComment(tx, member)) {
    const said = noteOf(comment)
    if (said) comments.push(take(said.note, comment.author, said.about))
  }
  const memos: QdaNote[] = []
  let privateMemos = 0
  for await (const memo of everyMemo(tx, member)) {
    const { id, title, kind, text, author, createdAt, updatedAt, subject } = memo
    const note = { id, name: title, kind: kind ?? '', text, authorId: author.id, createdAt, modifiedAt: updatedAt }
    memos.push(take(note, author, subject.id))
    if (memo.visibility === 'private') privateMemos += 1
  }
  return { comments, memos, privateMemos, people, of: (id) => by.get(id) ?? [] }
}

async function* everyComment(tx: Transaction, member: Member): AsyncGenerator<Comment> {
  let cursor: string | undefined
  do {
    const page = await listComments(tx, member, {
      limit: 500,
      cursor,
      total: 'false',
      replies: 'true',
      order: 'thread',
    })
    yield* page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

async function* everyMemo(tx: Transaction, member: Member): AsyncGenerator<Memo> {
  let cursor: string | undefined
  do {
    const page = await listMemos(tx, member, { limit: 500, cursor, total: 'false', order: 'oldest' })
    yield* page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

/** A comment as a note, and what it is about; null for one that says nothing, or about nothing that the format knows. */
function noteOf({ id, subject, author, body, createdAt, editedAt }: Comment): { note: QdaNote; about: string } | null {
  const text = body === null ? '' : bodyText(body)
  // A stretch and a verdict are about a place in a document, and the format knows neither.
  const about = subject.type === 'stretch' || subject.type === 'verdict' ? subject.documentId : subject.id
  if (text === '' || about === null) return null
  const note = { id, name: firstWords(subject.quote ?? text), kind: '', text, authorId: author.id, createdAt }
  return { note: { ...note, modifiedAt: editedAt ?? createdAt }, about }
}

const firstWords = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .slice(0, 60)
    .replace(/[\uD800-\uDBFF]$/, '')
