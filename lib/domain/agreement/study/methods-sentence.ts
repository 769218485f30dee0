import type { Result } from '@/lib/domain/result'
import { coefficientText, shareText } from '@/lib/domain/figures/rounded'
import { isRough, type Interval, type NoInterval } from '@/lib/domain/agreement/measures/bootstrap'
import { measures, type Measure } from '@/lib/domain/agreement/measures/measures'
import type { Measurement, UnitKind } from '@/lib/domain/agreement/units/measurement'
import type { Agreement, UndefinedReason } from '@/lib/domain/agreement/measures/undefined-reason'

/** What a paper must say about one figure. */
export interface MethodsFacts {
  measure: Measure
  measurement: Pick<Measurement, 'touching' | 'overlappingTags'> & {
    unit: UnitKind
    /** By which version of the rules sentences were cut. */
    sentenceVersion?: number
    /** What was left out of the count, as it should read: "white space". */
    excluded?: string
  }
  coders: number
  documents: number
  tags: number
  value: Agreement
  interval?: Result<Interval, NoInterval>
}

/** A sentence or three of plain English for a methods section: measure, source, unit, rule, coders, documents, value and interval. */
export function methodsSentence({
  measure,
  measurement,
  coders,
  documents,
  tags,
  value,
  interval,
}: MethodsFacts): string {
  const { name, source } = measures[measure]
  const whose = `${count(coders, 'coder')} in ${count(documents, 'document')}`
  const pooled = tags > 1 ? `, ${pooling(measure, tags)}` : ''
  const asked = `Agreement between ${whose} was measured with ${name} (${source})${pooled}.`
  return `${asked} ${rule(measure, measurement)} ${outcome(value, documents, interval)}`
}

const segmental: ReadonlySet<Measure> = new Set<Measure>(['u-alpha', 'u-alpha-binary', 'cu-alpha', 'cu-alpha-pairwise'])
const ofSpans: ReadonlySet<Measure> = new Set<Measure>(['span-f1-exact', 'span-f1-overlap'])

function pooling(measure: Measure, tags: number): string {
  if (measure === 'pooled-kappa') return `observed and expected agreement averaged over ${tags} tags`
  return segmental.has(measure) ? `with ${tags} tags as its values` : `the tables of ${tags} tags being added up`
}

function rule(
  measure: Measure,
  { unit, sentenceVersion, excluded, touching, overlappingTags }: MethodsFacts['measurement'],
): string {
  const left = excluded ? `, ${excluded} left out` : ''
  const counted =
    unit === 'character'
      ? `The unit was the character (extended grapheme cluster)${left}`
      : `The unit was the ${unit}${sentenceVersion === undefined ? '' : ` (cut by version ${sentenceVersion} of Commonplace's rules)`}, coded with a tag as soon as any of its characters was${left}`
  const segments = segmental.has(measure) || ofSpans.has(measure)
  const edges = segments
    ? `; touching spans of one coder with the same tag counted as ${touching === 'joined' ? 'one' : 'separate'}`
    : ''
  const values =
    segmental.has(measure) && overlappingTags === 'combined'
      ? '; where tags overlapped, their combination was the value'
      : ''
  return `${counted}; overlapping spans of one coder with the same tag counted once${edges}${values}.`
}

function outcome(value: Agreement, documents: number, interval: MethodsFacts['interval']): string {
  if (!value.ok) return `The value is undefined: ${undefinedReasons[value.reason]}.`
  const figure = `The value is ${coefficientText(value.value)}`
  if (!interval) return `${figure}.`
  if (!interval.ok) return `${figure}; no interval is given, because ${noIntervals[interval.reason]}.`
  const { low, high, level, replicates, seed } = interval.value
  const range = `${coefficientText(low)} to ${coefficientText(high)}`
  return `${figure} (${shareText(level)} bootstrap percentile interval over documents ${range}; ${replicates} replicates, seed ${seed}).${isRough(documents) ? ` The interval rests on ${count(documents, 'document')} only and is a rough guide.` : ''}`
}

const undefinedReasons: Record<UndefinedReason, string> = {
  'no-units': 'no unit was judged by two coders',
  'fewer-than-two-coders': 'there are fewer than two coders',
  'more-than-two-coders': 'the measure is for two coders only',
  'no-variation': 'only one value occurs, so chance alone would give full agreement',
  'one-category': 'there is only one category to choose',
  'nothing-coded': 'no coder used the tag',
  'nothing-paired': 'no stretch of text was coded by two coders',
  'too-little-paired': 'too little text was coded by two coders to expect any disagreement of it',
  'overlapping-tags': 'a coder gave one stretch of text several tags, and the measure needs one value for each stretch',
}

const noIntervals: Record<NoInterval, string> = {
  'few-documents': 'there are fewer than two documents to draw from',
  'often-undefined': 'the value was undefined in too many replicates',
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`
