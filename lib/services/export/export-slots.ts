import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** Each export holds a connection to the database while it is made, and the rest of the application needs some too. One person's leave places for the others, however slowly they are read. */
const most = { atOnce: 4, atOnceOfOne: 3 }
const taken: string[] = []

/** Takes one of the process's places for making an export of this person's; the function that is answered gives it back. */
export function takeExportSlot(userId: string): () => void {
  const own = taken.filter((id) => id === userId).length
  if (taken.length >= most.atOnce || own >= most.atOnceOfOne)
    throw new AppError(
      'unavailable',
      own >= most.atOnceOfOne
        ? say('refusals.export.ownExports', { count: own })
        : say('refusals.export.allExports', { count: taken.length }),
      { retryAfter: 5 },
    )
  taken.push(userId)
  let held = true
  return () => {
    if (held) taken.splice(taken.indexOf(userId), 1)
    held = false
  }
}
