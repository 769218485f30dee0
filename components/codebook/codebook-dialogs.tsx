'use client'

import { useTranslations } from 'use-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { Tag } from '@/lib/schemas/tag'
import { ImportDialog } from './dialogs/import-dialog'
import { MergeDialog } from './dialogs/merge-dialog'
import { SplitDialog } from './dialogs/split-dialog'
import type { Codebook } from './use-codebook'

/** What is asked before tags are merged, split, binned or imported. */
export function CodebookDialogs({
  projectId,
  codebook,
  tags,
}: {
  projectId: string
  codebook: Codebook
  tags: readonly Tag[]
}) {
  const t = useTranslations('codebook')
  const { asked, askNothing } = codebook
  const chosen = tags.filter((tag) => asked?.ids.includes(tag.id))
  const [only] = chosen
  const count = chosen.reduce((sum, tag) => sum + tag.annotationCount, 0)
  if (codebook.isImporting)
    return (
      <ImportDialog
        tags={tags}
        onImport={codebook.importCsv}
        preview={codebook.commands.previewImport}
        onClose={() => codebook.setImporting(false)}
      />
    )
  if (asked?.command === 'merge')
    return (
      <MergeDialog
        projectId={projectId}
        tags={tags}
        ids={asked.ids}
        commands={codebook.commands}
        onMerge={(into) => codebook.merge(asked.ids, into)}
        onClose={askNothing}
      />
    )
  if (asked?.command === 'split' && only)
    return (
      <SplitDialog
        projectId={projectId}
        tag={only}
        onSplit={(request) => codebook.split(only, request)}
        onClose={askNothing}
      />
    )
  if (asked?.command !== 'remove' || !only) return null
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && askNothing()}
      title={
        chosen.length === 1 ? t('remove.title', { name: only.name }) : t('remove.titleMany', { count: chosen.length })
      }
      consequence={count === 0 ? t('remove.unused') : t('remove.used', { count })}
      action={t('remove.action')}
      onConfirm={() => codebook.remove(asked.ids)}
    />
  )
}
