import type { Database } from '@/lib/data/database/client'
import { databaseTrouble, type DatabaseTrouble } from '@/lib/data/database/database-trouble'
import { askDatabase } from '@/lib/data/database/readiness'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** Milliseconds after which a database that says nothing is away. */
const patience = 5000

/**
 * Why no page can be made just now, or null: pages read the database, and Next knows no other answer to a failed read than a 500. Asked before every page; who
 * asks while somebody else waits for the answer shares it, and it costs a quarter of a millisecond.
 */
export function pageTrouble(db: Database): () => Promise<AppError | null> {
  let asking: Promise<AppError | null> | undefined
  return () => (asking ??= ask(db).finally(() => (asking = undefined)))
}

async function ask(db: Database): Promise<AppError | null> {
  let late: NodeJS.Timeout | undefined
  const silence = new Promise<never>(
    (_, reject) => (late = setTimeout(() => reject(new Error('timeout exceeded when trying to connect')), patience)),
  )
  try {
    await Promise.race([askDatabase(db), silence])
    return null
  } catch (error) {
    return sentenceFor(databaseTrouble(error) ?? 'away')
  } finally {
    clearTimeout(late)
  }
}

/** What a page's reader is told of it. */
export function sentenceFor(trouble: DatabaseTrouble): AppError {
  const said = trouble === 'full' ? say('refusals.http.noRoom') : say('refusals.http.loadAgain')
  return new AppError('unavailable', said, { retryAfter: 5 })
}
