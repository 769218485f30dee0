'use client'

import { useLayoutEffect, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { TagDot } from '@/components/ui/tag-chip'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Reading } from '@/lib/browser/reader/use-reading'
import { usePrinting } from '@/lib/browser/use-printing'

interface PrintedNotesProps {
  reading: Reading
  authorOf: (item: LayerItem) => string
}

/** On paper: a number after each passage that is shown, and below the text a note to each number, with its tags and who gave them. */
export function PrintedNotes(props: PrintedNotesProps) {
  return usePrinting() ? <Notes {...props} /> : null
}

function Notes({ reading, authorOf }: PrintedNotesProps) {
  const t = useTranslations('reader')
  const { view, inOrder } = reading
  const numbers = useMemo(() => inOrder.map(({ end }, place) => ({ at: end, number: place + 1 })), [inOrder])
  useLayoutEffect(() => {
    view?.number(numbers)
    return () => view?.number([])
  }, [view, numbers])
  if (inOrder.length === 0) return null
  return (
    <section aria-label={t('printed.notes')} className="mt-8 border-t border-rule-strong pt-4">
      <h2 className="mb-2 font-serif text-base">{t('printed.notes')}</h2>
      <ol className="flex flex-col gap-1">
        {inOrder.map((item, place) => (
          <li key={item.id} className="grid grid-cols-[2.5rem_minmax(0,1fr)] text-[0.8125rem] leading-5">
            <span className="tabular-nums">{place + 1}</span>
            <Note item={item} reading={reading} author={authorOf(item)} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Of a passage as many characters as show which it is. */
const quoted = 90

function Note({ item, reading, author }: { item: LayerItem; reading: Reading; author: string }) {
  const t = useTranslations('reader')
  const tags = item.tagIds.flatMap((id) => reading.tagsById.get(id) ?? [])
  const { start, end } = item
  const words = reading.quoteOf({ start, end: Math.min(end, start + quoted) }).replaceAll(/\s+/g, ' ')
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-3">
        {tags.map((tag) => (
          <span key={tag.id} className="inline-flex items-center gap-1.5 font-medium">
            <TagDot colour={tag.colour} className="size-2!" /> <bdi>{tag.name}</bdi>
          </span>
        ))}
        {tags.length === 0 && <span className="italic">{t('untagged')}</span>}
        <bdi className="text-ink-muted">{author}</bdi>
        {item.visibility === 'private' && <span className="text-ink-muted">{t('inView.marks.private')}</span>}
      </p>
      <p dir="auto" className="font-serif text-ink-muted">
        {end - start > quoted ? `${words}…` : words}
      </p>
      {item.note !== '' && (
        <p dir="auto" className="border-s-2 border-rule ps-2 whitespace-pre-line">
          {item.note}
        </p>
      )}
    </div>
  )
}
