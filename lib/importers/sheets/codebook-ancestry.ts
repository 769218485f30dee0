import { tagLimits } from '@/lib/domain/codebook/import-lines'

/** What a line of a codebook says of its place, as it was written; '' where it says nothing. */
export interface WrittenPlace {
  name: string
  id: string
  parentId: string
  path: string
  parent: string
}

/** Where a line stands: below another line, or below names from the root down; with `isPath` from the root, otherwise the one name may stand for a tag anywhere. */
export interface Ancestry {
  /** The place of the line above among the lines of the file. */
  below: number | null
  above: string[]
  isPath: boolean
}

/** How this application writes a path. */
const written = ' > '

/** More names than this above a line are too many, and further ones change nothing. */
const mostParts = tagLimits.depth + 2

/**
 * What stands above each line, from whichever of the columns says it without doubt: ids of other lines, a path that another line's path and a name make, a path
 * that the separator cuts, the name of a parent. Names may hold any separator. In what this application exports ids and paths agree; where they do not,
 * somebody has edited the path, and the path counts. Lines are not followed to those above them: a chain of ten thousand has ten thousand lines and no more.
 */
export function ancestries(places: readonly WrittenPlace[], separator: string): Ancestry[] {
  const byId = new Map(places.flatMap((place, at) => (place.id === '' ? [] : [[place.id.toLowerCase(), at] as const])))
  const byPath = new Map<string, number>()
  places.forEach(({ path }, at) => path !== '' && !byPath.has(path) && byPath.set(path, at))
  const names = new Set(places.map(({ name }) => name.toLowerCase()))

  const byIds = (place: WrittenPlace): Ancestry | undefined => {
    if (place.id === '') return undefined
    const parentAt = place.parentId === '' ? undefined : byId.get(place.parentId.toLowerCase())
    if (parentAt !== undefined)
      return place.path === '' || isBelow(place.path, places[parentAt]?.path) ? below(parentAt) : undefined
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
    if (place.path !== '') {
      const head = headOf(place, separator)
      if (head !== undefined && place.name !== '') return { below: null, above: parts(head, separator), isPath: true }
      const all = parts(place.path, separator)
      // A path may end in the tag itself or in the tag above it.
      return {
        below: null,
        above: place.name === '' || all.at(-1)?.toLowerCase() === place.name.toLowerCase() ? all.slice(0, -1) : all,
        isPath: true,
      }
    }
    // A parent that is a name of the file as it stands is that tag, even if the separator occurs in it.
    const above =
      place.parent === '' ? [] : names.has(place.parent.toLowerCase()) ? [place.parent] : parts(place.parent, separator)
    return { below: null, above, isPath: above.length > 1 }
  }
  return places.map((place, at) => byIds(place) ?? byPaths(place, at) ?? bySeparator(place))
}

const root: Ancestry = { below: null, above: [], isPath: true }
const below = (at: number): Ancestry => ({ below: at, above: [], isPath: true })

/** Whether a path begins with another and the separator of this application. */
const isBelow = (path: string, other: string | undefined): boolean =>
  other !== undefined && path.startsWith(other) && path.startsWith(written, other.length)

/** The names of a path, blank ones left out; not all where they are more than a tag may have above it. */
function parts(text: string, separator: string): string[] {
  const names: string[] = []
  for (let at = 0; at <= text.length && names.length < mostParts;) {
    const next = text.indexOf(separator, at)
    const end = next === -1 ? text.length : next
    const name = text.slice(at, end).trim()
    if (name !== '') names.push(name)
    at = end + separator.length
  }
  return names
}

/** The name a line gives its tag: what its column says, or the end of its path. `separator` is that of the file. */
export function ownName({ name, path }: Pick<WrittenPlace, 'name' | 'path'>, separator: string): string {
  return name !== '' ? name : lastPart(path, separator)
}

function lastPart(path: string, separator: string): string {
  for (let end = path.length; end >= 0;) {
    const before = end === 0 ? -1 : path.lastIndexOf(separator, end - 1)
    const name = path.slice(before === -1 ? 0 : before + separator.length, end).trim()
    if (name !== '' || before === -1) return name
    end = before
  }
  return ''
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
