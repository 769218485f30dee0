'use client'

import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { TagDot } from '@/components/ui/tag-chip'
import type { TextView } from '@/lib/browser/reader/text-view'
import { useDifferenceLayout, type DifferentStretch } from '@/lib/browser/reader/use-differences'
import type { Tag } from '@/lib/schemas/tag'
import { FloatingSheet, type Place } from '../sheets/floating-sheet'

interface DifferenceLaneProps {
  view: TextView | null
  stretches: readonly DifferentStretch[]
  coders: readonly { id: string; name: string }[]
  tags: ReadonlyMap<string, Tag>
  /** Why they are not known. */
  error: Error | null
}

const tagName = (tags: DifferenceLaneProps['tags'], id: string): string => tags.get(id)?.name ?? ''

/** A lane beside the text with a bar wherever coders differ, the broader the more tags they differ on; a bar opens into who chose what. */
export function DifferenceLane({ view, stretches, coders, tags, error }: DifferenceLaneProps) {
  const t = useTranslations('reader.differences')
  const format = useFormatter()
  const bars = useDifferenceLayout(view, stretches)
  const [open, setOpen] = useState<{ stretch: DifferentStretch; at: Place } | null>(null)
  const names = (ids: readonly string[]) =>
    format.list(ids.map((id) => coders.find((coder) => coder.id === id)?.name ?? ''))
  const said = error ? error.message : t('count', { count: stretches.length })
  const label = ({ differences }: DifferentStretch) =>
    t('stretch', { tags: format.list(differences.map(({ tagId }) => tagName(tags, tagId))) })
  return (
    <section aria-label={t('label')} className="relative mt-12 w-10 shrink-0 max-lg:hidden">
      <p
        role={error ? 'alert' : undefined}
        className="pointer-events-none sticky top-0 z-10 -mt-8 h-8 bg-paper/95 py-2 text-center text-[0.6875rem] whitespace-nowrap text-ink-muted tabular-nums"
      >
        <span aria-hidden>≠ {error ? '?' : stretches.length}</span>
        <span className="sr-only">{said}</span>
      </p>
      <div className="absolute inset-0">
        {bars.map(({ stretch, top, height }) => (
          <button
            key={`${stretch.start}-${stretch.end}`}
            type="button"
            aria-label={label(stretch)}
            title={label(stretch)}
            onClick={(event) => setOpen({ stretch, at: event.currentTarget.getBoundingClientRect() })}
            style={{
              top: `${top + 1}px`,
              blockSize: `${Math.max(5, height - 2)}px`,
              inlineSize: `${Math.min(1.25, 0.375 + 0.25 * stretch.differences.length)}rem`,
            }}
            className="absolute start-1 cursor-pointer rounded-sm bg-warning opacity-70 focus-ring hover:opacity-100"
          />
        ))}
      </div>
      {open && (
        <FloatingSheet label={label(open.stretch)} at={open.at} width={336} onClose={() => setOpen(null)}>
          <ul className="flex flex-col divide-y divide-rule overflow-y-auto px-4 py-1 text-sm">
            {open.stretch.differences.map(({ tagId, codedBy, notCodedBy }) => (
              <li key={tagId} className="flex flex-col gap-0.5 py-2.5">
                <span className="flex items-center gap-2 text-ink">
                  <TagDot colour={tags.get(tagId)?.colour ?? '#8a8378'} />
                  <span dir="auto">{tagName(tags, tagId)}</span>
                </span>
                <span className="text-ink-muted">{t('coded', { names: names(codedBy) })}</span>
                <span className="text-ink-muted">{t('notCoded', { names: names(notCodedBy) })}</span>
              </li>
            ))}
          </ul>
        </FloatingSheet>
      )}
    </section>
  )
}
