'use client'

import { X } from 'lucide-react'
import { Button, Focusable } from 'react-aria-components'
import type { CSSProperties } from 'react'
import { tagColourVariables } from '@/lib/domain/codebook/colours'
import { classNames } from './class-names'
import { Tooltip } from './tooltip'

/** A tag's colour as a small disc. Always beside the tag's name: colour is never the only carrier. */
export function TagDot({ colour, className }: { colour: string; className?: string }) {
  return (
    <span
      aria-hidden
      style={tagColourVariables(colour) as CSSProperties}
      className={classNames('tag-coloured inline-block size-2.5 shrink-0 rounded-full bg-tag-chip', className)}
    />
  )
}

export interface TagChipProps {
  name: string
  /** The stored colour, #rrggbb. */
  colour: string
  /** Names from the root of the tree down to this tag, shown in the tooltip where the tag is not a root. */
  path?: readonly string[]
  /** Given: a small cross takes the tag away; `removeLabel` is its spoken name. */
  onRemove?: () => void
  removeLabel?: string
  className?: string
}

/** A tag as it stands on a passage, a card or a row: disc, name, and its path on hover or focus. */
export function TagChip({ name, colour, path, onRemove, removeLabel, className }: TagChipProps) {
  const hasPath = path !== undefined && path.length > 1
  const chip = (
    <span
      tabIndex={hasPath ? 0 : undefined}
      role={hasPath ? 'note' : undefined}
      className={classNames('inline-flex max-w-full items-center gap-1.5 rounded-full border border-rule bg-paper-raised py-px ps-2 pe-2.5 text-[0.8125rem] leading-5 text-ink focus-ring', className)}
    >
      <TagDot colour={colour} />
      <span dir="auto" className="truncate">
        {name}
      </span>
      {onRemove && (
        <Button aria-label={removeLabel ?? name} onPress={onRemove} className="-me-1.5 grid size-6 place-items-center rounded-full text-ink-muted focus-ring data-hovered:text-ink">
          <X aria-hidden className="size-3.5" />
        </Button>
      )}
    </span>
  )
  return hasPath ? (
    <Tooltip text={path.join(' › ')}>
      <Focusable>{chip}</Focusable>
    </Tooltip>
  ) : (
    chip
  )
}
