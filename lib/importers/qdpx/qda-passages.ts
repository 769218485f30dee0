import { describeAnchor } from '@/lib/domain/anchoring/describe-anchor'
import type { Span } from '@/lib/domain/anchoring/span'
import { placesIn, type OffsetReading } from '@/lib/domain/interchange/offset-reading'
import type { ProjectReport } from '@/lib/importers/projects/project-report'
import type { BroughtPassage } from '@/lib/importers/projects/project-rows'
import { guidOf } from './read-qde'
import type { QdaIds } from './qda-codes'
import type { QdaMark, QdaText } from './qda-sources'

interface Needs {
  reading: OffsetReading
  ids: QdaIds
  tagOf: (guid: string) => string | undefined
  personOf: (guid: string | undefined) => string
  noteText: (id: string) => string
  timeOf: (value: string | undefined) => string
  report: ProjectReport
}

/**
 * The passages of a text whose line ends are LF by now: of what several selections or codings say of one place by one person, one. What has no place, or nothing
 * in it, is counted.
 */
export function passagesOf(source: QdaText, text: string, needs: Needs): BroughtPassage[] {
  const place = placesIn(source.text, needs.reading)
  const passages = new Map<string, BroughtPassage>()
  for (const mark of source.marks) {
    const span = spanOf(mark, text, place, source.title, needs.report)
    if (!span) continue
    for (const [creator, codings] of byCreator(mark)) {
      const authorId = needs.personOf(creator)
      const key = `${authorId} ${span.start} ${span.end}`
      const before = passages.get(key)
      if (before) needs.report.count('joined', before.quote)
      const passage = before ?? newPassage(mark, span, text, authorId, needs)
      if (!passage) continue
      passages.set(key, passage)
      addTo(passage, mark, codings, needs)
    }
  }
  return [...passages.values()].sort((a, b) => a.start - b.start || a.end - b.end)
}

type Codings = QdaMark['codings']

/** Codings of one selection by several people are of each of them. A selection without any is its maker's. */
function byCreator(mark: QdaMark): Map<string | undefined, Codings> {
  const groups = new Map<string | undefined, Codings>()
  for (const coding of mark.codings) {
    const creator = guidOf(coding.creator) ?? guidOf(mark.creator)
    groups.set(creator, [...(groups.get(creator) ?? []), coding])
  }
  return groups.size > 0 ? groups : new Map([[guidOf(mark.creator), []]])
}

function spanOf(
  { at, name }: QdaMark,
  text: string,
  place: (start: number, end: number) => Span | null,
  title: string,
  report: ProjectReport,
): Span | null {
  if (at === null) {
    report.count(text === '' ? 'outside' : 'whole', title)
    return text === '' ? null : { start: 0, end: text.length }
  }
  const span = place(at.start, at.end)
  if (!span) report.count(at.start === at.end ? 'emptySelections' : 'outside', name || title)
  return span
}

function newPassage(mark: QdaMark, span: Span, text: string, authorId: string, needs: Needs): BroughtPassage | null {
  const anchor = describeAnchor(text, span.start, span.end)
  if (!anchor.ok) {
    needs.report.count('outside', mark.name)
    return null
  }
  const id = needs.ids.take(mark.guid ?? `${span.start}-${span.end}-${authorId}`, anchor.value.quote)
  const createdAt = needs.timeOf(mark.created)
  return { id, ...span, ...anchor.value, authorId, note: '', tagIds: [], createdAt }
}

function addTo(passage: BroughtPassage, mark: QdaMark, codings: Codings, { tagOf, noteText, report }: Needs): void {
  for (const { code } of codings) {
    const tagId = code === undefined ? undefined : tagOf(code)
    if (tagId === undefined) report.count('unknownCodes', passage.quote)
    else if (!passage.tagIds.includes(tagId)) passage.tagIds.push(tagId)
  }
  const said = [mark.description, ...[...mark.noteIds, ...codings.flatMap(({ noteIds }) => noteIds)].map(noteText)]
  for (const words of said)
    if (words !== '' && !passage.note.includes(words)) passage.note = [passage.note, words].filter(Boolean).join('\n\n')
}
