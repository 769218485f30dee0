'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callAllPages } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import { beforeAfter } from '@/lib/domain/rounds/before-after'
import type { Annotation } from '@/lib/schemas/annotation'
import type { RoundDetail } from '@/lib/schemas/round'

/** What every coder made of the passages of a round, and of the round it codes again; as far as it exists for this person. */
export function useBeforeAfter(projectId: string, before: RoundDetail, after: RoundDetail) {
  const query = useQuery({
    queryKey: [...queryKeys.excerpts(projectId), 'before-after', before.id, after.id],
    queryFn: ({ signal }) =>
      callAllPages<Annotation>(
        `/projects/${projectId}/annotations?layer=coder&roundId=${before.id}&roundId=${after.id}`,
        signal,
      ),
  })
  const rows = useMemo(() => {
    const compared = (query.data ?? []).map(({ documentId, author, start, end, tagIds, roundId }) => ({
      documentId,
      authorId: author.id,
      start,
      end,
      tagIds,
      roundId,
    }))
    const of = (id: string) => compared.filter((annotation) => annotation.roundId === id)
    const coderIds = [...new Set([...before.coderIds, ...after.coderIds])]
    return beforeAfter(after.passages, coderIds, of(before.id), of(after.id))
  }, [query.data, before, after])
  return { ...query, rows }
}
