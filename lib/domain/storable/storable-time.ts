/**
 * Whether a time (ISO 8601) is one that the database can hold and give back in four digits: Postgres counts the year before 1 as 1 BC, and an offset
 * may lead over either edge.
 */
export function isStorableTime(text: string): boolean {
  const year = new Date(text).getUTCFullYear()
  return year >= 1 && year <= 9999
}

/** The storable time that is nearest to a moment: nothing that is stored lies beyond it. */
export function nearestStorableTime(moment: Date): Date {
  return new Date(Math.min(Math.max(moment.getTime(), first), last))
}

const [first, last] = [Date.parse('0001-01-01T00:00:00.000Z'), Date.parse('9999-12-31T23:59:59.999Z')]
