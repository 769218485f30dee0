'use client'

import { Merge } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useUndoable, type UndoableCommands } from '@/components/history/use-undoable'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { useProposalCommands, useProposals, type ProposalCommands } from '@/lib/browser/codebook/use-proposals'
import { useTags, useTagsById } from '@/lib/browser/codebook/use-tags'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import type { Proposal } from '@/lib/schemas/proposal'
import type { Tag } from '@/lib/schemas/tag'
import { NotMergedList } from './not-merged'
import { ProposalCard } from './proposal-card'
import { ProposeMenu } from './propose-menu'
import { useMergeAll } from './use-merge-all'

export interface ProposalsPageProps {
  project: { id: string; lastEvent: number; abilities: Record<string, boolean> }
  viewerId: string
  initialTags: Tag[]
  initialOpen: Proposal[]
  initialSettled: Proposal[]
}

/** What is proposed about the codebook: by people, and by equal names that stand side by side; below it what was decided. */
export function ProposalsPage({ project, viewerId, initialTags, initialOpen, initialSettled }: ProposalsPageProps) {
  const t = useTranslations('codebook')
  useProjectEvents(project.lastEvent)
  const { data: tags = initialTags } = useTags(project.id, initialTags)
  const { data: open = initialOpen } = useProposals(project.id, 'open', initialOpen)
  const { data: settled = initialSettled } = useProposals(project.id, 'settled', initialSettled)
  const tagsById = useTagsById(tags)
  const commands = useProposalCommands(project.id)
  const { run } = useUndoable(commands.revert)
  const { isMerging, notMerged, mergeAll } = useMergeAll(commands, run)
  const mayDecide = project.abilities['codebook.write'] === true
  const mayPropose = project.abilities['codebook.propose'] === true
  const equal = open.filter(({ origin }) => origin === 'equal-names')
  const answering = { tags: tagsById, mayDecide, viewerId, commands, run }
  return (
    <>
      <PageHeader
        title={t('proposals.title')}
        eyebrow={<Breadcrumb crumbs={[{ label: t('title'), href: `/projects/${project.id}/codebook` }]} />}
        lede={t(mayDecide ? 'proposals.lede' : 'proposals.ledeReader')}
        actions={!mayDecide && mayPropose && <ProposeMenu projectId={project.id} tag={null} tags={tags} />}
      />
      {open.length === 0 && settled.length === 0 ? (
        <EmptyState title={t('proposals.none')}>{t('proposals.noneBody')}</EmptyState>
      ) : (
        <>
          <Section
            title={t('proposals.open', { count: open.length })}
            actions={
              mayDecide &&
              equal.length > 1 && (
                <Button
                  size="small"
                  icon={<Merge aria-hidden />}
                  isPending={isMerging}
                  onPress={() => void mergeAll(equal)}
                >
                  {t('proposals.mergeAll', { count: equal.length })}
                </Button>
              )
            }
          >
            <NotMergedList pairs={notMerged} />
            {open.length === 0 ? (
              <p className="text-ink-muted">{t('proposals.noneOpen')}</p>
            ) : (
              <ProposalList {...answering} label={t('proposals.open', { count: open.length })} proposals={open} />
            )}
          </Section>
          {settled.length > 0 && (
            <Section title={t('proposals.settled', { count: settled.length })}>
              <ProposalList
                {...answering}
                label={t('proposals.settled', { count: settled.length })}
                proposals={settled}
              />
            </Section>
          )}
        </>
      )}
    </>
  )
}

interface ProposalListProps {
  label: string
  proposals: readonly Proposal[]
  tags: ReadonlyMap<string, Tag>
  mayDecide: boolean
  viewerId: string
  commands: ProposalCommands
  run: UndoableCommands['run']
}

/** Proposals, each with what one can answer. */
function ProposalList({ label, proposals, tags, mayDecide, viewerId, commands, run }: ProposalListProps) {
  const t = useTranslations('codebook')
  return (
    <ul aria-label={label} className="flex max-w-3xl flex-col">
      {proposals.map((proposal) => (
        <ProposalCard
          key={proposal.id}
          proposal={proposal}
          tags={tags}
          mayDecide={mayDecide}
          isOwn={proposal.proposedBy?.id === viewerId}
          onAccept={(keepId, version) =>
            run(
              () => commands.accept(proposal.id, { keepId, version }),
              t('proposals.done.accepted'),
              t('proposals.failed.accept'),
            )
          }
          onDecline={(answer) =>
            run(
              () => commands.decline(proposal.id, answer),
              t('proposals.done.declined'),
              t('proposals.failed.decline'),
            )
          }
          onWithdraw={() =>
            run(() => commands.withdraw(proposal.id), t('proposals.done.withdrawn'), t('proposals.failed.withdraw'))
          }
        />
      ))}
    </ul>
  )
}
