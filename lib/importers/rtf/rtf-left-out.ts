import type { ImportReport } from '@/lib/importers/imported-document'
import { leftOutHidden, writtenNumbers } from '@/lib/importers/report-lines'

/** What a reading left out, in the words of the source where it has any. */
export interface RtfLeftOut {
  hidden: string[]
  deleted: string[]
  comments: string[]
  running: string[]
  entries: string[]
  /** What some program keeps in the file under a name of its own. */
  foreign: string[]
  /** What stands after the end of the document. */
  after: string[]
  inserted: number
  /** Numbers of lists and headings that are text now. */
  labels: number
  /** How many of them stand in lists within lists. */
  nested: number
  images: number
  objects: number
  links: number
  formulas: number
  fields: number
  replaced: number
}

export const nothingLeftOut = (): RtfLeftOut => ({
  hidden: [],
  deleted: [],
  comments: [],
  running: [],
  entries: [],
  foreign: [],
  after: [],
  inserted: 0,
  labels: 0,
  nested: 0,
  images: 0,
  objects: 0,
  links: 0,
  formulas: 0,
  fields: 0,
  replaced: 0,
})

/** Puts into words what was left out and changed. */
export function reportRtf({ changed, lost }: ImportReport, left: RtfLeftOut, unknownFonts: ReadonlySet<string>): void {
  if (left.images > 0)
    lost.push(`${left.images} ${left.images === 1 ? 'image' : 'images'}; the place and the description are kept`)
  if (left.links > 0)
    lost.push(
      `The address of ${left.links} ${left.links === 1 ? 'link that does' : 'links that do'} not lead to the web; the words are kept`,
    )
  changed.push(...writtenNumbers(left.labels, left.nested))
  const deleted = filled(left.deleted)
  if (left.inserted + deleted.length > 0)
    changed.push(
      `Tracked changes are taken as accepted: ${left.inserted} inserted and ${deleted.length} deleted${such(deleted)}`,
    )
  named(lost, left.comments, 'comment in the margin', 'comments in the margin')
  lost.push(...leftOutHidden(left.hidden))
  named(
    lost,
    [...new Set(left.running.map((text) => text.trim()))],
    'page header or footer',
    'page headers and footers',
  )
  named(
    lost,
    left.entries,
    'entry for an index or a table of contents that is not printed where it stands',
    'entries for an index or a table of contents that are not printed where they stand',
  )
  named(
    lost,
    left.foreign,
    'group that only the program that wrote the file knows',
    'groups that only the program that wrote the file knows',
  )
  if (/\p{L}/u.test(left.after.join(''))) lost.push(`What stands after the end of the document${such(left.after)}`)
  if (left.objects > 0)
    lost.push(`${left.objects} embedded ${left.objects === 1 ? 'object' : 'objects'} without a picture`)
  if (left.fields > 0)
    lost.push(
      `${left.fields} ${left.fields === 1 ? 'field that has' : 'fields that have'} no value in the file, such as a page number or today’s date`,
    )
  if (left.formulas > 0)
    changed.push(`${left.formulas} ${left.formulas === 1 ? 'formula is' : 'formulas are'} written in one line`)
  for (const font of unknownFonts)
    changed.push(
      `Signs in the font “${font.slice(0, 60)}”, which are not known, are shown as the letters in their places`,
    )
  if (left.replaced > 0)
    changed.push(
      `${left.replaced} ${left.replaced === 1 ? 'character' : 'characters'} that cannot be stored became \uFFFD`,
    )
}

const filled = (texts: readonly string[]): string[] =>
  texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean)

function named(lines: string[], texts: readonly string[], one: string, many: string): void {
  const all = filled(texts)
  if (all.length > 0) lines.push(`${all.length} ${all.length === 1 ? one : many}${such(all)}`)
}

function such(texts: readonly string[]): string {
  const first = filled(texts)[0]
  return first === undefined ? '' : `, such as “${first.slice(0, 60)}”`
}
