'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { ThreadPanel } from '@/components/threads/thread-panel'
import { IconButton } from '@/components/ui/icon-button'
import { topmost } from '@/lib/domain/codebook/plan-moves'
import type { Tag } from '@/lib/schemas/tag'
import { KeyHelp } from './key-help'
import { TagPanel } from './tag-panel'
import type { Codebook } from './use-codebook'

/** Beside the tree: the tag in focus, or what can be done with several, or how to begin. */
export function CodebookSide({
  projectId,
  codebook,
  tags,
  canEdit,
  mayPropose,
}: {
  projectId: string
  codebook: Codebook
  tags: readonly Tag[]
  canEdit: boolean
  mayPropose: boolean
}) {
  const t = useTranslations('codebook')
  const chosen = tags.filter((tag) => codebook.selected.has(tag.id))
  const [only] = chosen
  return (
    <aside
      aria-label={t('panel.side')}
      className={classNames(
        'flex flex-col gap-6 border-rule print:hidden lg:sticky lg:top-[calc(var(--shell-top)+1.5rem)] lg:max-h-[calc(100dvh-var(--shell-top)-2.5rem)] lg:overflow-y-auto lg:border-s lg:ps-8 lg:pe-1 lg:pb-4',
        // Below the width of two columns it rises from the foot while a tag is chosen.
        chosen.length > 0
          ? 'max-lg:fixed max-lg:inset-x-0 max-lg:bottom-14 max-lg:z-20 max-lg:max-h-[58dvh] max-lg:overflow-y-auto max-lg:border-t max-lg:bg-paper-raised max-lg:px-5 max-lg:pt-5 max-lg:pb-6 max-lg:shadow-raised md:max-lg:bottom-0 max-lg:short:bottom-0 max-lg:short:max-h-dvh'
          : 'max-lg:hidden',
      )}
    >
      {chosen.length > 0 && (
        <IconButton
          label={t('panel.close')}
          icon={<X />}
          onPress={() => codebook.select(new Set())}
          className="absolute! end-2 top-2 lg:hidden"
        />
      )}
      {chosen.length > 1 ? (
        <Several codebook={codebook} tags={tags} chosen={chosen} canEdit={canEdit} />
      ) : only ? (
        <>
          <TagPanel
            key={only.id}
            projectId={projectId}
            tag={only}
            tags={tags}
            canEdit={canEdit}
            mayPropose={mayPropose}
            focusRef={codebook.details}
            onSave={codebook.commands.save}
          />
          <ThreadPanel key={`threads ${only.id}`} projectId={projectId} subject={{ type: 'tag', id: only.id }} />
        </>
      ) : (
        <p className="font-serif text-base text-ink-muted italic">{t('panel.nothing')}</p>
      )}
      {canEdit && <KeyHelp />}
    </aside>
  )
}

function Several({
  codebook,
  tags,
  chosen,
  canEdit,
}: {
  codebook: Codebook
  tags: readonly Tag[]
  chosen: Tag[]
  canEdit: boolean
}) {
  const t = useTranslations('codebook')
  const ids = chosen.map((tag) => tag.id)
  const isArchived = chosen.every((tag) => tag.archivedAt !== null)
  return (
    <section aria-label={t('several.title', { count: chosen.length })} className="flex flex-col gap-4">
      <h2 className="font-serif text-xl text-ink">{t('several.title', { count: chosen.length })}</h2>
      {canEdit && (
        <>
          <p className="text-sm text-ink-muted">{t('several.body')}</p>
          <div className="flex flex-col items-start gap-2">
            <Button onPress={() => codebook.ask('merge', topmost(tags, ids))}>{t('several.merge')}</Button>
            <Button onPress={() => void codebook.archive(ids, !isArchived)}>
              {t(isArchived ? 'several.unarchive' : 'several.archive')}
            </Button>
            <Button onPress={() => codebook.ask('remove', ids)}>{t('several.remove')}</Button>
          </div>
        </>
      )}
    </section>
  )
}
