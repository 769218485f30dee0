'use client'

import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem, MenuRule } from '@/components/ui/menu'
import { TagDot } from '@/components/ui/tag-chip'
import { usePrinting } from '@/lib/browser/use-printing'
import { useHides } from '@/lib/browser/rounds/use-hides'
import type { Tag } from '@/lib/schemas/tag'
import { NameInput } from './name-input'

/** What can be asked of one tag from its row, by menu or key. */
export type TagCommand =
  | 'passages'
  | 'details'
  | 'rename'
  | 'child'
  | 'sibling'
  | 'up'
  | 'down'
  | 'in'
  | 'out'
  | 'merge'
  | 'split'
  | 'archive'
  | 'remove'

export interface TagRowProps {
  tag: Tag
  isContext: boolean
  isRenaming: boolean
  /** What was typed for its name, and not taken. */
  untaken: string | null
  canEdit: boolean
  onCommand: (command: TagCommand) => void
  onName: (name: string) => void
  onCancel: () => void
}

/** One line of the codebook: colour, name, counts, and the menu of what can be done. */
export function TagRow({ tag, isContext, isRenaming, untaken, canEdit, onCommand, onName, onCancel }: TagRowProps) {
  const t = useTranslations('codebook')
  const hides = useHides()
  const isPrinting = usePrinting()
  if (isRenaming)
    return (
      <span className="flex items-center gap-2.5">
        <TagDot colour={tag.colour} />
        <NameInput
          label={t('rename', { name: tag.name })}
          name={tag.name}
          untaken={untaken}
          onName={onName}
          onCancel={onCancel}
        />
      </span>
    )
  const row = (
    <span className="flex items-center gap-2.5">
      <TagDot colour={tag.colour} className={tag.archivedAt ? 'opacity-50' : undefined} />
      <span dir="auto" className={classNames('min-w-0 break-words', (isContext || tag.archivedAt) && 'text-ink-muted')}>
        {tag.name}
      </span>
      {tag.archivedAt && <Badge>{t('archived')}</Badge>}
      {tag.blindRoundId && (
        <Badge>
          {t('madeBlind')}
          <span className="sr-only">: {t('madeBlindNote')}</span>
        </Badge>
      )}
      {tag.recheckCount > 0 && <Badge tone="warning">{t('recheck.badge', { count: tag.recheckCount })}</Badge>}
      <span className="ms-auto flex shrink-0 items-center gap-1 text-[0.8125rem] tabular-nums">
        <span className="sr-only">{t('rowCount', { own: tag.annotationCount, total: tag.totalCount, hides })}</span>
        <span aria-hidden className="w-9 text-end text-ink max-sm:hidden">
          {tag.annotationCount || '·'}
        </span>
        <span aria-hidden className="w-12 text-end text-ink-muted max-sm:w-9">
          {tag.totalCount || '·'}
        </span>
        {canEdit ? <TagMenu tag={tag} onCommand={onCommand} /> : <span className="w-2" />}
      </span>
    </span>
  )
  return isPrinting ? <PrintedTag tag={tag}>{row}</PrintedTag> : row
}

/** On paper the tag's meaning stands below its name, where the screen has it beside the tree. */
function PrintedTag({ tag, children }: { tag: Tag; children: ReactNode }) {
  const t = useTranslations('codebook')
  return (
    <div className="flex flex-col gap-0.5 py-1">
      {children}
      {(['definition', 'useWhen', 'avoidWhen'] as const).map(
        (field) =>
          tag[field] !== '' && (
            <p key={field} dir="auto" className="ps-5 text-[0.8125rem] whitespace-pre-line text-ink-muted">
              {field !== 'definition' && <em>{t(`panel.${field}`)}: </em>}
              {tag[field]}
            </p>
          ),
      )}
    </div>
  )
}

function TagMenu({ tag, onCommand }: { tag: Tag; onCommand: (command: TagCommand) => void }) {
  const t = useTranslations('codebook')
  return (
    <Menu
      label={t('menu.label', { name: tag.name })}
      onAction={(key) => onCommand(key as TagCommand)}
      trigger={
        <IconButton
          size="small"
          label={t('menu.label', { name: tag.name })}
          icon={<Ellipsis />}
          className="opacity-0 group-data-focus-visible:opacity-100 group-data-hovered:opacity-100 group-data-selected:opacity-100 data-focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
        />
      }
    >
      <MenuItem id="passages">{t('menu.passages')}</MenuItem>
      <MenuRule />
      <MenuItem id="rename" shortcut="F2">
        {t('menu.rename')}
      </MenuItem>
      <MenuItem id="child" shortcut="Ctrl ⇧ ↵">
        {t('menu.child')}
      </MenuItem>
      <MenuItem id="sibling" shortcut="Ctrl ↵">
        {t('menu.sibling')}
      </MenuItem>
      <MenuRule />
      <MenuItem id="up" shortcut="Alt ↑">
        {t('menu.up')}
      </MenuItem>
      <MenuItem id="down" shortcut="Alt ↓">
        {t('menu.down')}
      </MenuItem>
      <MenuItem id="out" shortcut="Alt ←">
        {t('menu.out')}
      </MenuItem>
      <MenuItem id="in" shortcut="Alt →">
        {t('menu.in')}
      </MenuItem>
      <MenuRule />
      <MenuItem id="merge">{t('menu.merge')}</MenuItem>
      <MenuItem id="split">{t('menu.split')}</MenuItem>
      <MenuItem id="archive">{t(tag.archivedAt ? 'menu.unarchive' : 'menu.archive')}</MenuItem>
      <MenuItem id="remove" tone="danger" shortcut="Del">
        {t('menu.remove')}
      </MenuItem>
    </Menu>
  )
}
