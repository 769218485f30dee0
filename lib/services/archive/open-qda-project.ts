import { ImportRefused } from '@/lib/importers/import-refused'
import { qdaImport, type QdaImport } from '@/lib/importers/qdpx/qda-import'
import { mayBeQdpx, openQdpx } from '@/lib/importers/qdpx/qda-files'
import { archiveVersion } from '@/lib/schemas/archive'
import { partOf } from './export-archive'
import { refused, type OpenArchive } from './open-archive'

/** Whoever imports a project. */
interface Self {
  id: string
  name: string
  email: string
}

/**
 * Opens a project that another program exported as REFI-QDA (.qdpx) as if it were an archive of ours: its rows are made of what stands in the file. Null where the
 * file is none. Throws AppError refused for one that cannot be read.
 */
export async function openQdaProject(
  file: Buffer,
  projectId: string,
  self: Self,
  now: Date,
): Promise<OpenArchive | null> {
  if (!mayBeQdpx(file)) return null
  try {
    const files = await openQdpx(file)
    if (!files) return null
    try {
      return asArchive(await qdaImport(files, self.id, now), projectId, self, now)
    } finally {
      files.close()
    }
  } catch (error) {
    throw error instanceof ImportRefused ? refused(error.said) : error
  }
}

function asArchive(made: QdaImport, projectId: string, self: Self, now: Date): OpenArchive {
  const { name, description, people, rows, report } = made
  // A project that one has exported oneself has one's own id among its people.
  const others = people.filter(({ id }) => id !== self.id)
  return {
    manifest: {
      ...{ format: 'commonplace-project', version: archiveVersion, createdAt: now.toISOString() },
      project: { id: projectId, name, description, settings: {} },
      people: [
        { ...self, role: 'lead', joinedAt: null },
        ...others.map((person) => ({ ...person, email: null, role: 'coder' as const, joinedAt: null })),
      ],
      parts: [...rows].map(([table, { length }]) => ({ path: partOf(table), rows: length, bytes: 0, sha256: '' })),
    },
    rows: async function* (table) {
      for (const row of rows.get(table) ?? []) yield JSON.stringify(row)
    },
    original: () => Promise.resolve(null),
    checkParts: () => Promise.resolve(),
    close: () => undefined,
    conversion: report,
  }
}
