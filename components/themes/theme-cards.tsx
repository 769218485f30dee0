'use client'

import { ArrowLeft, ArrowRight, Ellipsis, GripVertical, Pencil, Trash2 } from 'lucide-react'
import { Button, DropIndicator, GridList, GridListItem, useDragAndDrop } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem, MenuRule } from '@/components/ui/menu'
import { SparkTimeline } from '@/components/ui/spark-timeline'
import { useHides } from '@/lib/browser/rounds/use-hides'
import { tagColourVariables } from '@/lib/domain/codebook/colours'
import type { Theme } from '@/lib/schemas/theme'

export type ThemeCommand = 'edit' | 'remove' | 'earlier' | 'later'

export interface ThemeCardsProps {
  projectId: string
  themes: readonly Theme[]
  canWrite: boolean
  onCommand: (theme: Theme, command: ThemeCommand) => void
  /** Puts a theme at a place in the list. */
  onMove: (theme: Theme, position: number) => void
}

/** The cards as a grid that the arrow keys move through; dragged, or moved by their menu, into another order. */
export function ThemeCards({ projectId, themes, canWrite, onCommand, onMove }: ThemeCardsProps) {
  const t = useTranslations('themes')
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !canWrite,
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const theme = themes.find((other) => keys.has(other.id))
      if (!theme) return
      const others = themes.filter((other) => other.id !== theme.id)
      onMove(theme, others.findIndex((other) => other.id === target.key) + (target.dropPosition === 'after' ? 1 : 0))
    },
    renderDropIndicator: (target) => (
      <DropIndicator
        target={target}
        className="w-0 outline-none data-drop-target:outline-2 data-drop-target:outline-accent"
      />
    ),
  })
  return (
    <GridList
      aria-label={t('card.list')}
      items={themes}
      layout="grid"
      dragAndDropHooks={dragAndDropHooks}
      dependencies={[themes.length, canWrite]}
      className="grid grid-cols-1 gap-5 sm:grid-cols-2 xl:grid-cols-3"
    >
      {(theme) => (
        <GridListItem
          id={theme.id}
          textValue={theme.name}
          href={`/projects/${projectId}/themes/${theme.id}`}
          style={tagColourVariables(theme.colour)}
          className="tag-coloured group relative flex cursor-default flex-col gap-3 rounded-md border border-rule border-s-4 border-s-tag-stripe bg-paper-raised px-5 pt-4 pb-4 focus-ring transition-shadow data-dragging:opacity-50 data-hovered:shadow-raised"
        >
          <ThemeCard
            theme={theme}
            position={themes.indexOf(theme)}
            count={themes.length}
            canWrite={canWrite}
            onCommand={(command) => onCommand(theme, command)}
          />
        </GridListItem>
      )}
    </GridList>
  )
}

function ThemeCard({
  theme,
  position,
  count,
  canWrite,
  onCommand,
}: {
  theme: Theme
  position: number
  count: number
  canWrite: boolean
  onCommand: (command: ThemeCommand) => void
}) {
  const t = useTranslations('themes')
  const hides = useHides()
  const { excerpts, documents, coders } = theme.counts
  return (
    <>
      <div className="flex items-start gap-1.5">
        {canWrite && (
          <Button
            slot="drag"
            aria-label={t('card.drag', { name: theme.name })}
            className="-ms-5.5 mt-1 grid h-6 w-4 shrink-0 place-items-center rounded-sm text-ink-muted opacity-0 focus-ring group-data-focus-visible:opacity-100 group-data-hovered:opacity-100 data-focus-visible:opacity-100 pointer-coarse:hidden"
          >
            <GripVertical aria-hidden className="size-4" />
          </Button>
        )}
        <h2 dir="auto" className="min-w-0 flex-1 font-serif text-lg leading-snug text-ink text-balance">
          {theme.name}
        </h2>
        {canWrite && (
          <ThemeMenu name={theme.name} isFirst={position === 0} isLast={position === count - 1} onCommand={onCommand} />
        )}
      </div>
      {theme.definition && (
        <p dir="auto" className="line-clamp-3 font-serif text-[0.9375rem] leading-normal text-ink-muted">
          {theme.definition}
        </p>
      )}
      <div className="mt-auto flex flex-col gap-2 pt-2">
        {excerpts > 0 && (
          <SparkTimeline
            isBare
            label={t('card.spread')}
            points={theme.spread.map((value, part) => ({ when: t('card.spreadPart', { part: part + 1 }), value }))}
          />
        )}
        <p className="facts text-[0.8125rem] text-ink-muted tabular-nums">
          <span className="text-ink">{t('card.excerpts', { count: excerpts, hides })}</span>
          {excerpts > 0 && (
            <>
              <span>{t('card.documents', { count: documents })}</span>
              <span>{t('card.coders', { count: coders })}</span>
            </>
          )}
          <span>{t('card.tags', { count: theme.tagIds.length })}</span>
        </p>
      </div>
    </>
  )
}

interface ThemeMenuProps {
  name: string
  isFirst: boolean
  isLast: boolean
  onCommand: (command: ThemeCommand) => void
}

/** What one does with a theme. */
function ThemeMenu({ name, isFirst, isLast, onCommand }: ThemeMenuProps) {
  const t = useTranslations('themes')
  return (
    <Menu
      label={t('card.menu', { name: name })}
      onAction={(key) => onCommand(key as ThemeCommand)}
      trigger={
        <IconButton size="small" label={t('card.menu', { name: name })} icon={<Ellipsis />} className="-me-2 -mt-0.5" />
      }
    >
      <MenuItem id="edit" icon={<Pencil aria-hidden />}>
        {t('card.edit')}
      </MenuItem>
      <MenuItem id="earlier" isDisabled={isFirst} icon={<ArrowLeft aria-hidden className="rtl:rotate-180" />}>
        {t('card.earlier')}
      </MenuItem>
      <MenuItem id="later" isDisabled={isLast} icon={<ArrowRight aria-hidden className="rtl:rotate-180" />}>
        {t('card.later')}
      </MenuItem>
      <MenuRule />
      <MenuItem id="remove" tone="danger" icon={<Trash2 aria-hidden />}>
        {t('card.remove')}
      </MenuItem>
    </Menu>
  )
}
