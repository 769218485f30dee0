'use client'

import { Info } from 'lucide-react'
import { useContext } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { Kbd } from '@/components/ui/kbd'
import { TagDot } from '@/components/ui/tag-chip'
import { KeysInForce } from '@/lib/browser/reader/use-reader-keys'
import type { NewTag } from '@/lib/domain/reading/new-tag'
import { shownKey, type ReadingCommand } from '@/lib/domain/reading/reader-keys'
import type { Tag } from '@/lib/schemas/tag'

interface RowProps {
  id: string
  isActive: boolean
  onTake: (stay: boolean) => void
  onPoint: () => void
}

const look =
  'flex min-h-8 w-full cursor-default items-center gap-2 rounded-sm px-2 py-1 text-start text-sm pointer-coarse:min-h-11'

/** A tag of the codebook in the picker; `place` is that among the pinned tags. */
export function TagOption({
  id,
  tag,
  isActive,
  isPicked,
  place,
  onTake,
  onPoint,
  onAbout,
}: RowProps & { tag: Tag; isPicked: boolean; place: number | null; onAbout: () => void }) {
  const t = useTranslations('reader')
  const codebook = useTranslations('codebook')
  const keys = useContext(KeysInForce)
  const key = place === null ? undefined : keys[`pinned-${place + 1}` as ReadingCommand][0]
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-checked={isPicked}
      // The focus stays in the box, so that typing goes on.
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={onPoint}
      onClick={(event) =>
        event.target instanceof Element && event.target.closest('[data-about]')
          ? onAbout()
          : onTake(event.ctrlKey || event.metaKey)
      }
      className={classNames(look, 'group', isActive && 'bg-accent-soft', isPicked && 'font-medium')}
    >
      <TagDot colour={tag.colour} />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate">
          {tag.name}
        </span>
        {tag.path.length > 1 && (
          <span dir="auto" className="block truncate text-xs text-ink-muted">
            {tag.path.slice(0, -1).join(' › ')}
          </span>
        )}
      </span>
      {tag.blindRoundId && <Badge>{codebook('madeBlind')}</Badge>}
      {isPicked && <span aria-hidden>✓</span>}
      {key !== undefined && !/\p{L}/u.test(key) && <Kbd>{shownKey(key)}</Kbd>}
      {/* For a pointer: an option holds no button. By key it is Alt and Enter, and in words it is below the list. */}
      <span
        aria-hidden
        data-about=""
        title={t('guidance.label', { name: tag.name })}
        className="-my-1 -me-2 grid size-8 shrink-0 place-items-center rounded-sm text-ink-muted opacity-0 group-hover:opacity-100 group-aria-selected:opacity-100 hover:text-ink pointer-coarse:size-11 pointer-coarse:opacity-100"
      >
        <Info className="size-4" />
      </span>
    </button>
  )
}

/** A tag that could be made of what is typed, or proposed where making it is not theirs. */
export function NewTagOption({
  id,
  offer,
  isProposal,
  isActive,
  onTake,
  onPoint,
}: RowProps & { offer: NewTag<Tag>; isProposal: boolean }) {
  const t = useTranslations('reader.picker')
  const { parent, names } = offer
  const above = [...(parent?.path ?? []), ...names.slice(0, -1)].join(' › ')
  const name = names.at(-1) ?? ''
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={onPoint}
      onClick={(event) => onTake(event.ctrlKey || event.metaKey)}
      className={classNames(look, isActive && 'bg-accent-soft')}
    >
      <span aria-hidden className="grid size-2.5 place-items-center text-accent">
        +
      </span>
      <span className="min-w-0 flex-1 break-words">
        {above === ''
          ? t(isProposal ? 'propose' : 'create', { name })
          : t(isProposal ? 'proposeBelow' : 'createBelow', { name, parent: above })}
      </span>
    </button>
  )
}
