import { tagLimits } from '@/lib/domain/codebook/import-lines'
import { proseFrom } from '@/lib/domain/storable/name-from'
import { colourFrom, freeName } from '@/lib/importers/projects/project-names'
import type { ProjectReport } from '@/lib/importers/projects/project-report'

export interface TaguetteTag {
  key: number
  path: string
  description: string
}

/** A tag and where it stands: under the one of which its own name in the file is a continuation. */
export interface PlacedTag {
  key: number
  parentKey: number | null
  name: string
  colour: string
  definition: string
  position: number
}

/**
 * Puts tags in a tree. The program has a flat list, in which people write `people.students` for what belongs under `people`: so a tag whose name goes on after
 * that of another and one of . / : > stands under it. Nothing is put under what is not itself a tag. Each comes after the one above it.
 */
export function placedTags(tags: readonly TaguetteTag[], report: ProjectReport): PlacedTag[] {
  const byPath = new Map(tags.map((tag) => [tag.path.trim(), tag]))
  const placed = new Map<number, { depth: number; names: Set<string>; children: number }>()
  const top = { depth: 0, names: new Set<string>(), children: 0 }
  // A shorter name comes first: what a tag stands under has been placed before it.
  const ordered = [...tags].sort((a, b) => a.path.length - b.path.length || (a.path < b.path ? -1 : 1))
  const made = ordered.map(({ key, path, description }): PlacedTag => {
    const { above, name } = parentOf(path.trim(), byPath)
    const parent = above && placed.get(above.key)
    const under = above && parent && parent.depth < tagLimits.depth ? { key: above.key, level: parent } : null
    if (under) report.count('nested', path)
    const level = under?.level ?? top
    placed.set(key, { depth: level.depth + 1, names: new Set(), children: 0 })
    return {
      ...{ key, parentKey: under?.key ?? null },
      name: freeName(under ? name : path, level.names, report),
      ...{
        colour: colourFrom(undefined, placed.size - 1),
        definition: proseFrom(description),
        position: level.children++,
      },
    }
  })
  return made
}

function parentOf(path: string, byPath: ReadonlyMap<string, TaguetteTag>): { above?: TaguetteTag; name: string } {
  for (let at = path.length - 1; at > 0; at -= 1) {
    if (!'./:>'.includes(path[at] as string)) continue
    const above = byPath.get(path.slice(0, at).replace(/[\s./:>]+$/, ''))
    const name = path.slice(at + 1).trim()
    if (above && name !== '' && above.path.trim() !== path) return { above, name }
  }
  return { name: path }
}
