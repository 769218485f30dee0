/** The ids that people of an archive, and its project, have here, by those they had. */
export type Renamed = ReadonlyMap<string, string>

/** A value of a row with other ids for those that became others: whole strings alone, and keys, never a part of a text. */
export function mapIds(value: unknown, ids: Renamed): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value
  if (Array.isArray(value)) return value.map((item) => mapIds(item, ids))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [ids.get(key) ?? key, mapIds(part, ids)]))
}
