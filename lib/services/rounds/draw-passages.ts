import type { Transaction } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { samplePool } from '@/lib/data/rounds/sample-pool'
import type { Member } from '@/lib/domain/access/viewer'
import type { RoundKind } from '@/lib/domain/rounds/round'
import { distinctSpans, drawSample, type DrawnSpan } from '@/lib/domain/rounds/sample'
import { AppError, fault } from '@/lib/errors'
import type { DrawnSample, SampleRequest } from '@/lib/schemas/round'
import { say } from '@/lib/i18n/say'

interface Wanted extends SampleRequest {
  /** Empty: every document. */
  documentIds: readonly string[]
  coderIds: readonly string[]
  kind: RoundKind
}

/**
 * Draws the passages of a round at random from what the member sees, and says how. A second look never hands people their own work, and draws every
 * passage alike; elsewhere drawn passages do not overlap.
 */
export async function drawPassages(
  tx: Transaction,
  member: Member,
  wanted: Wanted,
): Promise<{ passages: DrawnSpan[]; drawn: DrawnSample }> {
  const {
    documentIds,
    coderIds,
    kind,
    seed = newId().slice(-12),
    count,
    percent,
    tagIds = [],
    authorId,
    secondOpinion,
  } = wanted
  const isSecondLook = kind === 'second-look'
  const pool = await samplePool(
    tx,
    member,
    {
      ...(documentIds.length > 0 && { documentIds: [...documentIds] }),
      ...(tagIds.length > 0 && { tagIds }),
      ...(authorId !== undefined && { authorIds: [authorId] }),
      ...(secondOpinion && { secondOpinion }),
    },
    isSecondLook ? coderIds : [],
  )
  if (pool.length === 0)
    throw new AppError('invalid', say('refusals.rounds.nothingToDraw'), {
      errors: [fault('sample', say('faults.nothingFits'))],
    })
  const size = count === undefined ? { percent: percent ?? 100 } : { count }
  const passages = drawSample(pool, { size, seed, spacing: isSecondLook ? 'any' : 'apart' })
  return {
    passages,
    drawn: {
      seed,
      drawn: passages.length,
      of: distinctSpans(pool),
      count: count ?? null,
      percent: percent ?? null,
      tagIds,
      authorId: authorId ?? null,
      secondOpinion: secondOpinion ?? false,
    },
  }
}
