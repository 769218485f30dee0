'use client'

import { useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { useMarginLayout } from '@/lib/browser/reader/use-lanes'
import { creditedTo } from '@/lib/domain/review/credited'
import type { MarginProps } from './margin-props'
import { CrowdBar, PassageBar } from './passage-bar'

/** Width of a lane, in rem. */
export const laneWidth = 1.375

/** A bar for every passage in its lane, and a lane that counts what found no room. */
export function MarginBars({ view, lanes, mode, tags, coders, focusId, onFocus, onCrowd }: MarginProps) {
  const t = useTranslations('reader')
  const { bars, crowds } = useMarginLayout(view, lanes, mode)
  return (
    <>
      {mode === 'coder' && coders.length > 0 && (
        <div className="sticky top-0 z-10 flex bg-paper/95 pt-2 pb-1.5">
          {coders.slice(0, lanes.count).map((coder) => (
            <span
              key={coder.id}
              title={coder.name}
              className="grid place-items-center"
              style={{ inlineSize: `${laneWidth}rem` }}
            >
              <AvatarInitials name={coder.name} size="small" className="size-[1.125rem]! text-[0.5rem]!" />
            </span>
          ))}
        </div>
      )}
      <div className="absolute inset-0">
        {bars.map(({ layer, lane, top, height }) => {
          const tag = layer.tagId === undefined ? undefined : tags.get(layer.tagId)
          const name = tag?.name ?? t('untagged')
          return (
            <PassageBar
              key={layer.key}
              title={
                mode === 'coder'
                  ? `${coders.find((coder) => coder.id === creditedTo(layer.item))?.name ?? ''}: ${name}`
                  : name
              }
              name={mode === 'tag' ? name : undefined}
              colour={tag?.colour}
              item={layer.item}
              isFocused={layer.item.id === focusId}
              onPress={() => onFocus(layer.item.id)}
              at={{ top, height, start: lane * laneWidth + 0.125, width: laneWidth - 0.25 }}
            />
          )
        })}
        {crowds.map((crowd) => (
          <CrowdBar
            key={crowd.start}
            crowd={crowd}
            start={lanes.count * laneWidth + 0.125}
            width={1.25}
            onCrowd={onCrowd}
          />
        ))}
      </div>
    </>
  )
}
