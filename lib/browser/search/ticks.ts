import type { SearchHit } from '@/lib/schemas/search'

/** Which places are ticked: those named, or all but those named. */
export interface Ticks {
  isAll: boolean
  /** By `tickKey`. */
  others: ReadonlySet<string>
}

type Place = Pick<SearchHit, 'documentId' | 'start' | 'end'>

export const noTicks: Ticks = { isAll: false, others: new Set() }
export const allTicked: Ticks = { isAll: true, others: new Set() }

const tickKey = ({ documentId, start, end }: Place): string => `${documentId} ${start} ${end}`

export const isTicked = ({ isAll, others }: Ticks, place: Place): boolean => isAll !== others.has(tickKey(place))

/** The same with one place ticked, or not any more. */
export function ticked({ isAll, others }: Ticks, place: Place, is: boolean): Ticks {
  const next = new Set(others)
  if (is === isAll) next.delete(tickKey(place))
  else next.add(tickKey(place))
  return { isAll, others: next }
}

/** How many are ticked of so many places. */
export const countTicked = ({ isAll, others }: Ticks, total: number): number =>
  isAll ? total - others.size : others.size
