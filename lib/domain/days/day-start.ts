import { nearestStorableTime } from '@/lib/domain/storable/storable-time'

/** Whether the runtime knows this IANA time zone, such as Asia/Shanghai. */
export function isTimeZone(text: string): boolean {
  try {
    calendar(text)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/**
 * When a day (YYYY-MM-DD) begins in a time zone: the instant at which calendars there turn to it. Where clocks skip midnight that is the first instant there
 * is, and where a zone skipped the day the beginning of the next. Throws RangeError on what is no day or no zone.
 */
export function dayStart(day: string, timeZone: string): Date {
  const midnight = new Date(`${day}T00:00:00Z`).getTime()
  if (Number.isNaN(midnight)) throw new RangeError(`${day} is no day`)
  const reads = calendar(timeZone)
  const wanted = dateNumber(new Date(midnight), calendar('UTC'))
  // No zone was ever further from UTC than sixteen hours.
  let [before, from] = [midnight - widest, midnight + widest]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (dateNumber(new Date(middle), reads) < wanted) before = middle
    else from = middle
  }
  return new Date(from)
}

const widest = 16 * 60 * 60 * 1000

/**
 * The moment that a filter names: a time as it is, a day as its beginning in the reader's time zone. The first day of the calendar begins earlier in the east
 * than the database can say; such a moment is the earliest that it can.
 */
export const momentOf = (timeOrDay: string, timeZone = 'UTC'): Date =>
  nearestStorableTime(/^\d{4}-\d{2}-\d{2}$/.test(timeOrDay) ? dayStart(timeOrDay, timeZone) : new Date(timeOrDay))

/** The day after a day; the text itself where it is no day. */
export function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return day
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}

const calendars = new Map<string, Intl.DateTimeFormat>()

function calendar(timeZone: string): Intl.DateTimeFormat {
  const known = calendars.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-u-ca-gregory', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    era: 'short',
  })
  // What people send as a zone is theirs to choose, and must not fill the memory.
  if (calendars.size > 1000) calendars.clear()
  calendars.set(timeZone, made)
  return made
}

/** The date that a calendar shows at an instant, as one number that grows with it. */
function dateNumber(instant: Date, reads: Intl.DateTimeFormat): number {
  const parts = new Map(reads.formatToParts(instant).map(({ type, value }) => [type, value]))
  const year = Number(parts.get('year'))
  return (
    ((parts.get('era') === 'BC' ? 1 - year : year) * 12 + Number(parts.get('month'))) * 31 + Number(parts.get('day'))
  )
}
