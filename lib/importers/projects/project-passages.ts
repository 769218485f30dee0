import { describeAnchor } from '@/lib/domain/anchoring/describe-anchor'
import type { Span } from '@/lib/domain/anchoring/span'
import type { ProjectReport } from './project-report'
import type { BroughtPassage } from './project-rows'

/** A note of a passage has at most so many letters. */
export const mostOfNote = 20_000

/** Who marked something in a text, and how it is called where it cannot be marked. */
interface Marking {
  authorId: string
  createdAt: string
  name: string
  /** The id of the passage, asked for where one is made. */
  idOf: (quote: string) => string
}

/** What people marked in one text: what one person marked at one place, in however many codings, is one passage. */
export class ProjectPassages {
  readonly #passages = new Map<string, BroughtPassage>()

  constructor(
    private readonly text: string,
    private readonly report: ProjectReport,
  ) {}

  /** The passage of a person at a place, made where there is none; what cannot be marked there is counted, and null. */
  at(span: Span, { authorId, createdAt, name, idOf }: Marking): BroughtPassage | null {
    const key = `${authorId} ${span.start} ${span.end}`
    const there = this.#passages.get(key)
    if (there) {
      this.report.count('joined', there.quote)
      return there
    }
    const anchor = describeAnchor(this.text, span.start, span.end)
    if (!anchor.ok) {
      this.report.count('outside', name)
      return null
    }
    const id = idOf(anchor.value.quote)
    const passage = { id, ...span, ...anchor.value, authorId, note: '', tagIds: [], createdAt }
    this.#passages.set(key, passage)
    return passage
  }

  /** Gives a passage a tag, or counts a coding of which nobody knows the code. */
  tag(passage: BroughtPassage, tagId: string | undefined): void {
    if (tagId === undefined) this.report.count('unknownCodes', passage.quote)
    else if (!passage.tagIds.includes(tagId)) passage.tagIds.push(tagId)
  }

  /** Adds to the note of a passage what it does not say yet. */
  say(passage: BroughtPassage, words: string): void {
    if (words !== '' && !passage.note.includes(words)) passage.note = [passage.note, words].filter(Boolean).join('\n\n')
  }

  /** All of them, in the order of the text. */
  inOrder(): BroughtPassage[] {
    return [...this.#passages.values()].sort((a, b) => a.start - b.start || a.end - b.end)
  }
}
