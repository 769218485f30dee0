'use client'

import { Lock } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { TagDot } from '@/components/ui/tag-chip'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Tag } from '@/lib/schemas/tag'

export interface ChooserProps {
  items: readonly LayerItem[]
  authorOf: (item: LayerItem) => string
  tags: ReadonlyMap<string, Tag>
  quoteOf: (item: LayerItem) => string
  onChoose: (id: string) => void
}

/** Lists the passages that lie on one another where somebody pressed; arrow keys move, Enter chooses. */
export function Chooser({ items, authorOf, tags, quoteOf, onChoose }: ChooserProps) {
  const t = useTranslations('reader')
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => list.current?.querySelector('button')?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const rows = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = rows.findIndex((row) => row === document.activeElement)
    rows[(at + step + rows.length) % rows.length]?.focus()
  }
  return (
    <div className="flex min-h-0 flex-col">
      <h2 className="label-caps border-b border-rule px-4 py-2.5">{t('chooser.title', { count: items.length })}</h2>
      <ul ref={list} className="min-h-0 overflow-y-auto p-1">
        {items.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              onClick={() => onChoose(item.id)}
              onKeyDown={onKeyDown}
              className="flex w-full cursor-default items-start gap-2.5 rounded-sm px-2.5 py-2 text-start focus-ring-inset hover:bg-paper-sunken focus-visible:bg-accent-soft pointer-coarse:min-h-11"
            >
              <AvatarInitials name={authorOf(item)} size="small" />
              <span className="min-w-0 flex-1">
                <span className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5 text-sm">
                  {item.tagIds.map((id) => {
                    const tag = tags.get(id)
                    return (
                      tag && (
                        <span key={id} className="inline-flex items-center gap-1.5">
                          <TagDot colour={tag.colour} /> <span dir="auto">{tag.name}</span>
                        </span>
                      )
                    )
                  })}
                  {item.tagIds.length === 0 && <span className="text-ink-muted italic">{t('untagged')}</span>}
                  {item.visibility === 'private' && (
                    <Lock aria-label={t('visibility.private')} className="size-3 text-ink-muted" />
                  )}
                </span>
                <span dir="auto" className="mt-0.5 line-clamp-2 font-serif text-[0.8125rem] text-ink-muted">
                  {quoteOf(item)}
                </span>
                <span dir="auto" className="block text-xs text-ink-muted">
                  {authorOf(item)}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
