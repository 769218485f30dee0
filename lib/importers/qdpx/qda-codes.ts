import { v5 } from 'uuid'
import { isHexColour } from '@/lib/domain/codebook/colour-space'
import { tagPalette } from '@/lib/domain/codebook/colours'
import { childOf, childrenOf, guidOf, type QdeElement } from './read-qde'
import type { QdaReport } from './qda-report'

/** What is hashed to an id where the file gives one twice, or none. */
const ownNamespace = '0a4c7d3e-52a4-4b58-9a5e-3d0b6b2f9c11'

/** An id by the rules of RFC 9562; some programs write GUIDs that are none. */
const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** The ids of one kind of thing: those of the file, and others where it has one twice or none that is one. */
export class QdaIds {
  readonly #used = new Set<string>()

  constructor(
    private readonly kind: string,
    private readonly report: QdaReport,
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

/** One line of words, as names are here: what would be empty to the eye is empty. */
export function nameFrom(text: string | undefined, longest: number): string {
  const line = proseFrom(text)
    .replaceAll(/[\p{Zl}\p{Zp}\s]+/gu, ' ')
    .slice(0, longest)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()
  return /[^\p{Z}\p{Cf}]/u.test(line) ? line : ''
}

/** What people wrote, without signs that no text has. */
export const proseFrom = (text: string | undefined): string =>
  (text ?? '')
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .trim()

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
  report: QdaReport,
): { tags: QdaTag[]; byGuid: Map<string, string> } {
  const ids = new QdaIds('code', report)
  const tags: QdaTag[] = []
  const byGuid = new Map<string, string>()
  const level = [{ codes: childrenOf(childOf(codeBook, 'Codes'), 'Code'), parentId: null as string | null }]
  for (let next = level.shift(); next; next = level.shift()) {
    const names = new Set<string>()
    for (const [position, code] of next.codes.entries()) {
      const { guid, name, color } = code.attributes
      const id = ids.take(guid, name)
      const known = guidOf(guid)
      if (known !== undefined && !byGuid.has(known)) byGuid.set(known, id)
      tags.push({
        ...{ id, parentId: next.parentId, position, name: freeName(name, names, report) },
        colour: colourFrom(color) ?? tagPalette[tags.length % tagPalette.length] ?? '#026c8c',
        definition: proseFrom(childOf(code, 'Description')?.text),
        noteIds: noteIdsOf(code),
      })
      level.push({ codes: childrenOf(code, 'Code'), parentId: id })
    }
  }
  return { tags, byGuid }
}

/** A name that no tag beside it has: letters compared as the codebook does. */
function freeName(given: string | undefined, taken: Set<string>, report: QdaReport): string {
  const plain = nameFrom(given, 190) || '?'
  let name = plain
  for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${plain} (${n})`
  if (name !== (given ?? '').normalize('NFC').trim()) report.count('renamed', name)
  taken.add(name.toLowerCase())
  return name
}

/** `#RGB`, `#RRGGBB`, or rgb() and rgba() as some programs write; undefined for anything else. */
function colourFrom(color: string | undefined): string | undefined {
  const given = color?.trim().toLowerCase() ?? ''
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(given)
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`
  if (isHexColour(given)) return given
  const parts = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})/.exec(given)
  const bytes = parts?.slice(1, 4).map(Number)
  return bytes?.every((byte) => byte <= 255)
    ? `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
    : undefined
}

/** The notes that an element points at. */
export const noteIdsOf = (element: QdeElement): string[] =>
  childrenOf(element, 'NoteRef').flatMap(({ attributes }) => guidOf(attributes['targetGUID']) ?? [])
