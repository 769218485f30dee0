import type { Database } from '@/lib/data/client'
import { appendEvents } from '@/lib/data/events'
import { newId } from '@/lib/data/ids'
import { insertTags, lockCodebook, type NewTag } from '@/lib/data/tag-writes'
import { listTags } from '@/lib/data/tags'
import { planImport, type AddedTag, type ImportRow } from '@/lib/domain/codebook/plan-import'
import { childrenOf } from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError } from '@/lib/errors'
import { readCodebookCsv, type CodebookFile } from '@/lib/importers/codebook-csv'
import { ImportRefused } from '@/lib/importers/import-refused'
import type { Tag } from '@/lib/schemas/tag'
import { authorise } from './authorise'

export interface CodebookImport {
  /** True where nothing was stored because nobody asked for more than a look. */
  dryRun: boolean
  added: number
  encoding: string
  delimiter: 'comma' | 'semicolon' | 'tab'
  ignored: string[]
  rows: ImportRow[]
  event: number | null
}

/** Adds the tags of a csv that are not there yet, as one act; with `dryRun` says what it would do. What is stored already is never changed. */
export async function importCodebook(db: Database, member: Member, bytes: Uint8Array, { dryRun }: { dryRun: boolean }): Promise<CodebookImport> {
  authorise(member, 'codebook.write')
  const { lines, ...file } = readable(bytes)
  if (dryRun) {
    const { rows, added } = planImport(await listTags(db, member), lines)
    return { dryRun, added: added.length, rows, ...file, event: null }
  }
  return db.$transaction(
    async (tx) => {
      await lockCodebook(tx, member)
      const tags = await listTags(tx, member)
      const { rows, added } = planImport(tags, lines)
      if (added.length === 0) return { dryRun, added: 0, rows, ...file, event: null }
      const made = placedTags(tags, added)
      await insertTags(tx, member, made)
      const after = { count: made.length, names: made.map((tag) => tag.name).slice(0, 50) }
      const [event = null] = await appendEvents(tx, member, [{ type: 'tag.imported', subjectId: member.projectId, after, undo: { ids: made.map((tag) => tag.id) } }])
      return { dryRun, added: made.length, rows, ...file, event }
    },
    { timeout: 60_000 },
  )
}

function readable(bytes: Uint8Array): CodebookFile {
  try {
    return readCodebookCsv(bytes)
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error
    const code = error.code === 'too-large' ? 'too-large' : error.code === 'unsupported-format' ? 'unsupported-format' : 'refused'
    throw new AppError(code, `${error.detail} Nothing was stored.`, { reason: error.code })
  }
}

/** New tags stand after the siblings that are there, in the order of the file. */
function placedTags(tags: readonly Tag[], added: readonly AddedTag[]): NewTag[] {
  const ids = added.map(() => newId())
  const places = new Map([...childrenOf(tags)].map(([parentId, siblings]) => [parentId, siblings.length]))
  return added.map(({ parent, ...tag }, i) => {
    const parentId = typeof parent === 'number' ? (ids[parent] ?? null) : parent
    const position = places.get(parentId) ?? 0
    places.set(parentId, position + 1)
    return { ...tag, id: ids[i] ?? newId(), parentId, position }
  })
}
