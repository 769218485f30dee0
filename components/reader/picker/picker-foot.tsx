'use client'

import { Ellipsis, Info, Lock, LockOpen, NotebookPen, Pin, Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import type { Tag } from '@/lib/schemas/tag'
import type { TagPicking } from './use-tag-picking'

export interface PickerFootProps {
  picking: TagPicking
  current: Tag | undefined
  pinnedTagIds: readonly string[]
  hasNote: boolean
  onNote: () => void
  onPin: (tagId: string) => void
  onClose: () => void
  normHref?: string
}

/** Below the list: a note, who sees it, pinning, and being done. It takes a second line where there is no room, and cuts nothing off. */
export function PickerFoot({
  picking,
  current,
  pinnedTagIds,
  hasNote,
  onNote,
  onPin,
  onClose,
  normHref,
}: PickerFootProps) {
  const t = useTranslations('reader')
  const { picked, inMaking, note, visibility } = picking
  const count = picked.length + inMaking.length
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-1.5 border-t border-rule bg-paper-sunken px-2 py-1.5">
      {!hasNote && (
        <Button tone="plain" size="small" icon={<NotebookPen aria-hidden />} onPress={onNote}>
          {t('picker.addNote')}
        </Button>
      )}
      <Button
        tone="plain"
        size="small"
        icon={visibility === 'private' ? <Lock aria-hidden /> : <LockOpen aria-hidden />}
        aria-pressed={visibility === 'private'}
        onPress={() => picking.setVisibility(visibility === 'private' ? 'shared' : 'private')}
      >
        {t(`visibility.${visibility}`)}
      </Button>
      {current && picking.about === undefined && (
        <Button
          tone="plain"
          size="small"
          className="md:hidden"
          icon={<Info aria-hidden />}
          aria-label={t('guidance.label', { name: current.name })}
          aria-keyshortcuts="Alt+Enter"
          onPress={() => picking.setAbout(current.id)}
        >
          {t('picker.guidance')}
        </Button>
      )}
      {current && (
        <Button
          tone="plain"
          size="small"
          className="max-md:hidden"
          icon={<Pin aria-hidden />}
          aria-pressed={pinnedTagIds.includes(current.id)}
          onPress={() => onPin(current.id)}
        >
          {t(pinnedTagIds.includes(current.id) ? 'picker.unpin' : 'picker.pin')}
        </Button>
      )}
      {normHref !== undefined && <RareAct href={normHref} />}
      <span className="ms-auto flex items-center gap-1">
        <Button tone="plain" size="small" onPress={onClose} className="md:hidden">
          {t('picker.cancel')}
        </Button>
        <Button
          tone="primary"
          size="small"
          isDisabled={count === 0 && note === ''}
          onPress={() => picking.apply(picked)}
        >
          {t('picker.apply', { count })}
        </Button>
      </span>
    </div>
  )
}

/** What one does now and then. Not a menu: the sheet closes when the focus leaves it, and a menu stands outside of it. */
function RareAct({ href }: { href: string }) {
  const t = useTranslations('reader')
  const rounds = useTranslations('rounds')
  const [isOpen, setOpen] = useState(false)
  return (
    <span className="flex items-center gap-1 max-md:hidden">
      <IconButton
        size="small"
        label={t('card.more')}
        aria-expanded={isOpen}
        icon={<Ellipsis aria-hidden />}
        onPress={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <ButtonLink tone="plain" size="small" href={href} icon={<Users aria-hidden />}>
          {rounds('ask.reader')}
        </ButtonLink>
      )}
    </span>
  )
}
