import { assess, type Assessment } from './assess'
import type { BootstrapSettings } from '@/lib/domain/agreement/measures/bootstrap'
import type { Measure } from '@/lib/domain/agreement/measures/measures'
import type { Tabulation } from '@/lib/domain/agreement/units/tabulate'

export interface StudyAssessment {
  perTag: Assessment[]
  /** All tags pooled, for each document that two coders or more have coded. */
  perDocument: Assessment[]
  pooled: Assessment
}

/**
 * Every measure for each tag, for each document and pooled. Intervals (of all measures, or those in `varied`) are over documents, so single
 * documents have none. A single cell, tag by document, is `assess` with both.
 */
export function assessStudy(
  tabulation: Tabulation,
  settings?: BootstrapSettings,
  varied?: readonly Measure[],
): StudyAssessment {
  return {
    perTag: tabulation.study.tagIds.map((tagId) => assess(tabulation, { tagIds: [tagId] }, settings, varied)),
    perDocument: tabulation.continua.map(({ documentId }) => assess(tabulation, { documentIds: [documentId] })),
    pooled: assess(tabulation, {}, settings, varied),
  }
}
