'use client'

import { X } from 'lucide-react'
import { Button, Link } from 'react-aria-components'
import { tagColourVariables } from '@/lib/domain/codebook/colours'
import { classNames } from './class-names'
import { Tooltip } from './tooltip'

/** A tag's colour as a small disc. Always beside the tag's name: colour is never the only carrier. */
export function TagDot({ colour, className }: { colour: string; className?: string }) {
  return (
    <span
      aria-hidden
      style={tagColourVariables(colour)}
      className={classNames('tag-coloured inline-block size-2.5 shrink-0 rounded-full bg-tag-chip', className)}
    />
  )
}

export interface TagChipProps {
  name: string
  /** The stored colour, #rrggbb. */
  colour: string
  /** Names from the root of the tree down to this tag; shown on hover and spoken where the tag is not a root. */
  path?: readonly string[]
  /** Given: the chip is a button, for instance to filter by the tag. */
  onPress?: () => void
  /** Given: the chip leads there, for instance to the tag's passages. */
  href?: string
  /** Given: a small cross takes the tag away; `removeLabel` is its spoken name. */
  onRemove?: () => void
  removeLabel?: string
  className?: string
}

/** A tag as it stands on a passage, a card or a row: disc, name, and its path on hover, focus and to a screen reader. */
export function TagChip({ name, colour, path, onPress, href, onRemove, removeLabel, className }: TagChipProps) {
  const fullPath = path && path.length > 1 ? path.join(' › ') : undefined
  const body = (
    <>
      <TagDot colour={colour} />
      {fullPath && <span className="sr-only">{path?.slice(0, -1).join(', ')}: </span>}
      <span dir="auto" className="truncate">
        {name}
      </span>
    </>
  )
  const inner = 'inline-flex min-w-0 items-center gap-1.5 rounded-full py-px ps-2 pe-2.5'
  const pressed = 'cursor-default focus-ring data-hovered:bg-paper-sunken pointer-coarse:min-h-11'
  const pressable = onPress ? (
    <Button onPress={onPress} className={classNames(inner, pressed)}>
      {body}
    </Button>
  ) : (
    href !== undefined && (
      <Link href={href} className={classNames(inner, pressed)}>
        {body}
      </Link>
    )
  )
  return (
    <span
      className={classNames(
        'inline-flex max-w-full items-center rounded-full border border-rule bg-paper-raised text-[0.8125rem] leading-5.5 text-ink',
        className,
      )}
    >
      {pressable && fullPath ? (
        <Tooltip text={fullPath}>{pressable}</Tooltip>
      ) : (
        pressable || (
          <span title={fullPath} className={inner}>
            {body}
          </span>
        )
      )}
      {onRemove && (
        <Button
          aria-label={removeLabel ?? name}
          onPress={onRemove}
          className="relative -ms-1.5 grid size-6 place-items-center pointer-coarse:before:absolute pointer-coarse:before:-inset-2.5 rounded-full text-ink-muted focus-ring data-hovered:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </Button>
      )}
    </span>
  )
}
