import { insertRows } from '@/lib/data/database/bulk-rows'
import type { Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import type { Member } from '@/lib/domain/access/viewer'
import { tagPalette } from '@/lib/domain/codebook/colours'

export interface ScaleTheme {
  id: string
  /** How many annotations stand under it. */
  excerpts: number
}

export interface ScaleCodebook {
  /** Tags that are given at random. */
  leaves: string[]
  /** Tags that are given to exactly `size` annotations, spread evenly: one of `tagIds` each. */
  samples: { size: number; tagIds: string[] }[]
  themes: ScaleTheme[]
}

const branches = 8
const leavesPerBranch = 4
const sampleSizes = [1_000, 10_000, 50_000]

/** Forty tags in a tree, and for each sample size that `annotations` reaches a branch of five with a theme of its own. */
export async function addScaleCodebook(db: Database, member: Member, annotations: number): Promise<ScaleCodebook> {
  const tags: ReturnType<typeof tagRow>[] = []
  const branch = (name: string): string[] => {
    const parent = tagRow(member, name, null, tags.length)
    const children = Array.from({ length: leavesPerBranch }, (_, i) =>
      tagRow(member, `${name}, part ${i + 1}`, parent.id, i),
    )
    tags.push(parent, ...children)
    return [parent.id, ...children.map((child) => child.id)]
  }
  const leaves = Array.from({ length: branches }, (_, i) => branch(`Branch ${i + 1}`).slice(1)).flat()
  const samples = sampleSizes
    .filter((size) => size <= annotations)
    .map((size) => ({ size, tagIds: branch(`Sample of ${size}`) }))
  await insertRows(db, 'Tag', tags)
  const themes = samples.map(({ size, tagIds }, position) => ({
    row: themeRow(member, `Sample of ${size}`, position),
    tagId: tagIds[0] ?? '',
    size,
  }))
  await insertRows(
    db,
    'Theme',
    themes.map(({ row }) => row),
  )
  await insertRows(
    db,
    'ThemeTag',
    themes.map(({ row, tagId }) => ({ projectId: member.projectId, themeId: row.id, tagId, position: 0 })),
  )
  return { leaves, samples, themes: themes.map(({ row, size }) => ({ id: row.id, excerpts: size })) }
}

function tagRow({ projectId, userId }: Member, name: string, parentId: string | null, position: number) {
  const colour = tagPalette[position % tagPalette.length] ?? '#0c54a0'
  const time = new Date().toISOString()
  return {
    projectId,
    id: newId(),
    parentId,
    name,
    colour,
    definition: '',
    useWhen: '',
    avoidWhen: '',
    position,
    version: 1,
    createdById: userId,
    createdAt: time,
    updatedAt: time,
  }
}

function themeRow({ projectId, userId }: Member, name: string, position: number) {
  const time = new Date().toISOString()
  return {
    projectId,
    id: newId(),
    name,
    definition: '',
    colour: tagPalette[position] ?? '#0c54a0',
    position,
    version: 1,
    createdById: userId,
    createdAt: time,
    updatedAt: time,
  }
}
