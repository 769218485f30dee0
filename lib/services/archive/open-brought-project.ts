import { importProject } from '@/lib/importers/import-document'
import { ImportRefused } from '@/lib/importers/import-refused'
import { mayBeBrought, type BroughtProject } from '@/lib/importers/projects/brought-project'
import { archiveVersion } from '@/lib/schemas/archive'
import type { JobRun } from '@/lib/services/jobs/job-work'
import { partOf } from './export-archive'
import { refused, type OpenArchive } from './open-archive'

/** Whoever imports a project. */
interface Self {
  id: string
  name: string
  email: string
}

/**
 * Opens a project that another program wrote as if it were an archive of ours: its rows are made of what stands in the file, in the process that converts files.
 * Null where the file is none. Throws AppError refused for one that cannot be read.
 */
export async function openBroughtProject(
  file: Buffer,
  { projectId, requestedById, startedAt, signal }: Pick<JobRun, 'projectId' | 'requestedById' | 'startedAt' | 'signal'>,
  self: Self,
): Promise<OpenArchive | null> {
  if (!mayBeBrought(file)) return null
  try {
    const source = { bytes: file, self: { id: self.id, email: self.email }, projectId, now: startedAt }
    const made = await importProject(source, projectId, requestedById, signal)
    return made && asArchive(made, projectId, self, startedAt)
  } catch (error) {
    throw error instanceof ImportRefused ? refused(error.said) : error
  }
}

function asArchive(made: BroughtProject, projectId: string, self: Self, now: Date): OpenArchive {
  const { name, description, people, parts, report } = made
  // A project that one has exported oneself has one's own id among its people.
  const others = people.filter(({ id }) => id !== self.id)
  const linesOf = new Map(
    parts.map(({ table, lines }) => [table, Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength)]),
  )
  return {
    manifest: {
      ...{ format: 'commonplace-project', version: archiveVersion, createdAt: now.toISOString() },
      project: { id: projectId, name, description, settings: {} },
      people: [{ ...self, role: 'lead', joinedAt: null }, ...others.map((person) => ({ ...person, joinedAt: null }))],
      parts: parts.map(({ table, rows }) => ({ path: partOf(table), rows, bytes: 0, sha256: '' })),
    },
    rows: async function* (table) {
      const lines = linesOf.get(table) ?? Buffer.alloc(0)
      for (let [from, to] = [0, lines.indexOf(10)]; to !== -1; [from, to] = [to + 1, lines.indexOf(10, to + 1)])
        yield lines.toString('utf8', from, to)
    },
    original: () => Promise.resolve(null),
    checkParts: () => Promise.resolve(),
    close: () => undefined,
    conversion: report,
  }
}
