'use client'

import { Lock, MessageSquare, NotebookPen } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { classNames } from '@/components/ui/class-names'
import { TagDot } from '@/components/ui/tag-chip'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Reading } from '@/lib/browser/reader/use-reading'

interface PassageRowProps {
  item: LayerItem
  reading: Reading
  author: string
  hasThread: boolean
  /** Whether a label beside the text says its tags; then they are only spoken here. */
  hasLabel: boolean
}

/**
 * A passage in the list beside the text. Where a label says its tags they are only spoken here, and the row tells what no label does: who marked it, and the
 * words of its note. Elsewhere it is its tags, and who marked it stands in initials.
 */
export function PassageRow(props: PassageRowProps) {
  const { item, reading, author, hasLabel } = props
  return (
    <button
      type="button"
      onClick={() => reading.focus(item.id)}
      className="flex w-full cursor-default items-start gap-2.5 rounded-md px-2 py-2 text-start focus-ring-inset hover:bg-paper-sunken"
    >
      <AvatarInitials name={author} size="small" isAlone={!hasLabel} className="size-5! text-[0.5625rem]!" />
      <span className="min-w-0 flex-1">
        <span className={classNames(line, 'flex-wrap gap-x-2.5', hasLabel && 'sr-only')}>
          <TagNames item={item} reading={reading} />
          {!hasLabel && <Marks {...props} />}
        </span>
        {hasLabel && (
          <span className={classNames(line, 'gap-1.5')}>
            <span dir="auto" className="min-w-0 truncate">
              {author}
            </span>
            <Marks {...props} />
          </span>
        )}
        <span dir="auto" className="line-clamp-1 font-serif text-[0.8125rem] leading-5 text-ink-muted">
          {reading.quoteOf({ start: item.start, end: Math.min(item.end, item.start + 120) })}
        </span>
        {hasLabel && item.note !== '' && (
          <span dir="auto" className="block truncate text-xs leading-5 text-ink-muted">
            {item.note.slice(0, 120)}
          </span>
        )}
      </span>
    </button>
  )
}

const line = 'flex items-center text-[0.8125rem] leading-5 text-ink'

function TagNames({ item, reading }: Pick<PassageRowProps, 'item' | 'reading'>) {
  const t = useTranslations('reader')
  const tags = item.tagIds.flatMap((id) => reading.tagsById.get(id) ?? [])
  if (tags.length === 0) return <span className="text-ink-muted italic">{t('untagged')}</span>
  return tags.map((tag) => (
    <span key={tag.id} className="inline-flex min-w-0 items-center gap-1.5">
      <TagDot colour={tag.colour} className="size-2!" /> <span dir="auto">{tag.name}</span>
    </span>
  ))
}

function Marks({ item, hasThread }: Pick<PassageRowProps, 'item' | 'hasThread'>) {
  const t = useTranslations('reader.inView.marks')
  return (
    <span className="inline-flex items-center gap-1 text-ink-muted [&_svg]:size-3">
      {item.visibility === 'private' && <Lock role="img" aria-label={t('private')} />}
      {item.note !== '' && <NotebookPen role="img" aria-label={t('note')} />}
      {hasThread && <MessageSquare role="img" aria-label={t('thread')} />}
    </span>
  )
}
