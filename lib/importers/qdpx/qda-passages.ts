import type { Span } from '@/lib/domain/anchoring/span'
import { placesIn, type OffsetReading } from '@/lib/domain/interchange/offset-reading'
import { mostOfNote, ProjectPassages } from '@/lib/importers/projects/project-passages'
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
  /** Told of the notes on a passage. */
  noted: (passageId: string, noteIds: readonly string[]) => void
  /** Told of what is said of a passage and too long for its note. */
  longer: (passage: BroughtPassage, said: string) => void
  timeOf: (value: string | undefined) => string
  report: ProjectReport
}

/**
 * The passages of a text whose line ends are LF by now: of what several selections or codings say of one place by one person, one. What has no place, or nothing
 * in it, is counted.
 */
export function passagesOf(source: QdaText, text: string, needs: Needs): BroughtPassage[] {
  const place = placesIn(source.text, needs.reading)
  const passages = new ProjectPassages(text, needs.report)
  for (const mark of source.marks) {
    const span = spanOf(mark, text, place, source.title, needs.report)
    if (!span) continue
    for (const [at, [creator, codings]] of [...byCreator(mark)].entries()) {
      const authorId = needs.personOf(creator)
      const passage = passages.at(span, {
        ...{ authorId, createdAt: needs.timeOf(mark.created), name: mark.name },
        idOf: (quote) => needs.ids.take(mark.guid ?? `${span.start}-${span.end}-${authorId}`, quote),
      })
      if (!passage) continue
      for (const { code } of codings) passages.tag(passage, code === undefined ? undefined : needs.tagOf(code))
      // Of a selection that several people coded the notes are on the passage of the first.
      const noteIds = [...(at === 0 ? mark.noteIds : []), ...codings.flatMap((coding) => coding.noteIds)]
      if (passage.note.length + mark.description.length + 2 <= mostOfNote) passages.say(passage, mark.description)
      else needs.longer(passage, mark.description)
      needs.noted(passage.id, noteIds)
    }
  }
  return passages.inOrder()
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
