import { createHash } from 'node:crypto'
import { isStorableTime } from '@/lib/domain/storable/storable-time'
import { AppError, fault } from '@/lib/errors'
import type { PageQuery } from '@/lib/schemas/primitives'
import { isId } from './ids'
import { mostOfPage } from './within-bytes'
import { say } from '@/lib/i18n/say'

export interface Page<T> {
  items: T[]
  nextCursor: string | null
  total?: number
}

/** A cursor is the sort key of the last row shown, so that pages stay right while people work. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

const kindChecks = {
  text: (part: unknown) => typeof part === 'string' && !part.includes('\u0000'),
  id: (part: unknown) => typeof part === 'string' && isId(part),
  time: (part: unknown) => typeof part === 'string' && isStorableTime(part) && new Date(part).toISOString() === part,
  number: (part: unknown) => Number.isInteger(part) && Math.abs(part as number) < 2 ** 31,
}

/** The sort key in `cursor`, each part checked to be of its kind, because it goes into a query; null where the list begins. */
export function decodeCursor(
  cursor: string | undefined,
  kinds: readonly (keyof typeof kindChecks)[],
): (string | number)[] | null {
  if (cursor === undefined) return null
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(key) && key.length === kinds.length && kinds.every((kind, i) => kindChecks[kind](key[i])))
      return key as (string | number)[]
  } catch {
    // Falls through: an altered cursor is answered like one that never was.
  }
  throw unknownCursor()
}

const unknownCursor = () =>
  new AppError('invalid', say('refusals.http.cursor'), { errors: [fault('cursor', say('faults.unknownCursor'))] })

/** Cuts `rows`, read with one more than asked for, into a page; `picked` is how many there were where the last were left off for their size. */
export function cutPage<Row, T>(
  rows: Row[],
  query: Pick<PageQuery, 'limit'>,
  keyOf: (row: Row) => (string | number | null)[],
  present: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  const { picked = rows.length } = (last ?? {}) as { picked?: number }
  return {
    items: shown.map(present),
    nextCursor: picked > shown.length && last !== undefined ? encodeCursor(keyOf(last)) : null,
  }
}

/** How many rows on each side of a page's end a cursor of a list that is read whole names: the list goes on where it was for as long as one of them is in its place. */
const neighbours = 8

/**
 * The page of a list that was read whole, as far as the rows, as they are answered, are not too many bytes together. Such a list is in an order that people
 * make and change, so the cursor names the rows around the page's end by the ids in their columns `by`: whichever of them are deleted, moved or joined by
 * others meanwhile, the next page begins between those that are left. Where these rows have moved too much to go by, it begins where everything before has surely
 * been shown: a row shown twice is better than one never shown.
 */
export function pageOfAll<T>(
  all: readonly T[],
  { cursor, limit, total }: Pick<PageQuery, 'limit' | 'cursor' | 'total'>,
  by: readonly (keyof T)[],
): Page<T> {
  const keys = all.map((row) => by.map((column) => String(row[column])).join(' '))
  const around = decodeCursor(cursor, ['text', 'text', 'text', 'number'])
  const from = around ? placeOf(keys, around, by.length) : 0
  const items: T[] = []
  let bytes = 0
  for (const row of all.slice(from, from + limit)) {
    if (bytes >= mostOfPage) break
    items.push(row)
    bytes += Buffer.byteLength(JSON.stringify(row))
  }
  const to = from + items.length
  const rowsAround = [keys.slice(Math.max(0, to - neighbours), to), keys.slice(to, to + neighbours)]
  const end = [...rowsAround.map((rows) => rows.join(',')), marksUpTo(keys, to), keys.length]
  return {
    items,
    nextCursor: items.length > 0 && to < all.length ? encodeCursor(end) : null,
    ...(total !== 'false' && { total: all.length }),
  }
}

/** The rows that one side of a cursor names, each by so many ids. */
function namedRows(side: string | number | undefined, ids: number): string[] {
  const rows = String(side).split(',')
  if (rows.length <= neighbours && rows.every((row) => row.split(' ').length === ids && row.split(' ').every(isId)))
    return rows
  throw unknownCursor()
}

/** Where the page begins that `cursor` asks for: its four parts are the rows before the last page's end, those behind it, the marks, and how many rows there were. */
function placeOf(keys: readonly string[], [before, after, marks, total]: readonly (string | number)[], ids: number) {
  const coming = namedRows(after, ids)
  const known = readMarks(String(marks))
  const surelyShown = () =>
    known.find(({ rows, mark }) => rows <= keys.length && markOf(keys, rows) === mark)?.rows ?? 0
  // As many as there were have been moved, if anything: then what was shown is known to the row, or is shown again.
  if (keys.length === Number(total)) return surelyShown()
  const { place, wrong } = placeBetween(keys, namedRows(before, ids), coming)
  const shown = known[0]?.rows ?? 0
  const added = Math.max(0, keys.length - Number(total))
  const skips = keys.slice(0, place).some((key) => coming.includes(key))
  if (!skips && wrong <= mostMoved && place <= shown + added) return place
  return surelyShown()
}

/** How many of the rows that were shown last may stand behind a place: more have not been moved one by one. */
const mostMoved = 2

/** Which rows the first so many are, in whatever order. */
const markOf = (keys: readonly string[], rows: number): string =>
  createHash('sha256').update(keys.slice(0, rows).toSorted().join()).digest('base64url').slice(0, 12)

/** Marks of what has been shown, and of its beginnings: ever shorter by twice as much. */
function marksUpTo(keys: readonly string[], end: number): string {
  const marks: string[] = []
  for (let rows = end, step = neighbours; rows > 0; rows -= step, step *= 2) marks.push(`${rows}.${markOf(keys, rows)}`)
  return marks.join(',')
}

function readMarks(marks: string): { rows: number; mark: string }[] {
  return marks.split(',').map((part) => {
    const [, rows, mark] = /^(\d{1,9})\.([\w-]{12})$/.exec(part) ?? []
    if (rows === undefined || mark === undefined) throw unknownCursor()
    return { rows: Number(rows), mark }
  })
}

/**
 * The place in `keys` that most of `before` stand before and most of `after` behind: right behind the former, and where none of them is left right before the
 * latter; and how many stand on its wrong side. Where none of either is left the list begins again, unless `after` was all there was.
 */
function placeBetween(
  keys: readonly string[],
  before: readonly string[],
  after: readonly string[],
): { place: number; wrong: number } {
  const [shown, coming] = [new Set(before), new Set(after)]
  let wrong = keys.filter((key) => shown.has(key)).length
  const isShownLeft = wrong > 0
  if (!isShownLeft && !keys.some((key) => coming.has(key)))
    return { place: after.length < neighbours ? keys.length : 0, wrong: 0 }
  let best = { wrong, place: 0 }
  for (const [i, key] of keys.entries()) {
    wrong += Number(coming.has(key)) - Number(shown.has(key))
    if (wrong < best.wrong || (wrong === best.wrong && !isShownLeft && coming.has(keys[i + 1] ?? '')))
      best = { wrong, place: i + 1 }
  }
  return best
}
