import type { Member } from '@/lib/domain/access/viewer'
import type { PassageJoin } from '@/lib/domain/review/joins'
import type { Words } from '@/lib/domain/review/one-passage'
import type { Transaction } from '../database/client'
import { moveStars } from '../annotations/stars'
import { binPassages, insertWords, moveWords, wordsOf } from './consensus'
import { moveTalk } from './move-talk'

/** Two passages of the consensus that became one, with what taking them apart again needs. */
export interface JoinedPassages extends PassageJoin {
  /** What verdicts said of either, before. */
  words: readonly Words[]
  /** The threads that were about the one that went. */
  commentIds: readonly string[]
  /** Whose stars went over; in events from before everybody had their own, whether the one star did. */
  starred: readonly string[] | boolean
}

/**
 * Makes one of passages of the consensus that are about to stand at one place: verdicts, threads, stars and quotations speak of the one that stays; the other
 * goes to the bin. The caller moves them, and settles what stays (`settleConsensus`).
 */
export async function joinPassages(
  tx: Transaction,
  member: Member,
  joins: readonly PassageJoin[],
  now: Date,
): Promise<JoinedPassages[]> {
  if (joins.length === 0) return []
  const before = await wordsOf(
    tx,
    member,
    joins.flatMap(({ from, to }) => [from, to]),
  )
  const comments = await tx.comment.findMany({
    where: { projectId: member.projectId, subjectType: 'annotation', subjectId: { in: joins.map(({ from }) => from) } },
    select: { id: true, subjectId: true },
  })
  const stars = new Map<string, string[]>()
  for (const { from, to } of joins) stars.set(from, await moveStars(tx, member, from, to))
  await moveTalk(tx, member, joins)
  await moveWords(tx, member, joins)
  await binPassages(
    tx,
    member,
    joins.map(({ from }) => from),
    now,
  )
  return joins.map(({ from, to }) => ({
    from,
    to,
    words: before.filter(({ passageId }) => passageId === from || passageId === to),
    commentIds: comments.filter(({ subjectId }) => subjectId === from).map(({ id }) => id),
    starred: stars.get(from) ?? [],
  }))
}

/**
 * Takes joined passages apart: each verdict says of either what it said before, where it still says all of that, and threads and stars go back. Answers which
 * passages are concerned; the caller settles them.
 */
export async function separatePassages(
  tx: Transaction,
  member: Member,
  joined: readonly JoinedPassages[],
): Promise<string[]> {
  if (joined.length === 0) return []
  const now = await wordsOf(
    tx,
    member,
    joined.map(({ to }) => to),
  )
  const back: Words[] = []
  const gone: Words[] = []
  for (const { from, to, words } of joined)
    for (const word of words.filter(({ passageId }) => passageId === from)) {
      const said = now.find(({ verdictId, passageId }) => verdictId === word.verdictId && passageId === to)
      if (!said || word.tagIds.some((id) => !said.tagIds.includes(id))) continue
      back.push(word)
      gone.push({
        ...said,
        tagIds:
          words.find(({ verdictId, passageId }) => verdictId === word.verdictId && passageId === to)?.tagIds ?? [],
      })
    }
  const keys = new Set(
    joined.flatMap(({ to, words }) =>
      words.filter(({ passageId }) => passageId === to).map(({ verdictId }) => `${verdictId} ${to}`),
    ),
  )
  for (const { verdictId, passageId } of gone)
    await tx.verdictPassage.deleteMany({ where: { projectId: member.projectId, verdictId, annotationId: passageId } })
  await insertWords(tx, member, [
    ...back,
    ...gone.filter(({ verdictId, passageId }) => keys.has(`${verdictId} ${passageId}`)),
  ])
  for (const { from, to, commentIds, starred } of joined) {
    await tx.comment.updateMany({
      where: { projectId: member.projectId, id: { in: [...commentIds] }, subjectId: to },
      data: { subjectId: from },
    })
    if (starred !== false) await moveStars(tx, member, to, from, starred === true ? undefined : starred)
  }
  return joined.flatMap(({ from, to }) => [from, to])
}
