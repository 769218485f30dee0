/** The indices of the tags of a confusion table (whose last row and column are for no tag) on which coders differ anywhere, in its order. */
export function differingTags(units: readonly (readonly number[])[]): number[] {
  const none = units.length - 1
  return [...units.keys()].filter(
    (tag) => tag !== none && units.some((row, other) => other !== tag && (row[tag]! > 0 || units[tag]![other]! > 0)),
  )
}
