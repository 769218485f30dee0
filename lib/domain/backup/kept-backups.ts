/** How many backups stay: the newest of each of so many days, weeks (from Monday) and months that have one. */
export interface Retention {
  days: number
  weeks: number
  months: number
}

export const usualRetention: Retention = { days: 7, weeks: 4, months: 6 }

/** The hour of the night, by the server’s own clock, from which on a backup is due. */
const hour = 3

/** The last beginning of a night’s work at or before `now`. */
export function lastNight(now: Date): Date {
  const night = new Date(now.getFullYear(), now.getMonth(), now.getDate(), hour)
  return night > now ? new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1, hour) : night
}

/** The beginning of the next night’s work, after `now`. */
export function nextNight(now: Date): Date {
  const last = lastNight(now)
  return new Date(last.getFullYear(), last.getMonth(), last.getDate() + 1, hour)
}

/**
 * Whether a backup is due: a night has begun since the newest one, and since the instance was set up. A server that did not run at night makes it when it is
 * started next.
 */
export function isBackupDue(now: Date, { setUp, newest }: { setUp: Date | null; newest: Date | null }): boolean {
  const night = lastNight(now)
  return setUp !== null && setUp < night && (newest === null || newest < night)
}

/**
 * Which of these backups stay, by when they were made. The newest always does. Making one each night and keeping what this answers leaves as many days, weeks and
 * months as asked for, because whatever is the newest of a past week or month is never taken away before its time.
 */
export function keptBackups(made: readonly Date[], retention: Retention = usualRetention): Set<number> {
  const newestFirst = [...new Set(made.map((at) => at.getTime()))].sort((a, b) => b - a)
  const kept = new Set(newestFirst.slice(0, 1))
  for (const [spanOf, most] of [
    [dayOf, retention.days],
    [weekOf, retention.weeks],
    [monthOf, retention.months],
  ] as const) {
    const spans = new Set<string>()
    for (const time of newestFirst) {
      const span = spanOf(new Date(time))
      if (spans.has(span) || spans.size === most) continue
      spans.add(span)
      kept.add(time)
    }
  }
  return kept
}

const dayOf = (at: Date) => `${at.getFullYear()}-${at.getMonth()}-${at.getDate()}`
const weekOf = (at: Date) => dayOf(new Date(at.getFullYear(), at.getMonth(), at.getDate() - ((at.getDay() + 6) % 7)))
const monthOf = (at: Date) => `${at.getFullYear()}-${at.getMonth()}`
