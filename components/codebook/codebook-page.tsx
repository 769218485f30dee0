'use client'

import { FileUp, MessageSquareMore, Plus } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { Button, ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { SearchField } from '@/components/ui/search-field'
import { Switch } from '@/components/ui/switch'
import { useProposals } from '@/lib/browser/codebook/use-proposals'
import { useTags } from '@/lib/browser/codebook/use-tags'
import { usePrinting } from '@/lib/browser/use-printing'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import type { ProjectSettings } from '@/lib/domain/access/actions'
import type { Proposal } from '@/lib/schemas/proposal'
import type { Tag } from '@/lib/schemas/tag'
import { CodebookDialogs } from './codebook-dialogs'
import { CodebookSide } from './codebook-side'
import { shownIds, tagNodes } from './tree/tag-nodes'
import { ProposeMenu } from './proposals/propose-menu'
import { TagTree } from './tree/tag-tree'
import { useCodebook } from './use-codebook'

export interface CodebookPageProps {
  project: {
    id: string
    name: string
    lastEvent: number
    settings: ProjectSettings
    abilities: Record<string, boolean>
  }
  initialTags: Tag[]
  initialProposals: Proposal[]
}

/** The codebook: the tree on the left, what the chosen tag means on the right (below, on a phone). */
export function CodebookPage({ project, initialTags, initialProposals }: CodebookPageProps) {
  const t = useTranslations('codebook')
  useProjectEvents(project.lastEvent)
  const { data: tags = initialTags } = useTags(project.id, initialTags)
  const { data: proposals = initialProposals } = useProposals(project.id, 'open', initialProposals)
  const codebook = useCodebook(project.id, tags, useSearchParams().get('tag'))
  const [query, setQuery] = useState('')
  const [showArchived, setShowArchived] = useState(false)
  const isPrinting = usePrinting()
  const { draft } = codebook
  const nodes = useMemo(() => tagNodes(tags, { query, showArchived, draft }), [tags, query, showArchived, draft])
  const canEdit = project.abilities['codebook.write'] === true
  const mayPropose = !canEdit && project.abilities['codebook.propose'] === true
  const archived = tags.filter((tag) => tag.archivedAt !== null).length
  const isEmpty = tags.length === 0 && draft === null
  const counts =
    archived > 0 ? t('countsArchived', { tags: tags.length - archived, archived }) : t('counts', { tags: tags.length })
  const actions = (
    <CodebookActions
      projectId={project.id}
      tags={tags}
      waiting={proposals.length}
      mayPropose={mayPropose}
      onImport={canEdit ? () => codebook.setImporting(true) : undefined}
      onAdd={canEdit ? () => codebook.begin({ parentId: null }) : undefined}
    />
  )
  return (
    <>
      <PageHeader
        title={t('title')}
        eyebrow={counts}
        lede={canEdit ? t('lede') : t(project.settings.codebook === 'locked' ? 'locked' : 'readOnly')}
        actions={!isEmpty && actions}
      />
      {isEmpty ? (
        <EmptyState title={t('empty.title')} action={actions}>
          {t(canEdit ? 'empty.body' : 'empty.bodyReader')}
        </EmptyState>
      ) : (
        <div className="grid grid-cols-1 items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_23rem] print:grid-cols-1">
          <div className="flex min-w-0 flex-col gap-3">
            <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
              <SearchField label={t('find')} value={query} onChange={setQuery} className="w-full sm:w-72" />
              {archived > 0 && (
                <Switch isSelected={showArchived} onChange={setShowArchived}>
                  {t('showArchived')}
                </Switch>
              )}
            </div>
            <TreeHead canEdit={canEdit} />
            <TagTree
              nodes={nodes}
              canEdit={canEdit}
              selected={codebook.selected}
              onSelect={codebook.select}
              expanded={query === '' && !isPrinting ? codebook.expanded : new Set(shownIds(nodes))}
              onExpand={codebook.expand}
              renaming={codebook.renaming}
              untaken={codebook.untaken}
              onCommand={codebook.command}
              onName={(id, name) => void codebook.name(id, name)}
              onCancel={codebook.cancel}
              onMove={codebook.drop}
              empty={<p className="px-2 py-6 text-sm text-ink-muted">{t('empty.none', { query })}</p>}
            />
          </div>
          <CodebookSide
            projectId={project.id}
            codebook={codebook}
            tags={tags}
            canEdit={canEdit}
            mayPropose={mayPropose}
          />
        </div>
      )}
      <CodebookDialogs projectId={project.id} codebook={codebook} tags={tags} />
    </>
  )
}

interface CodebookActionsProps {
  projectId: string
  tags: readonly Tag[]
  /** How many proposals wait for an answer. */
  waiting: number
  mayPropose: boolean
  /** Given to those who may change the codebook. */
  onImport?: () => void
  onAdd?: () => void
}

/** What one does with the codebook as a whole: propose, see what is proposed, read it from a file, add to it. */
function CodebookActions({ projectId, tags, waiting, mayPropose, onImport, onAdd }: CodebookActionsProps) {
  const t = useTranslations('codebook')
  return (
    <>
      {mayPropose && <ProposeMenu projectId={projectId} tag={null} tags={tags} />}
      <ButtonLink href={`/projects/${projectId}/codebook/proposals`} icon={<MessageSquareMore aria-hidden />}>
        {t('proposals.link')}
        {waiting > 0 && (
          <Badge tone="accent">
            <span aria-hidden>{waiting}</span>
            <span className="sr-only">{t('proposals.waiting', { count: waiting })}</span>
          </Badge>
        )}
      </ButtonLink>
      {onImport && (
        <Button icon={<FileUp aria-hidden />} onPress={onImport}>
          {t('import')}
        </Button>
      )}
      {onAdd && (
        <Button tone="primary" icon={<Plus aria-hidden />} onPress={onAdd}>
          {t('add')}
        </Button>
      )}
    </>
  )
}

/** What the two columns of figures count; each row says the same in words. */
function TreeHead({ canEdit }: { canEdit: boolean }) {
  const t = useTranslations('codebook')
  return (
    <div aria-hidden className="flex justify-end gap-1 border-b border-rule pe-1.5 pb-1 text-xs text-ink-muted">
      <span className="w-9 text-end max-sm:hidden">{t('columnOwn')}</span>
      <span className="w-12 text-end">{t('columnTotal')}</span>
      <span className={canEdit ? 'w-7 pointer-coarse:w-11' : 'w-2'} />
    </div>
  )
}
