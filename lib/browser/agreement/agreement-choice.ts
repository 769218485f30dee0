import { measureNames, type ReportedMeasure } from '@/lib/schemas/agreement'

export const units = ['character', 'sentence', 'paragraph', 'excerpt'] as const

/** What is compared and how: the agreement page's address describes it whole, with the API's own names. */
export interface AgreementChoice {
  /** Empty: all shared coding. */
  roundId: string
  measures: ReportedMeasure[]
  unit: (typeof units)[number]
  /** Empty lists mean all. */
  coderIds: string[]
  tagIds: string[]
  documentIds: string[]
  whiteSpace: 'counted' | 'excluded'
  touching: 'separate' | 'joined'
  overlappingTags: 'combined' | 'refused'
}

export const plainChoice: AgreementChoice = {
  roundId: '',
  measures: ['krippendorff-alpha', 'percent'],
  unit: 'character',
  coderIds: [],
  tagIds: [],
  documentIds: [],
  whiteSpace: 'counted',
  touching: 'separate',
  overlappingTags: 'combined',
}

const lists = { coderIds: 'coderIds', tagIds: 'tagIds', documentIds: 'documentIds' } as const
const rules = {
  unit: units,
  whiteSpace: ['counted', 'excluded'],
  touching: ['separate', 'joined'],
  overlappingTags: ['combined', 'refused'],
} as const

/** Reads the address of the agreement page. What it does not know is left aside. */
export function readAgreement(query: URLSearchParams): AgreementChoice {
  const several = (name: string) =>
    query
      .getAll(name)
      .flatMap((text) => text.split(','))
      .filter((text) => text !== '')
  const one = <const T extends string>(name: string, among: readonly T[], otherwise: T): T =>
    among.find((value) => value === query.get(name)) ?? otherwise
  const measures = several('measure').flatMap((name) => measureNames.find((known) => known === name) ?? [])
  return {
    roundId: query.get('roundId') ?? '',
    measures: measures.length > 0 ? measures : plainChoice.measures,
    unit: one('unit', rules.unit, plainChoice.unit),
    coderIds: several(lists.coderIds),
    tagIds: several(lists.tagIds),
    documentIds: several(lists.documentIds),
    whiteSpace: one('whiteSpace', rules.whiteSpace, plainChoice.whiteSpace),
    touching: one('touching', rules.touching, plainChoice.touching),
    overlappingTags: one('overlappingTags', rules.overlappingTags, plainChoice.overlappingTags),
  }
}

/**
 * What the agreement page begins with: what its address chooses, or where that chooses nothing the round `firstRoundId`, the newest in which there is something
 * to compare; all shared coding where there is none.
 */
export function firstAgreement(query: URLSearchParams, firstRoundId: string | null): AgreementChoice {
  const choice = readAgreement(query)
  const isChosen = ['roundId', 'measure', ...Object.keys(rules), ...Object.values(lists)].some((name) =>
    query.has(name),
  )
  return isChosen ? choice : { ...choice, roundId: firstRoundId ?? '' }
}

/** What is compared, without the measures: for the confusion table and its passages. */
export function studyQueryOf({
  roundId,
  unit,
  whiteSpace,
  touching,
  overlappingTags,
  ...choice
}: AgreementChoice): URLSearchParams {
  const query = new URLSearchParams()
  if (roundId !== '') query.set('roundId', roundId)
  const given = { unit, whiteSpace, touching, overlappingTags }
  for (const [name, value] of Object.entries(given))
    if (value !== plainChoice[name as keyof typeof given]) query.set(name, value)
  for (const name of Object.values(lists)) if (choice[name].length > 0) query.set(name, choice[name].join(','))
  return query
}

/** The choice as a query string of the API, and of the page. */
export function figuresQueryOf(choice: AgreementChoice): URLSearchParams {
  const query = studyQueryOf(choice)
  query.set('measure', choice.measures.join(','))
  return query
}
