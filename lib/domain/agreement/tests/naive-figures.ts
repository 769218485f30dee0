import type { Measure } from '../measures/measures'
import type { Measurement } from '../units/measurement'
import type { Study } from '../study/study'
import { naiveUnitizing } from './naive-unitizing'
import { naiveDocuments, type NaiveDocument } from './naive-units'

/** What each coder said of one unit: coded or not; undefined where missing. */
type Item = (boolean | undefined)[]
/** A figure, or undefined. */
export type Naive = number | undefined

/** Every measure by its definition, over lists of single units. Undefined stands for every reason. */
export function naiveFigures(study: Study, measurement: Measurement): Record<Measure, Naive> {
  const documents = naiveDocuments(study, measurement)
  const byTag = study.tagIds.map((tag) => itemsOf(documents, study, tag))
  const items = byTag.flat()
  const pairs = pairsOf(study.coderIds.length)
  const judged = items.filter((item) => given(item).length > 1)
  const percent = mean(judged.map((item) => share(unlikePairs(given(item)), false)))
  const prevalence = mean(judged.map((item) => share(given(item), true)))
  const two = study.coderIds.length === 2 ? pairs[0]! : undefined
  const tables = pairs.map((pair) => both(items, pair)).filter((list) => list.length > 0)
  const kappas = tables.map((list) => kappa(cohen(list)))
  const scott = two && both(items, two).flat()
  const coded = pairs.flatMap((pair) => both(items, pair))
  const a = coded.filter(([one, other]) => one && other).length
  const bc = coded.filter(([one, other]) => one !== other).length
  const exact = spanF1(
    documents,
    study,
    (one, other) => one.size === other.size && [...one].every((unit) => other.has(unit)),
  )
  const overlap = spanF1(documents, study, (one, other) => [...one].some((unit) => other.has(unit)))
  return {
    percent,
    'cohen-kappa': two && both(items, two).length > 0 ? kappa(cohen(both(items, two))) : undefined,
    'light-kappa': kappas.includes(undefined) ? undefined : mean(kappas.map((value) => value!)),
    'hubert-kappa': kappa(means(tables.map(cohen))),
    'scott-pi': scott?.length
      ? kappa({ observed: percent!, expected: share(scott, true) ** 2 + share(scott, false) ** 2 })
      : undefined,
    'fleiss-kappa':
      percent === undefined
        ? undefined
        : kappa({ observed: percent, expected: prevalence! ** 2 + (1 - prevalence!) ** 2 }),
    'krippendorff-alpha': alpha(judged),
    'gwet-ac1':
      percent === undefined ? undefined : kappa({ observed: percent, expected: 2 * prevalence! * (1 - prevalence!) }),
    'brennan-prediger': percent === undefined ? undefined : 2 * percent - 1,
    'pooled-kappa': kappa(
      means(
        byTag.flatMap(
          (list) =>
            means(
              pairs
                .map((pair) => both(list, pair))
                .filter((pair) => pair.length > 0)
                .map(cohen),
            ) ?? [],
        ),
      ),
    ),
    dice: a + bc === 0 ? undefined : (2 * a) / (2 * a + bc),
    jaccard: a + bc === 0 ? undefined : a / (a + bc),
    'span-f1-exact': exact,
    'span-f1-overlap': overlap,
    ...naiveUnitizing(documents, study.tagIds, measurement.overlappingTags),
  }
}

function itemsOf(documents: NaiveDocument[], study: Study, tag: string): Item[] {
  return documents.flatMap(({ units, segments }) =>
    Array.from({ length: units }, (_, unit) =>
      study.coderIds.map((coder) =>
        segments
          .get(coder)
          ?.get(tag)!
          .some((segment) => segment.has(unit)),
      ),
    ),
  )
}

const pairsOf = (coders: number): [number, number][] =>
  Array.from({ length: coders ** 2 }, (_, index): [number, number] => [
    Math.floor(index / coders),
    index % coders,
  ]).filter(([i, j]) => i < j)
const given = (item: Item): boolean[] => item.filter((value) => value !== undefined)
const both = (items: Item[], [i, j]: [number, number]): [boolean, boolean][] =>
  items.flatMap((item) => (item[i] === undefined || item[j] === undefined ? [] : [[item[i], item[j]]]))
const unlikePairs = (values: boolean[]): boolean[] =>
  values.flatMap((one, i) => values.flatMap((other, j) => (i < j ? [one !== other] : [])))
const share = (values: boolean[], wanted: boolean): number =>
  values.filter((value) => value === wanted).length / values.length
const mean = (values: number[]): Naive =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length

interface Chances {
  observed: number
  expected: number
}

function cohen(list: [boolean, boolean][]): Chances {
  const first = share(
    list.map(([one]) => one),
    true,
  )
  const second = share(
    list.map(([, other]) => other),
    true,
  )
  return {
    observed: share(
      list.map(([one, other]) => one === other),
      true,
    ),
    expected: first * second + (1 - first) * (1 - second),
  }
}

const means = (chances: Chances[]): Chances | undefined =>
  chances.length === 0
    ? undefined
    : {
        observed: mean(chances.map(({ observed }) => observed))!,
        expected: mean(chances.map(({ expected }) => expected))!,
      }
const kappa = (chances: Chances | undefined): Naive =>
  !chances || chances.expected === 1 ? undefined : (chances.observed - chances.expected) / (1 - chances.expected)

/** Disagreement within units over disagreement between any two ratings. */
function alpha(judged: Item[]): Naive {
  const ratings = judged.flatMap(given)
  const within =
    judged.reduce(
      (sum, item) => sum + (2 * unlikePairs(given(item)).filter(Boolean).length) / (given(item).length - 1),
      0,
    ) / ratings.length
  const between = unlikePairs(ratings)
  return between.includes(true) ? 1 - within / share(between, true) : undefined
}

function spanF1(
  documents: NaiveDocument[],
  study: Study,
  matches: (one: Set<number>, other: Set<number>) => boolean,
): Naive {
  let matched = 0
  let all = 0
  for (const { coders, segments } of documents) {
    for (const tag of study.tagIds) {
      for (const [i, j] of pairsOf(coders.length)) {
        const [first, second] = [coders[i]!, coders[j]!].map((coder) => segments.get(coder)!.get(tag)!) as [
          Set<number>[],
          Set<number>[],
        ]
        matched += mostMatches(first, second, matches)
        all += first.length + second.length
      }
    }
  }
  return all === 0 ? undefined : (2 * matched) / all
}

/** The best of all ways to match the first of the list or leave it. */
function mostMatches(
  [first, ...rest]: Set<number>[],
  others: Set<number>[],
  matches: (one: Set<number>, other: Set<number>) => boolean,
): number {
  if (!first) return 0
  const ways = others
    .filter((other) => matches(first, other))
    .map(
      (other) =>
        1 +
        mostMatches(
          rest,
          others.filter((one) => one !== other),
          matches,
        ),
    )
  return Math.max(mostMatches(rest, others, matches), ...ways)
}
