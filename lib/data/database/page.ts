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
  throw new AppError('invalid', say('refusals.http.cursor'), {
    errors: [fault('cursor', say('faults.unknownCursor'))],
  })
}

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

/**
 * The page of a list that was read whole: what comes after the row that the cursor names by the ids in its columns `by`, as far as the rows, as they are answered, are not too many bytes
 * together.
 */
export function pageOfAll<T>(
  all: readonly T[],
  { cursor, limit, total }: Pick<PageQuery, 'limit' | 'cursor' | 'total'>,
  by: readonly (keyof T)[],
): Page<T> {
  const keyOf = (row: T) => by.map((column) => String(row[column]))
  const after = decodeCursor(
    cursor,
    by.map(() => 'id'),
  )
  const from = after ? all.findIndex((row) => String(keyOf(row)) === String(after)) + 1 : 0
  const items: T[] = []
  let bytes = 0
  for (const row of all.slice(from, from + limit)) {
    if (bytes >= mostOfPage) break
    items.push(row)
    bytes += Buffer.byteLength(JSON.stringify(row))
  }
  const last = items.at(-1)
  return {
    items,
    nextCursor: last !== undefined && from + items.length < all.length ? encodeCursor(keyOf(last)) : null,
    ...(total !== 'false' && { total: all.length }),
  }
}
