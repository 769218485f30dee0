'use client'

import { MessageSquare } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { TextView } from '@/lib/browser/reader/text-view'
import { useViewportTick } from '@/lib/browser/reader/use-viewport'
import type { Thread } from '@/lib/browser/threads/use-comments'

export interface ThreadMarksProps {
  view: TextView | null
  /** Open threads on stretches and passages of the revision that is shown. */
  threads: readonly Thread[]
  onOpen: (thread: Thread) => void
}

interface Mark {
  top: number
  threads: Thread[]
}

/** Threads nearer to one another than this, in pixels, share a mark. */
const apart = 18

/** Beside the first line of a passage, that something open is said about it. Its room is kept, so that the text stands still when the first is begun. It repeats for the eye what the list of threads says in words. */
export function ThreadMarks({ view, threads, onOpen }: ThreadMarksProps) {
  const t = useTranslations('threads')
  const tick = useViewportTick(view)
  const [marks, setMarks] = useState<Mark[]>([])
  useEffect(() => {
    if (!view) return
    const frame = requestAnimationFrame(() => setMarks(placedMarks(view, threads)))
    return () => cancelAnimationFrame(frame)
  }, [view, threads, tick])
  return (
    // In the gutter of the text, which is free of words.
    <div aria-hidden className="relative mt-12 -ms-12 w-8 shrink-0 max-lg:hidden">
      {marks.map((mark) => {
        const [first] = mark.threads
        return (
          first && (
            <button
              key={first.root.id}
              type="button"
              tabIndex={-1}
              title={t('mark', { count: mark.threads.length })}
              onClick={() => onOpen(first)}
              style={{ top: `${mark.top + 4}px` }}
              className="absolute start-2 grid size-5 cursor-pointer place-items-center rounded-sm text-accent hover:bg-accent-soft"
            >
              <MessageSquare className="size-4" />
              {mark.threads.length > 1 && (
                <span className="absolute text-[0.5625rem] leading-none font-medium tabular-nums">
                  {mark.threads.length}
                </span>
              )}
            </button>
          )
        )
      })}
    </div>
  )
}

function placedMarks(view: TextView, threads: readonly Thread[]): Mark[] {
  const near = view.visibleSpan(500)
  const startOf = ({ root }: Thread) => root.subject.start ?? 0
  const placed: Mark[] = []
  for (const thread of threads
    .filter((one) => startOf(one) >= near.start && startOf(one) < near.end)
    .sort((a, b) => startOf(a) - startOf(b))) {
    const { top } = view.stretchOf(startOf(thread), startOf(thread) + 1)
    const last = placed.at(-1)
    if (last && top - last.top < apart) last.threads.push(thread)
    else placed.push({ top, threads: [thread] })
  }
  return placed
}
