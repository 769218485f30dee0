import type { Database } from '@/lib/data/database/client'
import {
  beginText,
  dropBlocks,
  forgetSearch,
  insertBlocks,
  searchedTexts,
  setSearchText,
  takeFromWaiting,
  textToIndex,
  waitAnew,
  waitingTexts,
  type WaitingText,
} from '@/lib/data/search/search-blocks'
import { keepUnderWay } from '@/lib/data/search/under-way'
import { projectKey } from '@/lib/domain/search/indexed-blocks'
import { log } from '@/lib/log'
import { indexText } from '@/lib/workers/search/index-in-thread'

/** Texts that are asked for at a time. */
const atOnce = 20

// What this process is at: a text is not made ready twice because somebody imported it just when the timer looked.
const underWay = new Map<string, Promise<void>>()

/** Makes ready for search what waits to be, text by text, until nothing does or `stopped` says so. What cannot be made ready is left for the next time. */
export async function keepSearch(db: Database, stopped: () => boolean): Promise<void> {
  for (;;) {
    const texts = await waitingTexts(db, atOnce)
    for (const text of texts) {
      if (stopped()) return
      await once(db, text)
    }
    if (texts.length < atOnce) return
  }
}

/**
 * Begins to make a document ready that was just written: whoever wrote it does not wait, and who looks for its words does (`textsReady`). A failure is no failure
 * of what was written: the document waits, and a search says so.
 */
export function searchable(db: Database, projectId: string, documentId: string): void {
  keepUnderWay(projectId, ready(db, documentId))
}

async function ready(db: Database, documentId: string): Promise<void> {
  try {
    for (const text of await waitingTexts(db, atOnce, documentId)) await once(db, text)
  } catch (error) {
    log().error({ err: error, documentId }, 'Making a text ready for search failed; it is tried again')
  }
}

/** What keeps search up as long as the server runs; the first time it is asked, what another version made ready is made ready anew. */
export function keepingSearch(db: Database): (stopped: () => boolean) => Promise<void> {
  let isCompared = false
  return async (stopped) => {
    if (!isCompared) await waitAnew(db)
    isCompared = true
    await keepSearch(db, stopped)
  }
}

/** Forgets all that search was made ready with and makes it anew; answers of how many texts. */
export async function rebuildSearch(db: Database): Promise<number> {
  await db.$transaction((tx) => forgetSearch(tx), { timeout: 600_000 })
  await waitAnew(db)
  await keepSearch(db, () => false)
  return searchedTexts(db)
}

async function once(db: Database, text: WaitingText): Promise<void> {
  const key = `${text.projectId}/${text.revisionId}`
  const running = underWay.get(key)
  if (running) return running
  const work = makeReady(db, text).finally(() => underWay.delete(key))
  underWay.set(key, work)
  return work
}

async function makeReady(db: Database, waiting: WaitingText): Promise<void> {
  const read = await textToIndex(db, waiting)
  if (read === null) return takeFromWaiting(db, waiting)
  await db.$transaction((tx) => beginText(tx, waiting), { timeout: 120_000 })
  const parts = indexText({ ...read, projectId: waiting.projectId })
  let next = await parts.next()
  for (; !next.done; next = await parts.next()) {
    const { blocks, forms } = next.value
    await db.$transaction((tx) => insertBlocks(tx, waiting, blocks, forms), { timeout: 120_000 })
  }
  const places = next.value
  await db.$transaction(
    async (tx) => {
      await setSearchText(tx, waiting, places)
      await takeFromWaiting(tx, waiting)
    },
    { timeout: 120_000 },
  )
  await db.$transaction((tx) => dropBlocks(tx, waiting, projectKey(waiting.projectId), waiting.revisionId), {
    timeout: 120_000,
  })
}
