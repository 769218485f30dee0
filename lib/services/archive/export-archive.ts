import { createHash } from 'node:crypto'
import { archiveTables } from '@/lib/data/projects/archive/archive-tables'
import {
  archiveColumns,
  archiveLines,
  archivePeople,
  documentsWithFiles,
  hiddenPassages,
  originalBytes,
} from '@/lib/data/projects/archive/read-archive-rows'
import type { Database, Transaction } from '@/lib/data/database/client'
import { inSnapshot } from '@/lib/data/database/snapshot'
import { getProject } from '@/lib/data/projects/projects'
import { blindRoundIdsOf, eventReader, loadHiding } from '@/lib/data/rounds/load-veil'
import type { Member } from '@/lib/domain/access/viewer'
import { shownEvent, type EventReader, type RecordedEvent } from '@/lib/domain/history/shown-event'
import { withoutPassages } from '@/lib/domain/history/without-passages'
import { AppError, notFound } from '@/lib/errors'
import { zipped, type ZipEntry } from '@/lib/exporters/zipped'
import { say } from '@/lib/i18n/say'
import { archiveVersion, type Manifest } from '@/lib/schemas/archive'
import { authorise } from '@/lib/services/authorise'
import { inFilename, releasing, type ExportFile } from '@/lib/services/export/export-project'
import { takeExportSlot } from '@/lib/services/export/export-slots'

/** Where the parts of an archive are. */
export const partOf = (table: string): string => `rows/${table}.jsonl`
export const originalOf = (documentId: string): string => `originals/${documentId}`
export const manifestPath = 'manifest.json'

/**
 * A project with all that exists of it for a lead, its history included, as a zip archive (`docs/archive-format.md`): made as it is read, from one snapshot of the
 * database. Refused while a blind round hides something from them, since their archive would be a hole in it or in the project.
 */
export async function exportArchive(db: Database, member: Member, now: Date): Promise<ExportFile> {
  authorise(member, 'project.archive')
  await demandNothingHidden(db, member)
  const release = takeExportSlot(member.userId)
  return {
    filename: `${inFilename(member.projectName)}_${now.toISOString().slice(0, 10)}.zip`,
    mediaType: 'application/zip',
    chunks: releasing(
      inSnapshot(db, (tx) => archive(tx, member, now)),
      release,
    ),
  }
}

async function demandNothingHidden(db: Transaction, member: Member): Promise<void> {
  if ((await loadHiding(db, member)).size > 0) throw new AppError('too-early', say('refusals.archive.blind'))
}

async function* archive(tx: Transaction, member: Member, now: Date): AsyncGenerator<Uint8Array> {
  // Once more in the snapshot: a round may have begun since the request came.
  await demandNothingHidden(tx, { ...member, blindRoundIds: await blindRoundIdsOf(tx, member.userId) })
  const project = await getProject(tx, member)
  if (!project) throw notFound('project')
  const parts: Manifest['parts'] = []
  const files = await documentsWithFiles(tx, member)
  const columns = await archiveColumns(tx)
  const shown = await shownTo(tx, member)
  const rows = archiveTables.map((table): ZipEntry => {
    const lines = archiveLines(tx, member, table, columns.get(table.name)?.columns ?? [])
    return {
      path: partOf(table.name),
      chunks: () => counted(parts, partOf(table.name), withEnds(table.name === 'Event' ? shown(lines) : lines)),
    }
  })
  const originals = files.map((documentId): ZipEntry => {
    const path = originalOf(documentId)
    return { path, chunks: () => counted(parts, path, originalBytes(tx, member, documentId)) }
  })
  const { id, name, description, settings } = project
  const people = await archivePeople(tx, member)
  const manifest = (): Manifest => ({
    format: 'commonplace-project',
    version: archiveVersion,
    createdAt: now.toISOString(),
    project: { id, name, description, settings },
    people,
    parts,
  })
  // Last, because it says how long the others became.
  const last: ZipEntry = { path: manifestPath, chunks: () => [JSON.stringify(manifest(), null, 1)] }
  yield* zipped([...rows, ...originals, last], now)
}

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`
}

/** Hands on the chunks of a part, and says then what they were. Of rows each chunk is one. */
async function* counted<T extends string | Uint8Array>(
  parts: Manifest['parts'],
  path: string,
  chunks: AsyncIterable<T>,
): AsyncGenerator<T> {
  const hash = createHash('sha256')
  let [rows, bytes] = [0, 0]
  for await (const chunk of chunks) {
    hash.update(chunk)
    bytes += Buffer.byteLength(chunk)
    if (typeof chunk === 'string') rows += 1
    yield chunk
  }
  parts.push({ path, rows, bytes, sha256: hash.digest('hex') })
}

type EventLine = Omit<RecordedEvent, 'actor'> & { actorId: string; undo: unknown }

/** What the member is shown of each event, and what reverting it needs of that. */
async function shownTo(tx: Transaction, member: Member) {
  const reader: EventReader = await eventReader(tx, member)
  const hidden = await hiddenPassages(tx, member)
  return async function* (lines: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const line of lines) {
      const event = JSON.parse(line) as EventLine
      const shown = shownEvent(reader, { ...event, actor: { id: event.actorId, name: '' } })
      if (!shown) continue
      const { before, after } = shown
      // What reverting needs may say what a side that is not shown says.
      const isWhole = isSame(before, event.before) && isSame(after, event.after)
      const sides = [before, after, isWhole ? event.undo : null].map((side) => withoutPassages(side, hidden))
      yield JSON.stringify({ ...event, before: sides[0], after: sides[1], undo: sides[2] })
    }
  }
}

/** Whether a side is shown as it is on record: then it is the very same, or nothing in both. */
const isSame = (shown: unknown, recorded: unknown): boolean => (shown ?? null) === (recorded ?? null)
