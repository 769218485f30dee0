import type { NewVerdict } from '@/lib/data/review/verdict-writes'

type Recorded = Omit<NewVerdict, 'items' | 'consensus'> & {
  consensus: readonly Pick<NewVerdict['consensus'][number], 'start' | 'end' | 'quote' | 'tagIds'>[]
}

/** A verdict as the history keeps it: what was decided, and the words it wrote into the consensus. */
export function recordedVerdict(verdict: Recorded): Recorded {
  const { id, documentId, revisionId, roundId, start, end, coderIds, outcome, acceptedCoderIds, reason } = verdict
  const consensus = verdict.consensus.map((words) => ({
    start: words.start,
    end: words.end,
    quote: words.quote,
    tagIds: words.tagIds,
  }))
  return { id, documentId, revisionId, roundId, start, end, coderIds, outcome, acceptedCoderIds, reason, consensus }
}
