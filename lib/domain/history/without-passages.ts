/** A side of an event, or what reverting it needs, without the items of its lists that are, or are about, one of these passages. Where there is none it is the very same. */
export function withoutPassages(side: unknown, ids: ReadonlySet<string>): unknown {
  return ids.size === 0 ? side : without(side, ids)
}

function without(value: unknown, ids: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isAbout(item, ids)).map((item) => without(item, ids))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !ids.has(key))
      .map(([key, part]) => [key, without(part, ids)]),
  )
}

function isAbout(item: unknown, ids: ReadonlySet<string>): boolean {
  if (typeof item === 'string') return ids.has(item)
  return (
    typeof item === 'object' &&
    item !== null &&
    Object.values(item).some((part) => typeof part === 'string' && ids.has(part))
  )
}
