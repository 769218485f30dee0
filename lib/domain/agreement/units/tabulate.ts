import { cellOf, type Cell } from './cell'
import { layOut, type Continuum } from './continuum'
import type { Measurement } from './measurement'
import { checkStudy, type Study } from '@/lib/domain/agreement/study/study'

/** A study counted out once; every figure is made from these cells by adding. */
export interface Tabulation {
  study: Study
  measurement: Measurement
  /** Documents that two coders or more of the study have coded, in its order. */
  continua: readonly Continuum[]
  /** Documents that fewer than two have coded: they say nothing about agreement and are in no figure. */
  leftOut: readonly string[]
  /** By index of tag, then of continuum. */
  cells: readonly (readonly Cell[])[]
}

/**
 * Counts a study in the units chosen, in time that grows with its spans, coders and tags times documents and not with the length of
 * texts. Throws RangeError on a study or ranges that contradict themselves.
 */
export function tabulate(study: Study, measurement: Measurement): Tabulation {
  checkStudy(study)
  const all = study.documents.map((document) => layOut(study, document, measurement))
  const continua = all.filter(({ coders }) => coders.length > 1)
  const leftOut = all.filter(({ coders }) => coders.length < 2).map(({ documentId }) => documentId)
  const cells = study.tagIds.map((_, tag) => continua.map((continuum) => cellOf(continuum, tag, study.coderIds.length)))
  return { study, measurement, continua, leftOut, cells }
}
