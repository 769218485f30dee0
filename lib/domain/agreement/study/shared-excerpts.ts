import type { Span } from '@/lib/domain/anchoring/span'
import type { RangesByDocument } from '@/lib/domain/agreement/units/measurement'
import type { Study } from './study'

/**
 * The excerpts on whose edges all coders of a document agree, whatever tags they gave them: the ranges of the unit `excerpt`, for asking
 * whether the same passages got the same tags. Documents with fewer than two coders of the study have none. Offsets as in the study.
 */
export function sharedExcerpts({ coderIds, documents }: Study): RangesByDocument {
  return new Map(
    documents.map(({ id, coderIds: present, spans }) => {
      const compared = coderIds.filter((coder) => present.includes(coder))
      const coders = new Map<string, { span: Span; by: Set<string> }>()
      for (const { start, end, coderId } of spans) {
        if (!compared.includes(coderId)) continue
        const key = `${start}-${end}`
        const marked = coders.get(key) ?? { span: { start, end }, by: new Set() }
        coders.set(key, marked)
        marked.by.add(coderId)
      }
      const shared = [...coders.values()].filter(({ by }) => compared.length > 1 && by.size === compared.length)
      return [id, shared.map(({ span }) => span).sort((a, b) => a.start - b.start || a.end - b.end)]
    }),
  )
}
