/** A due day as a moment: noon UTC, which is on that very day nearly everywhere. `day` is YYYY-MM-DD. */
export function dueAtOf(day: string): string {
  return `${day}T12:00:00.000Z`
}

/** The day of a due moment, to be read in UTC. */
export const dueTime = (dueAt: string): Date => new Date(dueAt)

/** The due day as YYYY-MM-DD. */
export const dueDay = (dueAt: string): string => dueAt.slice(0, 10)

/** Whether the due day is over everywhere on earth: half a day after midnight UTC that ends it. */
export function isOverdue(dueAt: string, now: Date): boolean {
  return now.getTime() - new Date(dueAt).getTime() > 24 * 60 * 60 * 1000
}
