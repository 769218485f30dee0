'use client'

import { BookMarked } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { ExampleKind, TagExample } from '@/lib/schemas/example'

export interface ExampleMenuProps {
  tag: { id: string; name: string }
  annotationId: string
  /** Whether the passage carries the tag itself, which an example does. */
  carries: boolean
  examples: readonly TagExample[]
  onName: (kind: ExampleKind) => void
  onDrop: () => void
}

/** Names a passage as an example or counter-example of one tag, or no more. */
export function ExampleMenu({ tag, annotationId, carries, examples, onName, onDrop }: ExampleMenuProps) {
  const t = useTranslations('codebook.examples')
  const is = examples.find((one) => one.tagId === tag.id && one.annotationId === annotationId)?.kind
  return (
    <Menu
      label={t('menu', { name: tag.name })}
      onAction={(key) => (key === 'none' ? onDrop() : onName(key as ExampleKind))}
      trigger={
        <IconButton
          size="small"
          label={t('menu', { name: tag.name })}
          isActive={is !== undefined}
          icon={<BookMarked aria-hidden />}
        />
      }
    >
      {is !== 'example' && (
        <MenuItem id="example" isDisabled={!carries}>
          {t('asExample', { name: tag.name })}
        </MenuItem>
      )}
      {is !== 'counter' && <MenuItem id="counter">{t('asCounter', { name: tag.name })}</MenuItem>}
      {is !== undefined && <MenuItem id="none">{t('asNone')}</MenuItem>}
    </Menu>
  )
}
