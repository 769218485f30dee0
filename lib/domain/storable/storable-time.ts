/**
 * Whether a time (ISO 8601) is one that the database can hold and give back in four digits: Postgres counts the year before 1 as 1 BC, and an offset
 * may lead over either edge.
 */
export function isStorableTime(text: string): boolean {
  const year = new Date(text).getUTCFullYear()
  return year >= 1 && year <= 9999
}
