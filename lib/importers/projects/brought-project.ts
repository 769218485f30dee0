import type { Role } from '@/lib/domain/access/actions'
import type { ImportReport } from '@/lib/importers/imported-document'
import type { BroughtPart } from './project-rows'

/** Somebody of a project of another program. */
export interface BroughtPerson {
  id: string
  name: string
  /** Where the file has one. */
  email: string | null
  /** Null for who belongs to the project no longer. */
  role: Role | null
}

/** A project of another program as rows of ours, and what became of it. */
export interface BroughtProject {
  name: string
  description: string
  people: BroughtPerson[]
  parts: BroughtPart[]
  report: ImportReport
}

/** The file of such a project, and by whom and when it is taken in: theirs is what the file credits to nobody. */
export interface ProjectSource {
  bytes: Uint8Array
  self: { id: string; email: string }
  /** Of the project that is made of it. */
  projectId: string
  now: Date
}

/** The bytes that every database of SQLite begins with. */
const sqliteHeader = 'SQLite format 3\0'
export const isSqlite = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 16)).toString('latin1') === sqliteHeader

/** The last bytes of a zip archive, in which the names of its parts stand. */
const directory = 2 * 1_048_576

/** Whether a file may be a project of another program, by its first bytes or the names of its parts: cheap, and to be asked before it is read. */
export const mayBeBrought = (file: Buffer): boolean =>
  isSqlite(file) || /\.qde|\bdata\.qda/i.test(file.subarray(-directory).toString('latin1'))
