'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useUndoable } from '@/components/history/use-undoable'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { useTags } from '@/lib/browser/codebook/use-tags'
import { useThemeCommands, useThemes } from '@/lib/browser/themes/use-themes'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import type { Tag } from '@/lib/schemas/tag'
import type { Theme } from '@/lib/schemas/theme'
import { ThemeCards, type ThemeCommand } from './theme-cards'
import { ThemeForm } from './theme-form'

export interface ThemeIndexProps {
  project: { id: string; lastEvent: number; abilities: Record<string, boolean> }
  initialThemes: Theme[]
  initialTags: Tag[]
}

/** Every theme of the project as a card, in the order the team gives them. */
export function ThemeIndex({ project, initialThemes, initialTags }: ThemeIndexProps) {
  const t = useTranslations('themes')
  useProjectEvents(project.lastEvent)
  const { data: themes = initialThemes } = useThemes(project.id, initialThemes)
  const { data: tags = initialTags } = useTags(project.id, initialTags)
  const commands = useThemeCommands(project.id)
  const { run } = useUndoable(commands.revert)
  const [editing, setEditing] = useState<Theme | 'new' | null>(null)
  const [removing, setRemoving] = useState<Theme | null>(null)
  const canWrite = project.abilities['themes.write'] === true
  const move = (theme: Theme, position: number) =>
    void run(() => commands.move(themes, theme.id, position), t('done.moved', { name: theme.name }), t('failed.moved'))
  const command = (theme: Theme, what: ThemeCommand) => {
    const at = themes.findIndex((other) => other.id === theme.id)
    if (what === 'edit') setEditing(theme)
    else if (what === 'remove') setRemoving(theme)
    else move(theme, what === 'earlier' ? at - 1 : at + 1)
  }
  const add = canWrite && (
    <Button tone="primary" icon={<Plus aria-hidden />} onPress={() => setEditing('new')}>
      {t('new')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('title')}
        eyebrow={t('count', { count: themes.length })}
        lede={t('lede')}
        actions={themes.length > 0 && add}
      />
      {themes.length === 0 ? (
        <EmptyState title={t('empty.title')} action={add}>
          {t(canWrite ? 'empty.body' : 'empty.bodyReader')}
        </EmptyState>
      ) : (
        <ThemeCards projectId={project.id} themes={themes} canWrite={canWrite} onCommand={command} onMove={move} />
      )}
      {editing && (
        <ThemeForm
          projectId={project.id}
          theme={editing === 'new' ? undefined : editing}
          colours={themes.map((theme) => theme.colour)}
          tags={tags}
          onClose={() => setEditing(null)}
        />
      )}
      {removing && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && setRemoving(null)}
          title={t('remove.title', { name: removing.name })}
          consequence={t('remove.body')}
          action={t('remove.action')}
          onConfirm={() =>
            run(() => commands.remove(removing.id), t('done.removed', { name: removing.name }), t('failed.removed'))
          }
        />
      )}
    </>
  )
}
