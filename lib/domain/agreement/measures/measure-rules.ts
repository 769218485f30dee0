import type { Measurement, UnitKind } from '@/lib/domain/agreement/units/measurement'
import { measures, type Measure, type MeasureDescription } from './measures'

/** The choices that a rule can depend on. */
export interface Choices extends Pick<Measurement, 'touching' | 'overlappingTags'> {
  unit: UnitKind
  whiteSpace: 'counted' | 'excluded'
}

/** The rules that bear on figures, as keys of their texts. */
export type RuleKey =
  | `unit-${UnitKind}`
  | `white-space-${'counted' | 'excluded'}`
  | `touching-${Measurement['touching']}`
  | `tags-${Measurement['overlappingTags']}`
  | 'overlaps-once'
  | 'missing-left-out'
  | 'pairs-added'
  | 'tables-added'
  | 'tags-as-values'
  | 'tags-averaged'
  | 'two-coders'
  | 'one-to-one'

/** (k)u-alpha is of single tags, so it is not among the measures of every pool. */
const valueAlpha: MeasureDescription = {
  name: "Krippendorff's (k)u-alpha",
  source: 'Krippendorff 2019',
  formula: '1 - (l*_k. - l*_kk) / e*_k, one value against the others, gaps left out',
}

const ofSegments: ReadonlySet<string> = new Set<Measure | 'ku-alpha'>([
  'u-alpha',
  'u-alpha-binary',
  'cu-alpha',
  'cu-alpha-pairwise',
  'ku-alpha',
])
const ofSpans: ReadonlySet<string> = new Set<Measure>(['span-f1-exact', 'span-f1-overlap'])
const ofPairs: ReadonlySet<string> = new Set<Measure>(['dice', 'jaccard', 'span-f1-exact', 'span-f1-overlap'])
const ofTwo: ReadonlySet<string> = new Set<Measure>(['cohen-kappa', 'scott-pi'])

/** Name, source and formula of a measure, and which rules its figures follow under these choices. */
export function describeMeasure(
  measure: Measure | 'ku-alpha',
  { unit, whiteSpace, touching, overlappingTags }: Choices,
): MeasureDescription & { rules: RuleKey[] } {
  const { name, source, formula } = measure === 'ku-alpha' ? valueAlpha : measures[measure]
  const pooling: RuleKey = ofSegments.has(measure)
    ? 'tags-as-values'
    : measure === 'pooled-kappa'
      ? 'tags-averaged'
      : 'tables-added'
  const rules: RuleKey[] = [`unit-${unit}`, `white-space-${whiteSpace}`, 'overlaps-once', 'missing-left-out', pooling]
  if (ofSegments.has(measure) || ofSpans.has(measure)) rules.push(`touching-${touching}`)
  if (ofSegments.has(measure)) rules.push(`tags-${overlappingTags}`)
  if (ofPairs.has(measure)) rules.push('pairs-added')
  if (ofSpans.has(measure)) rules.push('one-to-one')
  if (ofTwo.has(measure)) rules.push('two-coders')
  return { name, source, formula, rules }
}
