'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { lanesBesideLabels, useLabelLayout, type LabelledItem } from '@/lib/browser/reader/use-labels'
import { tagColourVariables } from '@/lib/domain/codebook/colours'
import type { LabelLine, MarginLabel } from '@/lib/domain/reading/margin-labels'
import type { Tag } from '@/lib/schemas/tag'
import type { MarginProps } from './margin-props'
import { CrowdBar, PassageBar, plain } from './passage-bar'

/** Width of a lane beside labels, in rem. */
const narrowLane = 0.375

/** A label for every passage where there is room, and between the text and the labels a bar where there is not. */
export function MarginLabels({ view, inOrder, labelled, tags, focusId, onFocus, onChoose, onCrowd }: MarginProps) {
  const t = useTranslations('reader')
  const format = useFormatter()
  const { labels, bars, crowds } = useLabelLayout(view, inOrder, labelled)
  const nameOf = (tagId: string | null) => (tagId === null ? undefined : tags.get(tagId)?.name) ?? t('untagged')
  return (
    <div className="absolute inset-0">
      {bars.map(({ layer, lane, top, height }) => (
        <PassageBar
          key={layer.key}
          title={layer.item.tagIds.length > 0 ? format.list(layer.item.tagIds.map(nameOf)) : nameOf(null)}
          colour={layer.tagId === undefined ? undefined : tags.get(layer.tagId)?.colour}
          item={layer.item}
          isFocused={layer.item.id === focusId}
          onPress={() => onFocus(layer.item.id)}
          at={{ top, height, start: lane * narrowLane, width: narrowLane - 0.0625 }}
        />
      ))}
      {crowds.map((crowd) => (
        <CrowdBar
          key={crowd.start}
          crowd={crowd}
          start={lanesBesideLabels * narrowLane}
          width={0.9375}
          onCrowd={onCrowd}
        />
      ))}
      {labels.map((label) => (
        <Label
          key={label.passages[0]?.id}
          label={label}
          tags={tags}
          nameOf={nameOf}
          isFocused={label.passages.some(({ id }) => id === focusId)}
          onPress={(at) =>
            onChoose(
              label.passages.map(({ item }) => item),
              at,
            )
          }
        />
      ))}
    </div>
  )
}

interface LabelProps {
  label: MarginLabel<LabelledItem>
  tags: ReadonlyMap<string, Tag>
  nameOf: (tagId: string | null) => string
  isFocused: boolean
  onPress: (at: DOMRect) => void
}

/** The tags of passages that begin here, each on a line behind its stripe. */
function Label({ label, tags, nameOf, isFocused, onPress }: LabelProps) {
  const t = useTranslations('reader')
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={(event) => onPress(event.currentTarget.getBoundingClientRect())}
      style={{ top: `${label.top}px`, blockSize: `${label.height}px` }}
      className={classNames(
        'absolute start-9 flex max-w-[calc(100%-2.25rem)] cursor-pointer flex-col items-stretch rounded-sm py-1 pe-1.5 text-start text-xs leading-4 hover:bg-paper-sunken hover:text-ink',
        isFocused ? 'z-10 bg-accent-soft text-ink' : 'text-ink-muted',
      )}
    >
      {label.lines.map((line) => (
        <Line
          key={line.tagId}
          line={line}
          name={nameOf(line.tagId)}
          colour={line.tagId === null ? undefined : tags.get(line.tagId)?.colour}
          isPrivate={isPrivate(label, line)}
        />
      ))}
      {label.more > 0 && <span className="ps-2.5">{t('moreTags', { count: label.more })}</span>}
    </button>
  )
}

function Line({
  line,
  name,
  colour,
  isPrivate,
}: {
  line: LabelLine
  name: string
  colour: string | undefined
  isPrivate: boolean
}) {
  return (
    <span className="flex items-center gap-1.5">
      <span
        style={tagColourVariables(colour ?? plain)}
        className={classNames(
          'tag-coloured h-3.5 shrink-0 border-s-[3px] border-tag-stripe',
          isPrivate && 'border-dashed',
        )}
      />
      <span dir="auto" title={name} className={classNames('min-w-0 truncate', line.tagId === null && 'italic')}>
        {name}
      </span>
      {line.count > 1 && (
        <span dir="ltr" className="shrink-0 tabular-nums">
          ×{line.count}
        </span>
      )}
    </span>
  )
}

/** Whether nobody else sees any of the passages that carry this tag. */
function isPrivate({ passages }: MarginLabel<LabelledItem>, { tagId }: LabelLine): boolean {
  return passages
    .filter(({ tagIds }) => (tagId === null ? tagIds.length === 0 : tagIds.includes(tagId)))
    .every(({ item }) => item.visibility === 'private')
}
