import type { Result } from '@/lib/domain/result'
import { assess, type Assessment } from '@/lib/domain/agreement/study/assess'
import { assessValues } from '@/lib/domain/agreement/study/assess-values'
import { assessStudy } from '@/lib/domain/agreement/study/assess-study'
import { confusedPassages, type ConfusedPassage } from '@/lib/domain/agreement/study/confused-passages'
import { confusionTable } from '@/lib/domain/agreement/study/confusion-table'
import { disagreements, type Disagreement } from '@/lib/domain/agreement/study/disagreements'
import { tabulate, type Tabulation } from '@/lib/domain/agreement/units/tabulate'
import type { Agreement } from '@/lib/domain/agreement/measures/undefined-reason'
import type { Question } from './question'
import { unpackStudy } from './unpack-study'

/** How reliably one tag is told from the others, where two coders both coded something: (k)u-alpha, and the share of the tag's text it is about. */
export interface TagValue {
  alpha: Agreement
  coverage: Agreement
}

export interface FiguresAnswer {
  tagIds: readonly string[]
  /** Documents that fewer than two of the coders have coded. */
  leftOut: readonly string[]
  perTag: (Assessment & { value: TagValue })[]
  perDocument: Assessment[]
  pooled: Assessment
}

interface ConfusionAnswer {
  tagIds: readonly string[]
  leftOut: readonly string[]
  units: number[][]
}

export interface Answers {
  figures: FiguresAnswer
  confusion: ConfusionAnswer
  passages: Result<ConfusedPassage[], 'unknown-tag'>
  differences: Disagreement[]
}

/** Answers in the thread it is called in, which may take seconds: the worker's side of `askWorker`. */
export function answer<Kind extends keyof Answers>(question: Question<Kind>): Answers[Kind]
export function answer({ study: packed, asked }: Question): Answers[keyof Answers] {
  const { study, measurement } = unpackStudy(packed)
  // The lane beside the text shows characters, whatever the unit of the figures.
  if (asked.kind === 'differences') return disagreements(study, asked.documentId)
  const tabulation = tabulate(study, measurement)
  const { tagIds } = study
  const { leftOut } = tabulation
  switch (asked.kind) {
    case 'confusion':
      return { tagIds, leftOut, units: confusionTable(tabulation, asked.coderIds).units }
    case 'passages': {
      const { row, column } = asked.cell
      if ([row, column].some((id) => id !== null && !tagIds.includes(id))) return { ok: false, reason: 'unknown-tag' }
      return { ok: true, value: confusedPassages(tabulation, asked.cell, asked.coderIds) }
    }
    case 'figures': {
      const { perTag, perDocument, pooled } =
        tagIds.length > 0 ? assessStudy(tabulation, asked.intervals, asked.measures) : withoutTags(tabulation)
      const values = tagValues(tabulation)
      return {
        tagIds,
        leftOut,
        perTag: perTag.map((row) => ({ ...row, value: values(row.tagIds[0] ?? '') })),
        perDocument,
        pooled,
      }
    }
  }
}

function withoutTags(tabulation: Tabulation) {
  return { perTag: [], perDocument: [], pooled: assess(tabulation) }
}

function tagValues(tabulation: Tabulation): (tagId: string) => TagValue {
  const { coverage, values } = assessValues(tabulation)
  const single = new Map(values.flatMap((value) => (value.tagIds.length === 1 ? [[value.tagIds[0], value]] : [])))
  // Where the whole is refused each tag is, for the same reason.
  const absent: Agreement = coverage.ok ? { ok: false, reason: 'nothing-coded' } : coverage
  return (tagId) => {
    const { alpha = absent, coverage: share = absent } = single.get(tagId) ?? {}
    return { alpha, coverage: share }
  }
}
