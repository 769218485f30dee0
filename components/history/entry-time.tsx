'use client'

import { useFormatter } from 'use-intl'

/** When on its day something was done. */
export function EntryTime({ time }: { time: string }) {
  const format = useFormatter()
  return (
    <time dateTime={time} className="w-12 shrink-0 pt-0.5 text-[0.8125rem] text-ink-muted tabular-nums">
      {format.dateTime(new Date(time), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}
    </time>
  )
}
