'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { FoldedFields } from '@/components/ui/folded-fields'
import { PageHeader } from '@/components/ui/page-header'
import { ProgressBar } from '@/components/ui/progress-bar'
import { useTags } from '@/lib/browser/codebook/use-tags'
import type { ReviewView } from '@/lib/browser/review/use-review'
import { addressOfChoice, isComparable, type ReviewChoice } from '@/lib/domain/review/review-address'
import type { CodedDocument } from '@/lib/domain/review/shared-documents'
import type { Difference, DifferencePage } from '@/lib/schemas/review'
import type { Tag } from '@/lib/schemas/tag'
import { ComparedSentence } from './compared-sentence'
import { EditDialog } from './edit-dialog'
import { EmptiedVerdicts } from './emptied-verdicts'
import { ReviewToolbar } from './review-toolbar'
import { StretchList } from './stretch-list'
import { useSettling, type Settling } from './use-settling'
import { useStretches } from './use-stretches'
import { WaitingNote } from './waiting-note'

export interface ReviewPageProps {
  projectId: string
  mayWrite: boolean
  /** With whoever has work in them. */
  rounds: readonly { id: string; name: string; documentIds: readonly string[]; coderIds: readonly string[] }[]
  documents: readonly { id: string; title: string; language: string }[]
  people: readonly { id: string; name: string }[]
  coded: readonly CodedDocument[]
  initialTags: Tag[]
  initialChoice: ReviewChoice
}

/** Where coders differ, and what a reviewer decides about it: passage after passage, with single keys. */
export function ReviewPage(props: ReviewPageProps) {
  const { projectId, mayWrite, rounds, documents, people, coded, initialTags, initialChoice } = props
  const t = useTranslations('review')
  const { data: tags = initialTags } = useTags(projectId, initialTags)
  const [choice, setChoice] = useState(initialChoice)
  const [view, setView] = useState<ReviewView>({ show: 'differences', state: 'open', order: 'agreement' })
  const [isOverlaid, setOverlaid] = useState(false)
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? t('somebodyGone')
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const languages = new Map(documents.map(({ id, language }) => [id, language]))
  const stretches = useStretches(projectId, choice, view)
  const onOverlay = () => setOverlaid(!isOverlaid)
  const settling = useSettling({ projectId, choice, stretches, mayWrite, nameOf, onOverlay })
  const { editing } = settling
  const { first } = stretches
  return (
    <>
      <PageHeader title={t('title')} actions={<Actions {...{ projectId, choice, mayWrite, first, settling }} />} />
      <FoldedFields
        label={t('choose.label')}
        isOpenAtFirst={!isComparable(initialChoice)}
        sentence={
          <ComparedSentence
            {...{ choice, view, rounds, documents, coded }}
            names={comparedIds(choice, rounds, stretches.items).map(nameOf)}
          />
        }
      >
        <ReviewToolbar
          {...{ rounds, documents, coded, nameOf, choice, view, isOverlaid }}
          onChoice={(changed) => {
            setChoice(changed)
            window.history.replaceState(null, '', `?${addressOfChoice(changed)}`)
          }}
          onView={setView}
          onOverlaid={setOverlaid}
        />
      </FoldedFields>
      {first?.counts && <Progress counts={first.counts} />}
      <StretchList
        {...{ projectId, choice, stretches, settling, mayWrite, isOverlaid, nameOf, languages }}
        tags={byId}
      />
      {first && first.waitingFor.length > 0 && (
        <WaitingNote waitingFor={first.waitingFor} documents={documents} nameOf={nameOf} />
      )}
      <EmptiedVerdicts
        {...{ projectId, choice, documents, nameOf }}
        tags={byId}
        onWithdraw={mayWrite ? settling.withdraw : undefined}
      />
      <OwnLink projectId={projectId} choice={choice} className="sm:hidden" />
      {editing && (
        <EditDialog
          projectId={projectId}
          difference={editing}
          language={languages.get(editing.documentId) ?? 'und'}
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

/** Whose work is compared: who was chosen, otherwise who has work in the round, and who handed in that they marked nothing. */
function comparedIds(
  { roundId, coderIds }: ReviewChoice,
  rounds: ReviewPageProps['rounds'],
  items: readonly Difference[],
): string[] {
  if (roundId === null || coderIds.length > 0) return [...coderIds]
  const working = rounds.find(({ id }) => id === roundId)?.coderIds ?? []
  return [...new Set([...working, ...items.flatMap((item) => item.coderIds)])]
}

interface ActionsProps extends Pick<ReviewPageProps, 'projectId' | 'mayWrite'> {
  choice: ReviewChoice
  first: DifferencePage | undefined
  settling: Settling
}

function Actions({ projectId, choice, mayWrite, first, settling }: ActionsProps) {
  const t = useTranslations('review')
  const count = mayWrite ? (first?.counts?.openUnanimous ?? 0) : 0
  return (
    <>
      <OwnLink projectId={projectId} choice={choice} className="max-sm:hidden" />
      {count > 0 && (
        <Button tone="primary" onPress={() => settling.acceptUnanimous(count)}>
          {t('unanimous.accept', { count })}
        </Button>
      )}
    </>
  )
}

/** On a phone it stands below the passages, so that they begin near the top. */
function OwnLink({ projectId, choice, className }: Pick<ActionsProps, 'projectId' | 'choice'> & { className: string }) {
  const t = useTranslations('review')
  const among = choice.roundId === null ? '' : `?round=${choice.roundId}`
  return (
    <ButtonLink href={`/projects/${projectId}/review/mine${among}`} className={className}>
      {t('mine.open')}
    </ButtonLink>
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
      className="mb-5"
    />
  )
}
