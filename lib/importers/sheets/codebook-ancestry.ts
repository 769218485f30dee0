/** What a line of a codebook says of its place, as it was written; '' where it says nothing. */
export interface WrittenPlace {
  name: string
  id: string
  parentId: string
  path: string
  parent: string
}

/** Names from the root down to the tag above; with `isPath` from the root, otherwise its one name may stand for a tag anywhere. */
export interface Ancestry {
  above: string[]
  isPath: boolean
}

/** How this application writes a path. */
const written = ' > '

/**
 * The names above each line, from whichever of the columns says it without doubt: ids of other lines, a path that another line's path and a name make, a path
 * that the separator cuts, the name of a parent. Names may hold any separator. In what this application exports ids and paths agree; where they do not,
 * somebody has edited the path, and the path counts.
 */
export function ancestries(places: readonly WrittenPlace[]): Ancestry[] {
  const byId = new Map(places.flatMap((place, at) => (place.id === '' ? [] : [[place.id.toLowerCase(), at] as const])))
  const byPath = new Map<string, number>()
  places.forEach(({ path }, at) => path !== '' && !byPath.has(path) && byPath.set(path, at))
  const names = new Set(places.map(({ name }) => name.toLowerCase()))
  const separator = separatorOf(places)
  const known: (Ancestry | 'busy' | undefined)[] = []

  const below = (at: number): Ancestry => {
    const parent = ancestryOf(at)
    return { above: [...parent.above, nameOf(places[at])], isPath: true }
  }
  const ancestryOf = (at: number): Ancestry => {
    const settled = known[at]
    if (settled === 'busy') return root
    if (settled) return settled
    known[at] = 'busy'
    const place = places[at]
    const answer = place ? (byIds(place) ?? byPaths(place, at) ?? bySeparator(place)) : root
    known[at] = answer
    return answer
  }
  const byIds = (place: WrittenPlace): Ancestry | undefined => {
    if (place.id === '') return undefined
    const parentAt = place.parentId === '' ? undefined : byId.get(place.parentId.toLowerCase())
    const parentPath = parentAt === undefined ? undefined : places[parentAt]?.path
    if (parentAt !== undefined)
      return place.path === '' || (parentPath !== undefined && place.path.startsWith(parentPath + written))
        ? below(parentAt)
        : undefined
    return place.parentId === '' && (place.path === place.name || (place.path === '' && place.parent === ''))
      ? root
      : undefined
  }
  const byPaths = (place: WrittenPlace, at: number): Ancestry | undefined => {
    if (place.path === '' || place.path === place.name) return place.path === '' ? undefined : root
    const head = headOf(place, separator)
    const parentAt = head === undefined ? undefined : byPath.get(head)
    return parentAt === undefined || parentAt === at ? undefined : below(parentAt)
  }
  const bySeparator = (place: WrittenPlace): Ancestry => {
    const split = (text: string) =>
      text
        .split(separator)
        .map((part) => part.trim())
        .filter(Boolean)
    if (place.path !== '') {
      const head = headOf(place, separator)
      if (head !== undefined && place.name !== '') return { above: split(head), isPath: true }
      const parts = split(place.path)
      // A path may end in the tag itself or in the tag above it.
      return {
        above:
          place.name === '' || parts.at(-1)?.toLowerCase() === place.name.toLowerCase() ? parts.slice(0, -1) : parts,
        isPath: true,
      }
    }
    // A parent that is a name of the file as it stands is that tag, even if the separator occurs in it.
    const parent =
      place.parent === '' ? [] : names.has(place.parent.toLowerCase()) ? [place.parent] : split(place.parent)
    return { above: parent, isPath: parent.length > 1 }
  }
  const nameOf = (place: WrittenPlace | undefined) => (place === undefined ? '' : ownName(place, separator))
  return places.map((_, at) => ancestryOf(at))
}

const root: Ancestry = { above: [], isPath: true }

/** The name a line gives its tag: what its column says, or the end of its path. `separator` is that of the file. */
export function ownName({ name, path }: Pick<WrittenPlace, 'name' | 'path'>, separator: string): string {
  return name !== ''
    ? name
    : (path
        .split(separator)
        .map((part) => part.trim())
        .filter(Boolean)
        .at(-1) ?? '')
}

/** A path without the name at its end and the separator before it; undefined where it does not end so. */
function headOf({ name, path }: WrittenPlace, separator: string): string | undefined {
  const last = name !== '' ? name : ownName({ name, path }, separator)
  if (last === '' || !path.toLowerCase().endsWith(last.toLowerCase())) return undefined
  const rest = path.slice(0, -last.length).trimEnd()
  return rest.endsWith(separator) ? rest.slice(0, -separator.length).trimEnd() : undefined
}

/**
 * The separator of the file's paths: the one of `::`, `>` and `/` before which most paths end in their line's own name, so that a name may hold the others;
 * where no path does, the first that occurs.
 */
export function separatorOf(places: readonly WrittenPlace[]): string {
  const marks = ['::', '>', '/']
  const votes = marks.map(
    (mark) => places.filter((place) => place.name !== '' && headOf(place, mark) !== undefined).length,
  )
  const most = Math.max(...votes)
  if (most > 0) return marks[votes.indexOf(most)] ?? written.trim()
  return (
    marks.find((mark) => places.some(({ path, parent }) => path.includes(mark) || parent.includes(mark))) ??
    written.trim()
  )
}
