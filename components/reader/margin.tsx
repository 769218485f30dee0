'use client'

import { useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { classNames } from '@/components/ui/class-names'
import { tagColourVariables } from '@/lib/domain/codebook/colours'
import type { TextView } from '@/lib/browser/reader/text-view'
import { useMarginLayout, type BarLayer, type LaneMode } from '@/lib/browser/reader/use-lanes'
import type { Lanes } from '@/lib/domain/reading/lanes'
import type { Tag } from '@/lib/schemas/tag'
import { creditedTo } from '@/lib/domain/review/credited'

export interface MarginProps {
  view: TextView | null
  lanes: Lanes<BarLayer>
  mode: LaneMode
  tags: ReadonlyMap<string, Tag>
  /** The coders of the lanes, in their order. */
  coders: readonly { id: string; name: string }[]
  focusId: string | null
  onFocus: (annotationId: string) => void
  /** Where a crowd was pressed: its top and bottom, in pixels of the page, and its place in the window. */
  onCrowd: (top: number, bottom: number, at: { left: number; top: number; bottom: number }) => void
}

const lane = 1.375
/** Room is kept for this many lanes, so that the text does not move sideways while one tags. */
const keptLanes = 4
const plain = '#8a8378'

/**
 * The margin beside the text: a bar for every passage in its lane, and a lane that counts what found no room. It repeats for the eye what the
 * passages and their list say in words, so it is hidden from screen readers and left out of the Tab order.
 */
export function Margin({ view, lanes, mode, tags, coders, focusId, onFocus, onCrowd }: MarginProps) {
  const t = useTranslations('reader')
  const { bars, crowds } = useMarginLayout(view, lanes, mode)
  const hasCrowd = lanes.crowds.length > 0
  return (
    <div
      aria-hidden
      className="relative shrink-0 max-lg:hidden"
      style={{ inlineSize: `${Math.max(keptLanes, lanes.count + (hasCrowd ? 1 : 0)) * lane + 1}rem` }}
    >
      {mode === 'coder' && coders.length > 0 && (
        <div className="sticky top-0 z-10 flex bg-paper/95 pt-2 pb-1.5">
          {coders.slice(0, lanes.count).map((coder) => (
            <span
              key={coder.id}
              title={coder.name}
              className="grid place-items-center"
              style={{ inlineSize: `${lane}rem` }}
            >
              <AvatarInitials name={coder.name} size="small" className="size-[1.125rem]! text-[0.5rem]!" />
            </span>
          ))}
        </div>
      )}
      <div className="absolute inset-0">
        {bars.map(({ layer, lane: place, top, height }) => {
          const tag = layer.tagId === undefined ? undefined : tags.get(layer.tagId)
          const name = tag?.name ?? t('untagged')
          return (
            <button
              key={layer.key}
              type="button"
              tabIndex={-1}
              title={
                mode === 'coder'
                  ? `${coders.find((coder) => coder.id === creditedTo(layer.item))?.name ?? ''}: ${name}`
                  : name
              }
              onClick={() => onFocus(layer.item.id)}
              style={{
                ...tagColourVariables(tag?.colour ?? plain),
                top: `${top + 2}px`,
                blockSize: `${Math.max(6, height - 4)}px`,
                insetInlineStart: `${place * lane + 0.125}rem`,
                inlineSize: `${lane - 0.25}rem`,
              }}
              className={classNames(
                'tag-coloured group absolute flex cursor-pointer items-start overflow-hidden ps-[5px] text-start',
                layer.item.id === focusId && 'z-10',
              )}
            >
              <span
                className={classNames(
                  'absolute inset-y-0 start-0 border-s-[3px] border-tag-stripe',
                  layer.item.visibility === 'private' && 'border-dashed',
                  layer.item.id === focusId
                    ? 'w-full bg-tag-fill'
                    : 'w-[3px] group-hover:w-full group-hover:bg-tag-fill',
                )}
              />
              {mode === 'tag' && height > 56 && (
                <span
                  dir="auto"
                  className="relative max-h-full truncate py-1 text-[0.625rem] leading-[1.15] text-ink-muted group-hover:text-ink"
                  style={{ writingMode: 'vertical-rl' }}
                >
                  {name}
                </span>
              )}
            </button>
          )
        })}
        {crowds.map(({ start, end, count }) => (
          <button
            key={start}
            type="button"
            tabIndex={-1}
            title={t('crowd', { count })}
            onClick={(event) => onCrowd(start, end, event.currentTarget.getBoundingClientRect())}
            style={{
              top: `${start}px`,
              blockSize: `${end - start}px`,
              insetInlineStart: `${lanes.count * lane + 0.125}rem`,
              inlineSize: `${lane - 0.125}rem`,
            }}
            className="absolute flex cursor-pointer flex-col items-center justify-center text-[0.625rem] leading-none font-medium text-ink tabular-nums"
          >
            <span className="absolute inset-0 bg-ink-muted" style={{ opacity: Math.min(0.42, 0.08 + count * 0.04) }} />
            {end - start >= 12 && <span className="relative">+{count}</span>}
          </button>
        ))}
      </div>
    </div>
  )
}
