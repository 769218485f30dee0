'use client'

import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ComboBox } from '@/components/ui/combo-box'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { ListItem } from '@/components/ui/list-item'
import { Skeleton } from '@/components/ui/skeleton'
import { TagDot } from '@/components/ui/tag-chip'
import type { CodebookCommands, TagMerge } from '@/lib/browser/codebook/use-codebook-commands'
import { withDescendants } from '@/lib/domain/codebook/tree'
import type { Tag } from '@/lib/schemas/tag'

export interface MergeDialogProps {
  projectId: string
  tags: readonly Tag[]
  /** The tags that would vanish. */
  ids: readonly string[]
  commands: CodebookCommands
  onMerge: (into: Tag) => Promise<unknown>
  onClose: () => void
}

/** Asks into which tag to merge, says in figures what that changes, and merges only then. */
export function MergeDialog({ projectId, tags, ids, commands, onMerge, onClose }: MergeDialogProps) {
  const t = useTranslations('codebook')
  const [intoId, setIntoId] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const vanishing = tags.filter((tag) => ids.includes(tag.id))
  const below = withDescendants(tags, ids)
  const choices = tags.filter((tag) => tag.archivedAt === null && !below.includes(tag.id))
  const into = choices.find((tag) => tag.id === intoId)
  const previews = useQueries({
    queries: vanishing.map((tag) => ({
      // Not among the codebook's keys: the merge itself makes those stale while the dialog still stands, and then the tag is gone.
      queryKey: ['project', projectId, 'merge-preview', tag.id, intoId],
      queryFn: ({ signal }: { signal: AbortSignal }) => commands.previewMerge(tag.id, intoId ?? '', signal),
      enabled: into !== undefined,
      retry: false,
      gcTime: 0,
    })),
  })
  const isReady = into !== undefined && previews.every((preview) => preview.data && preview.data.clashes.length === 0)
  const merge = async () => {
    if (!into) return
    setPending(true)
    await onMerge(into)
    onClose()
  }
  const title =
    vanishing.length === 1
      ? t('merge.title', { name: vanishing[0]?.name ?? '' })
      : t('merge.titleMany', { count: vanishing.length })
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={title} lede={t('merge.lede')}>
      <ComboBox
        label={t('merge.into')}
        placeholder={t('merge.choose')}
        defaultItems={choices}
        selectedKey={intoId}
        onSelectionChange={(key) => setIntoId(key === null ? null : String(key))}
      >
        {(tag: Tag) => (
          <ListItem
            id={tag.id}
            lead={<TagDot colour={tag.colour} />}
            note={tag.path.length > 1 ? tag.path.slice(0, -1).join(' › ') : undefined}
          >
            {tag.name}
          </ListItem>
        )}
      </ComboBox>
      {into && (
        <div aria-live="polite" className="flex flex-col gap-4">
          {vanishing.map((tag, i) => {
            const preview = previews[i]
            if (preview?.data) return <Consequence key={tag.id} tag={tag} into={into} merge={preview.data} />
            return preview?.error ? (
              <p key={tag.id} role="alert" className="text-sm text-danger">
                {preview.error.message}
              </p>
            ) : (
              <Skeleton key={tag.id} lines={3} />
            )
          })}
        </div>
      )}
      <DialogActions>
        <Button onPress={onClose}>{t('cancel')}</Button>
        <Button tone="primary" isDisabled={!isReady} isPending={isPending} onPress={() => void merge()}>
          {t('merge.action')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Consequence({ tag, into, merge }: { tag: Tag; into: Tag; merge: TagMerge }) {
  const t = useTranslations('codebook')
  const format = useFormatter()
  const names = { name: tag.name, into: into.name }
  if (merge.clashes.length > 0)
    return (
      <p role="alert" className="rounded-md border border-warning bg-warning-soft p-3 text-sm text-ink">
        {t('merge.clashes', { names: format.list(merge.clashes.map((name) => `“${name}”`)) })}
      </p>
    )
  return (
    <ul className="flex list-disc flex-col gap-1 ps-5 text-[0.9375rem] text-ink marker:text-ink-muted">
      <li>{t('merge.retagged', { count: merge.retagged, ...names })}</li>
      {merge.alreadyThere > 0 && <li>{t('merge.alreadyThere', { count: merge.alreadyThere, ...names })}</li>}
      {merge.movedChildren > 0 && <li>{t('merge.movedChildren', { count: merge.movedChildren, ...names })}</li>}
      <li>{t('merge.vanishes', names)}</li>
    </ul>
  )
}
