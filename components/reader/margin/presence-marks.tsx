'use client'

import { AvatarInitials } from '@/components/ui/avatar-initials'
import type { People } from '@/lib/browser/live/live-project'
import type { TextView } from '@/lib/browser/reader/text-view'
import { usePresenceMarks } from '@/lib/browser/reader/use-presence-marks'

/** Pixels that a mark takes up. */
const height = 24

/** Beside the text, the initials of whoever is roughly there. It repeats for the eye what the faces above say, so screen readers are spared it. */
export function PresenceMarks({ view, people }: { view: TextView; people: People }) {
  const marks = usePresenceMarks(view, people, height)
  return (
    <div aria-hidden className="pointer-events-none absolute inset-y-0 start-0 w-0">
      {marks.map(({ id, name, top }) => (
        <span key={id} style={{ top: `${top}px` }} className="absolute start-px flex items-center sm:start-2">
          <AvatarInitials
            name={name}
            size="small"
            className="size-[1.125rem]! border-accent! text-[0.5rem]! sm:size-[1.375rem]! sm:text-[0.5625rem]!"
          />
        </span>
      ))}
    </div>
  )
}
