import { tallyDomain } from './domain-segments'
import type { Tabulation } from './tabulate'
import type { Agreement } from './undefined-reason'
import { failure } from '../anchoring/result'
import { codingCoverage, valueAlpha, valueCoverage } from './unitizing-alpha'
import { addUnitizing, createUnitizingTally } from './unitizing-tally'
import { tagsOfValue } from './valued-segments'

/** How well the values of a domain are told apart: (k)u-alpha of each with its coverage, and the coverage of cu-alpha. */
export interface ValueAssessment {
  coverage: Agreement
  /** A value is a tag, or where tags overlap and that is not refused, several. Those that were used come in the order of the study. */
  values: { tagIds: string[]; alpha: Agreement; coverage: Agreement }[]
}

/** (k)u-alpha (Krippendorff 2019, paired lengths averaged) of every value in all documents, the tags given (all, if not said) being the domain. */
export function assessValues({ study, continua, measurement }: Tabulation, tagIds: readonly string[] = study.tagIds): ValueAssessment {
  const tags = study.tagIds.flatMap((id, index) => (tagIds.includes(id) ? [index] : []))
  const sum = createUnitizingTally()
  for (const continuum of continua) {
    const tally = tallyDomain(continuum, tags, measurement.overlappingTags)
    if (!tally.ok) return { coverage: failure(tally.reason), values: [] }
    addUnitizing(sum, tally.value)
  }
  const values = [...sum.values.keys()].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).map((value) => ({
    tagIds: tagsOfValue(value).map((tag) => study.tagIds[tag]!),
    alpha: valueAlpha(sum, value, 'averaged'),
    coverage: valueCoverage(sum, value),
  }))
  return { coverage: codingCoverage(sum), values }
}
