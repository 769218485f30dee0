import type { useFormatter } from 'use-intl'

/**
 * When something was kept: the time of day, with the day where that is not the day of `now`. In the time zone of the browser, whichever the page was written in: it
 * may be a page of long ago.
 */
export function keptTime(format: ReturnType<typeof useFormatter>, keptAt: number, now: Date): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const day = (time: number | Date) => format.dateTime(time, { dateStyle: 'short', timeZone })
  return format.dateTime(keptAt, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
    ...(day(keptAt) !== day(now) && { day: 'numeric', month: 'long' }),
  })
}
