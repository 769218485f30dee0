import { AppError } from '@/lib/errors'

/** Each export holds a connection to the database while it is made, and the rest of the application needs some too. */
const atOnce = 4
let taken = 0

/** Takes one of the process's places for making an export; the function that is answered gives it back. */
export function takeExportSlot(): () => void {
  if (taken >= atOnce) throw new AppError('unavailable', `${atOnce} exports are being made already. Try again in a moment.`, { retryAfter: 5 })
  taken += 1
  let held = true
  return () => {
    if (held) taken -= 1
    held = false
  }
}
