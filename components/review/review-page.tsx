'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { ProgressBar } from '@/components/ui/progress-bar'
import { useTags } from '@/lib/browser/codebook/use-tags'
import type { ReviewChoice, ReviewView } from '@/lib/browser/review/use-review'
import type { DifferencePage } from '@/lib/schemas/review'
import type { Tag } from '@/lib/schemas/tag'
import { EditDialog } from './edit-dialog'
import { EmptiedVerdicts } from './emptied-verdicts'
import { ReviewToolbar } from './review-toolbar'
import { StretchList } from './stretch-list'
import { useSettling } from './use-settling'
import { useStretches } from './use-stretches'
import { WaitingNote } from './waiting-note'

export interface ReviewPageProps {
  projectId: string
  mayWrite: boolean
  rounds: readonly { id: string; name: string; documentIds: readonly string[] }[]
  documents: readonly { id: string; title: string }[]
  people: readonly { id: string; name: string; codes: boolean }[]
  initialTags: Tag[]
  initialRoundId: string | null
}

/** Where coders differ, and what a reviewer decides about it: passage after passage, with single keys. */
export function ReviewPage(props: ReviewPageProps) {
  const { projectId, mayWrite, rounds, documents, people, initialTags, initialRoundId } = props
  const t = useTranslations('review')
  const { data: tags = initialTags } = useTags(projectId, initialTags)
  const [choice, setChoice] = useState<ReviewChoice>({ roundId: initialRoundId, documentIds: [], coderIds: [] })
  const [view, setView] = useState<ReviewView>({ show: 'differences', state: 'open', order: 'agreement' })
  const [isOverlaid, setOverlaid] = useState(false)
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? t('somebodyGone')
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const stretches = useStretches(projectId, choice, view)
  const onOverlay = () => setOverlaid(!isOverlaid)
  const settling = useSettling({ projectId, choice, stretches, mayWrite, nameOf, onOverlay })
  const { editing } = settling

  const chosen = rounds.find((round) => round.id === choice.roundId)
  const offered = chosen ? documents.filter((document) => chosen.documentIds.includes(document.id)) : documents
  const { first } = stretches
  const openUnanimous = mayWrite ? (first?.counts?.openUnanimous ?? 0) : 0
  const among = choice.roundId === null ? '' : `?round=${choice.roundId}`
  return (
    <>
      <PageHeader
        title={t('title')}
        eyebrow={chosen?.name}
        lede={t('lede')}
        actions={
          <>
            <ButtonLink href={`/projects/${projectId}/review/mine${among}`}>{t('mine.open')}</ButtonLink>
            {openUnanimous > 0 && (
              <Button tone="primary" onPress={() => settling.acceptUnanimous(openUnanimous)}>
                {t('unanimous.accept', { count: openUnanimous })}
              </Button>
            )}
          </>
        }
      />
      <ReviewToolbar
        rounds={rounds}
        documents={offered}
        coders={people.filter((person) => person.codes)}
        choice={choice}
        onChoice={setChoice}
        view={view}
        onView={setView}
        isOverlaid={isOverlaid}
        onOverlaid={setOverlaid}
      />
      {first?.counts && <Progress counts={first.counts} />}
      {first && first.waitingFor.length > 0 && (
        <WaitingNote waitingFor={first.waitingFor} documents={documents} nameOf={nameOf} />
      )}
      <EmptiedVerdicts
        projectId={projectId}
        choice={choice}
        documents={documents}
        tags={byId}
        nameOf={nameOf}
        onWithdraw={mayWrite ? settling.withdraw : undefined}
      />
      <StretchList {...{ projectId, choice, stretches, settling, mayWrite, isOverlaid, nameOf }} tags={byId} />
      {editing && (
        <EditDialog
          projectId={projectId}
          difference={editing}
          tags={tags}
          onClose={settling.closeEditing}
          onSettle={(spans) => {
            settling.closeEditing()
            void settling.settle({ outcome: 'edited', spans }, t('done.edited'))
          }}
        />
      )}
    </>
  )
}

type Counts = NonNullable<DifferencePage['counts']>

/** How many of the stretches are settled; nothing where there are none. */
function Progress({ counts: { settled, unanimous, differing } }: { counts: Counts }) {
  const t = useTranslations('review')
  const total = unanimous + differing
  if (total === 0) return null
  return (
    <ProgressBar
      label={t('progress.label')}
      done={settled}
      total={total}
      valueLabel={t('progress.value', { settled, total, unanimous })}
      className="my-5"
    />
  )
}
