import { boundedTree } from '@/lib/domain/codebook/bounded-tree'
import { v5 } from 'uuid'
import { proseFrom } from '@/lib/domain/storable/name-from'
import { colourFrom, freeName } from '@/lib/importers/projects/project-names'
import type { ProjectReport } from '@/lib/importers/projects/project-report'
import { childOf, childrenOf, guidOf, type QdeElement } from './read-qde'

/** What is hashed to an id where the file gives one twice, or none. */
const ownNamespace = '0a4c7d3e-52a4-4b58-9a5e-3d0b6b2f9c11'

/** An id by the rules of RFC 9562; some programs write GUIDs that are none. */
const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** The ids of one kind of thing: those of the file, and others where it has one twice or none that is one. */
export class QdaIds {
  readonly #used = new Set<string>()

  constructor(
    private readonly kind: string,
    private readonly report: ProjectReport,
  ) {}

  take(guid: string | undefined, name = ''): string {
    const given = guidOf(guid)
    const id =
      given !== undefined && isId.test(given) && !this.#used.has(given)
        ? given
        : v5(`${this.kind}/${guid}/${this.#used.size}`, ownNamespace)
    if (id !== given) this.report.count('doubleGuids', name)
    this.#used.add(id)
    return id
  }
}

export interface QdaTag {
  id: string
  parentId: string | null
  name: string
  colour: string
  definition: string
  position: number
  noteIds: string[]
}

/** The tags of a tree of codes, each after the one above it, and where each GUID of the file leads. */
export function tagsFrom(
  codeBook: QdeElement | undefined,
  report: ProjectReport,
): { tags: QdaTag[]; byGuid: Map<string, string> } {
  const ids = new QdaIds('code', report)
  const nodes: { key: string; parentKey: string | null; code: QdeElement }[] = []
  const byGuid = new Map<string, string>()
  const level = [{ codes: childrenOf(childOf(codeBook, 'Codes'), 'Code'), parentKey: null as string | null }]
  for (let next = level.shift(); next; next = level.shift())
    for (const code of next.codes) {
      const { guid, name } = code.attributes
      const key = ids.take(guid, name)
      const known = guidOf(guid)
      if (known !== undefined && !byGuid.has(known)) byGuid.set(known, key)
      nodes.push({ key, parentKey: next.parentKey, code })
      level.push({ codes: childrenOf(code, 'Code'), parentKey: key })
    }
  const names = new Map<string | null, Set<string>>()
  const placed = boundedTree(nodes, ({ code }) => report.count('moved', code.attributes['name']))
  const tags = placed.map(({ node: { key: id, code }, parentKey: parentId, position }, place): QdaTag => {
    const beside = names.get(parentId) ?? new Set<string>()
    names.set(parentId, beside)
    const { name, color } = code.attributes
    return {
      ...{ id, parentId, position, name: freeName(name, beside, report), colour: colourFrom(color, place) },
      definition: proseFrom(childOf(code, 'Description')?.text),
      noteIds: noteIdsOf(code),
    }
  })
  return { tags, byGuid }
}

/** The notes that an element points at. */
export const noteIdsOf = (element: QdeElement): string[] =>
  childrenOf(element, 'NoteRef').flatMap(({ attributes }) => guidOf(attributes['targetGUID']) ?? [])
