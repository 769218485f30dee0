import { tallyDomains } from '@/lib/domain/agreement/unitizing/domain-segments'
import type { Tabulation } from '@/lib/domain/agreement/units/tabulate'
import type { Agreement } from '@/lib/domain/agreement/measures/undefined-reason'
import { codingCoverage, valueAlpha, valueCoverage } from '@/lib/domain/agreement/unitizing/unitizing-alpha'
import { pooledLengths, pooledTotals } from '@/lib/domain/agreement/unitizing/unitizing-totals'
import { tagsOfValue } from '@/lib/domain/agreement/unitizing/valued-segments'

/** How well the values of a domain are told apart: (k)u-alpha of each with its coverage, and the coverage of cu-alpha. */
export interface ValueAssessment {
  coverage: Agreement
  /** A value is a tag, or where tags overlap and that is not refused, several. Single tags come first, all in the order of the study. */
  values: { tagIds: string[]; alpha: Agreement; coverage: Agreement }[]
}

/** (k)u-alpha (Krippendorff 2019, paired lengths averaged) of every value in all documents, the tags given (all, if not said) being the domain. */
export function assessValues(
  { study, continua, measurement }: Tabulation,
  tagIds: readonly string[] = study.tagIds,
): ValueAssessment {
  const tags = study.tagIds.flatMap((id, index) => (tagIds.includes(id) ? [index] : []))
  const domain = tallyDomains(continua, tags, measurement.overlappingTags)
  if (!domain.ok) return { coverage: domain, values: [] }
  const totals = pooledTotals(domain.value)(new Int32Array(continua.length).fill(1))
  const used = [...pooledLengths(domain.value)].map(([value, lengths]) => ({ tags: tagsOfValue(value), lengths }))
  used.sort((a, b) => a.tags.length - b.tags.length || difference(a.tags, b.tags))
  return {
    coverage: codingCoverage(totals),
    values: used.map((value) => ({
      tagIds: value.tags.map((tag) => study.tagIds[tag]!),
      alpha: valueAlpha(totals, value.lengths, 'averaged'),
      coverage: valueCoverage(totals, value.lengths),
    })),
  }
}

/** By the first tag that differs. */
function difference(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((tag, index) => tag !== other[index])
  return at < 0 ? 0 : one[at]! - other[at]!
}
