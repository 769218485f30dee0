'use client'

import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { tagColourVariables } from '@/lib/domain/codebook/colours'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Crowd } from '@/lib/domain/reading/lanes'
import type { MarginProps } from './margin-props'

/** The colour of what has no tag. */
export const plain = '#8a8378'

interface PassageBarProps {
  title: string
  /** Written along the bar where it is long enough. */
  name?: string
  colour: string | undefined
  item: LayerItem
  isFocused: boolean
  onPress: () => void
  /** `top` and `height` in pixels of the page, `start` and `width` in rem of the margin. */
  at: { top: number; height: number; start: number; width: number }
}

/** A bar as long as its passage. */
export function PassageBar({ title, name, colour, item, isFocused, onPress, at }: PassageBarProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      title={title}
      onClick={onPress}
      style={{
        top: `${at.top + 2}px`,
        blockSize: `${Math.max(6, at.height - 4)}px`,
        insetInlineStart: `${at.start}rem`,
        inlineSize: `${at.width}rem`,
      }}
      className={classNames(
        'group absolute flex cursor-pointer items-start overflow-hidden ps-[5px] text-start',
        isFocused && 'z-10',
      )}
    >
      <span
        style={tagColourVariables(colour ?? plain)}
        className={classNames(
          'tag-coloured absolute inset-y-0 start-0 border-s-[3px] border-tag-stripe',
          item.visibility === 'private' && 'border-dashed',
          isFocused ? 'w-full bg-tag-fill' : 'w-[3px] group-hover:w-full group-hover:bg-tag-fill',
        )}
      />
      {name !== undefined && at.height > 56 && (
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
}

/** How many more passages lie beside it. `start` and `width` are rem of the margin. */
export function CrowdBar({
  crowd: { start: top, end, count },
  start,
  width,
  onCrowd,
}: {
  crowd: Crowd
  start: number
  width: number
  onCrowd: MarginProps['onCrowd']
}) {
  const t = useTranslations('reader')
  return (
    <button
      type="button"
      tabIndex={-1}
      title={t('crowd', { count })}
      onClick={(event) => onCrowd(top, end, event.currentTarget.getBoundingClientRect())}
      style={{
        top: `${top}px`,
        blockSize: `${end - top}px`,
        insetInlineStart: `${start}rem`,
        inlineSize: `${width}rem`,
      }}
      className="absolute flex cursor-pointer flex-col items-center justify-center text-[0.625rem] leading-none font-medium text-ink tabular-nums"
    >
      <span className="absolute inset-0 bg-ink-muted" style={{ opacity: Math.min(0.42, 0.08 + count * 0.04) }} />
      {end - top >= 12 && <span className="relative">+{count}</span>}
    </button>
  )
}
