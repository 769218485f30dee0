'use client'

import { useState, type KeyboardEvent } from 'react'
import { ListBox, ListBoxItem, type Selection } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Skeleton } from '@/components/ui/skeleton'
import type { TaggedPassages } from '@/lib/browser/codebook/use-tagged-passages'
import { meantKey } from '@/lib/domain/keyboard/pressed-key'
import type { Annotation } from '@/lib/schemas/annotation'
import type { Split } from './use-split'

/** The passages of the tag to split. Numbers send the chosen ones, or the one in focus, to a new tag; 0 lets them stay. */
export function SplitPassages({ split, passages, words }: { split: Split; passages: TaggedPassages; words: string }) {
  const t = useTranslations('codebook')
  const [chosen, choose] = useState<Selection>(new Set())
  const { items } = passages
  const ids = chosen === 'all' ? items.map((item) => item.id) : [...chosen].map(String)
  const send = (which: readonly string[], key: number | null) => {
    split.assign(which, key)
    choose(new Set())
  }
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[role="option"]') : null
    const key = meantKey(event.nativeEvent)
    if (!row || !/^[0-9]$/.test(key) || event.ctrlKey || event.metaKey || event.altKey) return
    const part = key === '0' ? null : split.parts[Number(key) - 1]
    // A digit is never type-ahead here, not even one that no tag answers to.
    event.stopPropagation()
    event.preventDefault()
    if (part === undefined) return
    const focused = row.dataset['key'] ?? ''
    send(ids.length > 0 ? ids : [focused], part?.key ?? null)
    if (ids.length === 0 && row.nextElementSibling instanceof HTMLElement) row.nextElementSibling.focus()
  }
  if (passages.isPending) return <Skeleton lines={6} />
  if (passages.error)
    return (
      <p role="alert" className="text-sm text-danger">
        {passages.error.message}
      </p>
    )
  return (
    <>
      <div
        role="group"
        aria-label={t('split.send')}
        className="flex flex-wrap items-center gap-2 text-sm text-ink-muted"
      >
        <span>{t('split.chosen', { count: ids.length })}</span>
        {split.parts.map((part, i) => (
          <Button key={part.key} size="small" isDisabled={ids.length === 0} onPress={() => send(ids, part.key)}>
            {labelOf(part.name, t('split.name', { number: i + 1 }))}
          </Button>
        ))}
        <Button size="small" isDisabled={ids.length === 0} onPress={() => send(ids, null)}>
          {t('split.stay')}
        </Button>
      </div>
      <p className="text-[0.8125rem] text-ink-muted pointer-coarse:hidden">{t('split.keys')}</p>
      <div onKeyDownCapture={onKeyDownCapture}>
        <ListBox
          aria-label={t('split.passages')}
          items={items}
          dependencies={[split.parts, split.partOf]}
          selectionMode="multiple"
          selectedKeys={chosen}
          onSelectionChange={choose}
          renderEmptyState={() => <p className="px-3 py-6 text-sm text-ink-muted">{t('split.none', { words })}</p>}
          className="max-h-[42dvh] overflow-y-auto rounded-md border border-rule"
        >
          {(item) => <Passage item={item} title={passages.titleOf(item.documentId)} goesTo={goesTo(split, item, t)} />}
        </ListBox>
      </div>
      {passages.hasMore && (
        <div className="flex items-center gap-3 text-sm text-ink-muted">
          <span>{t('split.shown', { shown: items.length, total: passages.total })}</span>
          <Button size="small" isPending={passages.isLoadingMore} onPress={passages.loadMore}>
            {t('split.more')}
          </Button>
        </div>
      )}
    </>
  )
}

function Passage({ item, title, goesTo: to }: { item: Annotation; title: string; goesTo: string | null }) {
  const t = useTranslations('codebook')
  return (
    <ListBoxItem
      id={item.id}
      textValue={item.quote}
      className={classNames(
        'flex cursor-default items-start gap-3 border-b border-rule px-3 py-2 outline-none last:border-b-0 data-focused:bg-accent-soft',
        'data-focus-visible:inset-ring-2 data-focus-visible:inset-ring-accent data-selected:bg-accent-soft',
      )}
    >
      <span className="min-w-0 flex-1">
        <span dir="auto" className="line-clamp-3 font-serif text-[0.9375rem] text-ink">
          {item.quote}
        </span>{' '}
        <span className="block text-xs text-ink-muted">
          {t('split.from', {
            document: title,
            author: item.layer === 'consensus' ? t('split.consensus') : item.author.name,
            visibility: item.visibility,
          })}
        </span>
      </span>{' '}
      <Badge tone={to === null ? 'plain' : 'accent'} className="max-w-40 overflow-hidden">
        {to ?? t('split.stays')}
      </Badge>
    </ListBoxItem>
  )
}

function goesTo(
  split: Split,
  item: Annotation,
  t: (key: 'split.name', values: { number: number }) => string,
): string | null {
  const part = split.partOf(item.id)
  return part ? labelOf(part.name, t('split.name', { number: split.parts.indexOf(part) + 1 })) : null
}

const labelOf = (name: string, otherwise: string): string => name.trim() || otherwise
