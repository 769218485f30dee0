/** How long the columns of a timeline are. */
export type BucketLength = 'year' | 'quarter' | 'month'

export interface Bucket {
  /** 2014, 2014-Q2 or 2014-05; '' where there is no date. */
  id: string
  /** The date is known less exactly than a column is long: it stands by itself, before what it may belong to. */
  isCoarse: boolean
}

const undated: Bucket = { id: '', isCoarse: false }

/** In which column a document stands by its date, which is stored as YYYY, YYYY-MM or YYYY-MM-DD. What is no date is undated. */
export function bucketOf(date: string | null, by: BucketLength): Bucket {
  const [, year, month] = /^(\d{4})(?:-(\d{2})(?:-\d{2})?)?$/.exec(date ?? '') ?? []
  if (year === undefined) return undated
  if (by === 'year') return { id: year, isCoarse: false }
  if (month === undefined) return { id: year, isCoarse: true }
  return { id: by === 'month' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`, isCoarse: false }
}

/**
 * The pattern of the dates that stand in a column, as `bucketOf` puts them there, to be read by JavaScript and by Postgres alike: '' is for whatever is a date,
 * since in the column of that name stands what is none. A year is the year's own column, in which months and days are known or not.
 */
export function bucketPattern(id: string): string {
  const [, year, quarter, month] = /^(\d{4})(?:-Q([1-4])|-(\d{2}))?$/.exec(id) ?? []
  if (year === undefined) return `^${within('\\d{4}', 2)}$`
  if (quarter !== undefined) {
    const months = [1, 2, 3].map((n) => String((Number(quarter) - 1) * 3 + n).padStart(2, '0'))
    return `^${within(`${year}-(${months.join('|')})`, 1)}$`
  }
  return `^${month === undefined ? within(year, 2) : within(`${year}-${month}`, 1)}$`
}

/** A date that begins so, of which up to `more` further parts are known. */
const within = (begins: string, more: number): string =>
  more === 0 ? begins : `${begins}(-${within('\\d{2}', more - 1)})?`

/** So many columns without a passage are put between others at most: one date of another century does not make a thousand. */
const mostBuckets = 240

/** Columns in the order of time, the empty ones between them included where there are not too many; undated ones last. */
export function timeline(buckets: readonly Bucket[], by: BucketLength): Bucket[] {
  const exact = buckets.filter(({ id, isCoarse }) => id !== '' && !isCoarse).map(({ id }) => ordinal(id, by))
  const [first, last] = [Math.min(...exact), Math.max(...exact)]
  const between =
    exact.length > 0 && last - first < mostBuckets
      ? Array.from({ length: last - first + 1 }, (_, i) => ({ id: named(first + i, by), isCoarse: false }))
      : []
  const all = new Map([...between, ...buckets].map((bucket) => [bucket.id, bucket]))
  return [...all.values()].toSorted((a, b) => Number(a.id === '') - Number(b.id === '') || (a.id < b.id ? -1 : 1))
}

const perYear = { year: 1, quarter: 4, month: 12 } as const

function ordinal(id: string, by: BucketLength): number {
  const part = Number(/-Q?(\d+)$/.exec(id)?.[1] ?? 1)
  return Number(id.slice(0, 4)) * perYear[by] + part - 1
}

function named(at: number, by: BucketLength): string {
  const year = String(Math.floor(at / perYear[by])).padStart(4, '0')
  const part = (at % perYear[by]) + 1
  if (by === 'year') return year
  return by === 'quarter' ? `${year}-Q${part}` : `${year}-${String(part).padStart(2, '0')}`
}
