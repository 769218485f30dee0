import type { Noticed } from '@/lib/importers/imported-document'
import { leftOutHidden, writtenNumbers } from '@/lib/importers/report-lines'
import { say } from '@/lib/i18n/say'

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
export function reportRtf({ changed, lost }: Noticed, left: RtfLeftOut, unknownFonts: ReadonlySet<string>): void {
  if (left.images > 0) lost.push(say('reports.images', { count: left.images }))
  if (left.links > 0) lost.push(say('reports.linkAddresses', { count: left.links }))
  changed.push(...writtenNumbers(left.labels, left.nested))
  const deleted = filled(left.deleted)
  if (left.inserted + deleted.length > 0)
    changed.push(
      deleted[0] === undefined
        ? say('reports.trackedCounted', { insertions: left.inserted, deletions: 0 })
        : say('reports.trackedQuoted', {
            insertions: left.inserted,
            deletions: deleted.length,
            example: quoted(deleted),
          }),
    )
  const named = (key: 'comments' | 'runningParts' | 'indexEntries' | 'foreign', texts: readonly string[]) => {
    const all = filled(texts)
    if (all.length > 0) lost.push(say(`reports.rtf.${key}`, { count: all.length, example: quoted(all) }))
  }
  named('comments', left.comments)
  lost.push(...leftOutHidden(left.hidden))
  named('runningParts', [...new Set(left.running.map((text) => text.trim()))])
  named('indexEntries', left.entries)
  named('foreign', left.foreign)
  if (/\p{L}/u.test(left.after.join(''))) lost.push(say('reports.rtf.afterEnd', { example: quoted(left.after) }))
  if (left.objects > 0) lost.push(say('reports.rtf.objects', { count: left.objects }))
  if (left.fields > 0) lost.push(say('reports.rtf.fields', { count: left.fields }))
  if (left.formulas > 0) changed.push(say('reports.rtf.formulas', { count: left.formulas }))
  for (const font of unknownFonts) changed.push(say('reports.rtf.font', { font: font.slice(0, 60) }))
  if (left.replaced > 0) changed.push(say('reports.replaced', { count: left.replaced }))
}

const filled = (texts: readonly string[]): string[] =>
  texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean)

/** The first of some texts, so long as it is shown. */
const quoted = (texts: readonly string[]): string => (filled(texts)[0] ?? '').slice(0, 60)
