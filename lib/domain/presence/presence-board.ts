import type { EventReader } from '../history/shown-event'

/** Somebody who has a document open, and roughly where they are in it. */
export interface Presence {
  /** One open page of one person; made by that page. */
  pageId: string
  userId: string
  name: string
  /** Null once they have left. */
  documentId: string | null
  /** The canonical offset of what they look at, in UTF-16 code units. */
  offset: number
  /** Whether this person was blind on the document when they said so; nobody is shown them there. */
  isBlind: boolean
}

/** One person in one document, as a colleague sees them. */
export interface ShownPresence {
  id: string
  name: string
  documentId: string
  offset: number
}

/** Milliseconds after which a page that says nothing more has gone. */
export const presenceLasts = 30_000

/** Pages of one person that the board keeps: every stream reads the board again at each change, and a page may be called anything. */
export const pagesEach = 16

/** Who is where in one project. Times are milliseconds of one clock, given by the caller. */
export class PresenceBoard {
  private readonly pages = new Map<string, { presence: Presence; until: number }>()

  /** Takes in what a page says of itself. Answers whether anything is different now. */
  put(presence: Presence, now: number): boolean {
    const key = `${presence.userId} ${presence.pageId}`
    const known = this.pages.get(key)?.presence
    this.pages.delete(key) // The one that spoke last stands last.
    if (presence.documentId === null) return known !== undefined
    this.pages.set(key, { presence, until: now + presenceLasts })
    this.makeRoom(presence.userId)
    return (
      known?.documentId !== presence.documentId ||
      known.offset !== presence.offset ||
      known.isBlind !== presence.isBlind
    )
  }

  /** Forgets the page of a person who has too many that spoke longest ago. */
  private makeRoom(userId: string): void {
    const own = [...this.pages].filter(([, page]) => page.presence.userId === userId)
    const [oldest] = own
    if (oldest && own.length > pagesEach) this.pages.delete(oldest[0])
  }

  /** Forgets who has not been heard of for too long. Answers whether anybody has gone. */
  expire(now: number): boolean {
    const size = this.pages.size
    for (const [key, { until }] of this.pages) if (until <= now) this.pages.delete(key)
    return this.pages.size < size
  }

  get isEmpty(): boolean {
    return this.pages.size === 0
  }

  /**
   * The others, once per person and document, where they were last. Nobody is shown on a document where they themselves are blind, nor to somebody who is
   * blind there: that a colleague works on it would already tell something of their work. Who codes blind `now` may have become so since they said where they are.
   */
  shownTo(reader: EventReader, now: (userId: string, documentId: string) => boolean): ShownPresence[] {
    const shown = new Map<string, ShownPresence>()
    for (const { presence } of this.pages.values()) {
      const { userId, name, documentId, offset, isBlind } = presence
      if (documentId === null || userId === reader.userId || isBlind || reader.veil.documentIds.has(documentId))
        continue
      if (now(userId, documentId)) continue
      shown.set(`${userId} ${documentId}`, { id: userId, name, documentId, offset })
    }
    return [...shown.values()]
  }
}
