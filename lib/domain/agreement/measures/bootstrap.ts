import { failure, success, type Result } from '@/lib/domain/result'
import { randomBelow, randomSource } from './random-source'
import type { Agreement } from './undefined-reason'

export interface BootstrapSettings {
  replicates: number
  seed: number
  /** The share of replicates the interval holds, such as 0.95. */
  level: number
}

/** A percentile interval; `defined` of the `replicates` had a value and make it up. */
export interface Interval extends BootstrapSettings {
  low: number
  high: number
  defined: number
}

/** `few-documents`: one document cannot vary. `often-undefined`: more than one replicate in twenty had no value. */
export type NoInterval = 'few-documents' | 'often-undefined'

/** An interval drawn from fewer documents than this is a rough guide: it comes out too narrow, and must say so. */
export const enoughDocuments = 10

export const isRough = (documents: number): boolean => documents < enoughDocuments

/** The value is undefined in more replicates than this: what is left would be a picture of the lucky ones. */
const tolerated = 0.05

/**
 * Bootstrap percentile intervals (Efron 1979; Efron & Tibshirani 1993) of several figures at once, over documents: each replicate draws as
 * many documents as there are, with replacement, and `figures` is given how often each was drawn. The same settings and number of
 * documents give the same draws. Quantiles are interpolated linearly (Hyndman & Fan 1996, type 7).
 */
export function bootstrapIntervals<Key extends string>(
  documents: number,
  settings: BootstrapSettings,
  figures: (times: Int32Array) => Record<Key, Agreement>,
): Record<Key, Result<Interval, NoInterval>> {
  const { replicates, seed, level } = settings
  if (!(Number.isInteger(replicates) && replicates > 0 && level > 0 && level < 1))
    throw new RangeError('A bootstrap needs replicates, and a level between 0 and 1')
  const random = randomSource(seed)
  const times = new Int32Array(documents)
  const keys = Object.keys(figures(times.fill(1))) as Key[]
  const values = keys.map(() => new Float64Array(replicates))
  const defined = keys.map(() => 0)
  for (let replicate = 0; documents > 1 && replicate < replicates; replicate++) {
    times.fill(0)
    for (let draw = 0; draw < documents; draw++) times[randomBelow(random, documents)]!++
    const drawn = figures(times)
    keys.forEach((key, index) => {
      const figure = drawn[key]
      if (figure.ok) values[index]![defined[index]!++] = figure.value
    })
  }
  const interval = (index: number): Result<Interval, NoInterval> => {
    if (documents < 2) return failure('few-documents')
    const drawn = values[index]!.subarray(0, defined[index]).sort()
    if (drawn.length < replicates * (1 - tolerated)) return failure('often-undefined')
    const tail = (1 - level) / 2
    return success({ ...settings, low: quantile(drawn, tail), high: quantile(drawn, 1 - tail), defined: drawn.length })
  }
  return Object.fromEntries(keys.map((key, index) => [key, interval(index)])) as Record<
    Key,
    Result<Interval, NoInterval>
  >
}

function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)]!
  return below + (sorted[Math.ceil(place)]! - below) * (place % 1)
}
