import { noteSets } from '@/lib/domain/interchange/note-sets'
import { nameFrom, proseFrom } from '@/lib/domain/storable/name-from'
import { ProjectReport } from '@/lib/importers/projects/project-report'
import type { Made, ProjectRows, Subject } from '@/lib/importers/projects/project-rows'
import { QdaIds } from './qda-codes'
import type { QdaFiles } from './qda-files'
import { textOf } from './qda-sources'
import { childOf, childrenOf, guidOf, type QdeElement } from './read-qde'

export interface QdaNote {
  id: string
  name: string
  /** A word for its kind, in a file of ours. */
  kind: string | null
  text: string
  creator: string | undefined
  created: string | undefined
  changed: string | undefined
  /** What it is here: said in a discussion, what a theme says, or a memo, as everything is that other programs write. */
  role: 'comment' | 'narrative' | 'memo'
}

/** What a note says, by whom and when. */
export type WrittenNote = Omit<QdaNote, 'id' | 'role'>

/** The notes of a file by their GUIDs. */
export async function notesFrom(
  project: QdeElement,
  files: QdaFiles,
  report: ProjectReport,
): Promise<Map<string, QdaNote>> {
  const isOurs = project.attributes['origin'] === 'Commonplace'
  const roleOf = isOurs ? ownRoles(project) : () => 'memo' as const
  const notes = new Map<string, QdaNote>()
  for (const note of childrenOf(childOf(project, 'Notes'), 'Note')) {
    const { guid, name, creatingUser, creationDateTime, modifiedDateTime } = note.attributes
    const id = guidOf(guid)
    const about = proseFrom(childOf(note, 'Description')?.text)
    const words = proseFrom((await textOf(note, files)) ?? undefined)
    const marked = childrenOf(note, 'PlainTextSelection').length + childrenOf(note, 'Coding').length
    report.count('codedNotes', nameFrom(name, 200), marked)
    // Nothing can point at one without a GUID of its own, and it is about nothing.
    const key = id === undefined || notes.has(id) ? `${id} ${notes.size}` : id
    if (key !== id) report.count('doubleGuids', nameFrom(name, 200))
    notes.set(key, {
      ...{ id: key, name: nameFrom(name, 200), role: id === undefined ? 'memo' : roleOf(id) },
      kind: isOurs ? nameFrom(about, 60) || null : null,
      text: isOurs ? words : [about, words].filter(Boolean).join('\n'),
      ...{ creator: guidOf(creatingUser), created: creationDateTime, changed: modifiedDateTime },
    })
  }
  return notes
}

/** What a note of a file of ours was, by the set that it is in. */
function ownRoles(project: QdeElement): (id: string) => QdaNote['role'] {
  const roles = new Map<string | undefined, QdaNote['role']>()
  for (const set of childrenOf(childOf(project, 'Sets'), 'Set')) {
    const guid = guidOf(set.attributes['guid'])
    const role = guid === noteSets.discussions ? 'comment' : guid === noteSets.memos ? 'memo' : undefined
    if (role)
      for (const { attributes } of childrenOf(set, 'MemberNote')) roles.set(guidOf(attributes['targetGUID']), role)
  }
  return (id) => roles.get(id) ?? 'narrative'
}

interface Needs {
  rows: ProjectRows
  notes: ReadonlyMap<string, QdaNote>
  personOf: (guid: string | undefined) => string
  timeOf: (value: string | undefined) => string
}

/** Puts notes where they belong: as memos, or as what was said in a discussion, about what points at them. One that is about several things is there for each. */
export class QdaNotes {
  readonly #placed = new Set<string>()
  /** What was written about what: several selections of one passage may point at one note. */
  readonly #written = new Set<string>()
  readonly #ids = new QdaIds('note', new ProjectReport())

  constructor(private readonly needs: Needs) {}

  /** Whether a note has its place. */
  isPlaced(id: string): boolean {
    return this.#placed.has(id)
  }

  /** Says that a note has its place elsewhere. */
  settle(id: string): void {
    this.#placed.add(id)
  }

  putAll(subject: Subject, noteIds: Iterable<string>): void {
    for (const id of new Set(noteIds)) {
      const note = this.needs.notes.get(id)
      if (!note || this.#written.has(`${subject.id} ${id}`)) continue
      this.#written.add(`${subject.id} ${id}`)
      this.settle(id)
      const idOf = (part: number) => this.#ids.take(part === 0 ? id : undefined, note.name)
      if (note.role === 'comment' && subject.type !== 'project')
        this.needs.rows.comments(subject, note.text, this.#made(note), idOf)
      else this.put(subject, note, idOf)
    }
  }

  /** Puts a memo. One without a name is called by its first words. */
  put(subject: Subject, note: WrittenNote, idOf = (_: number) => this.#ids.take(undefined, note.name)): void {
    const { name, kind, text, changed } = note
    const title = name || nameFrom(text.slice(0, 60), 60) || '?'
    const made = this.#made(note)
    const updatedAt = changed === undefined ? made.createdAt : this.needs.timeOf(changed)
    this.needs.rows.memo(subject, { title, kind, text, ...made, updatedAt }, idOf)
  }

  #made({ creator, created }: WrittenNote): Made {
    return { createdById: this.needs.personOf(creator), createdAt: this.needs.timeOf(created) }
  }
}
