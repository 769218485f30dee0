'use client'

import { Lock, MessageSquare, NotebookPen } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { TagDot } from '@/components/ui/tag-chip'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Reading } from '@/lib/browser/reader/use-reading'

/** A passage in the list beside the text: its tags, whether it is private, has a note or is talked about, and its beginning. */
export function PassageRow({
  item,
  reading,
  author,
  hasThread,
}: {
  item: LayerItem
  reading: Reading
  author: string
  hasThread: boolean
}) {
  const t = useTranslations('reader')
  const names = item.tagIds.flatMap((id) => reading.tagsById.get(id) ?? [])
  return (
    <button
      type="button"
      onClick={() => reading.focus(item.id)}
      className="flex w-full cursor-default items-start gap-2.5 rounded-md px-2 py-2 text-start focus-ring-inset hover:bg-paper-sunken"
    >
      <AvatarInitials name={author} size="small" isAlone className="size-5! text-[0.5625rem]!" />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2.5 text-[0.8125rem] leading-5 text-ink">
          {names.map((tag) => (
            <span key={tag.id} className="inline-flex min-w-0 items-center gap-1.5">
              <TagDot colour={tag.colour} className="size-2!" /> <span dir="auto">{tag.name}</span>
            </span>
          ))}
          {names.length === 0 && <span className="text-ink-muted italic">{t('untagged')}</span>}
          <span className="inline-flex items-center gap-1 text-ink-muted [&_svg]:size-3">
            {item.visibility === 'private' && <Lock role="img" aria-label={t('inView.marks.private')} />}
            {item.note !== '' && <NotebookPen role="img" aria-label={t('inView.marks.note')} />}
            {hasThread && <MessageSquare role="img" aria-label={t('inView.marks.thread')} />}
          </span>
        </span>
        <span dir="auto" className="line-clamp-1 font-serif text-[0.8125rem] leading-5 text-ink-muted">
          {reading.quoteOf({ start: item.start, end: Math.min(item.end, item.start + 120) })}
        </span>
      </span>
    </button>
  )
}
