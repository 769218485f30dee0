import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'
import type { Noticed } from '@/lib/importers/imported-document'

/** What is counted on the way, and where in the report it is said. */
const parts = {
  ...{ cases: 'changed', doubleGuids: 'changed', joined: 'changed', renamed: 'changed', strange: 'changed' },
  strayNotes: 'changed',
  ...{ whole: 'changed', casesOfMany: 'lost', emptySelections: 'lost', graphs: 'lost', links: 'lost', media: 'lost' },
  ...{ noText: 'lost', originals: 'lost', outside: 'lost', codedNotes: 'lost', regions: 'lost', sets: 'lost' },
  ...{ unknownCodes: 'lost', values: 'lost' },
  ...{ sameWords: 'kept', byWords: 'changed', otherWords: 'changed', nested: 'changed', credited: 'changed' },
  ...{ asThemes: 'changed', categories: 'changed', moved: 'changed', longer: 'changed', deleted: 'lost' },
  ...{ queries: 'lost', references: 'lost', otherTables: 'lost', remarks: 'lost' },
  ...{ lessForm: 'changed', noForm: 'changed', noDocument: 'lost', emptyProjects: 'lost', steps: 'lost' },
} as const satisfies Record<string, keyof Noticed>
export type ReportCount = keyof typeof parts
type Part = (typeof parts)[ReportCount]

/** What became of a file: nothing of it is let go of without a line. */
export class ProjectReport {
  /** Each with the first name that it was met with. */
  readonly #counts = new Map<ReportCount, { count: number; example: string }>()

  count(what: ReportCount, example = '', by = 1): void {
    if (by === 0) return
    const before = this.#counts.get(what)
    const first = before?.example || example.slice(0, 80).replace(/[\uD800-\uDBFF]$/, '')
    this.#counts.set(what, { count: (before?.count ?? 0) + by, example: first })
  }

  noticed(kept: Said[], warnings: Said[] = []): Noticed {
    const lines = (part: Part) =>
      [...this.#counts].flatMap(([what, values]) => (parts[what] === part ? say(`reports.qda.${what}`, values) : []))
    return { kept: [...kept, ...lines('kept')], changed: lines('changed'), lost: lines('lost'), warnings }
  }
}
