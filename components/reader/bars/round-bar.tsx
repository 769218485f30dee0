'use client'

import { ChevronDown, ChevronUp, EyeOff, Snowflake } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { DueDay } from '@/components/rounds/due-day'
import { TaskStateMark } from '@/components/rounds/task-state'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { useShownKey } from '@/lib/browser/reader/use-reader-keys'
import type { Reading } from '@/lib/browser/reader/use-reading'
import type { OwnTask } from '@/lib/schemas/round'
import { NextTask } from './next-task'
import { SubmitDialog } from './submit-dialog'

export interface RoundBarProps {
  projectId: string
  task: OwnTask
  reading: Reading
  viewerId: string
  /** Goes to the next passage asked for, or the one before. */
  onAsked: (step: 1 | -1) => void
}

/** Above the page, while one has the document to code: for which round, until when, what is hidden, and the way to hand it in. */
export function RoundBar({ projectId, task, reading, viewerId, onAsked }: RoundBarProps) {
  const t = useTranslations('rounds')
  const [isSubmitting, setSubmitting] = useState(false)
  const { round, state, passages } = task
  const isSubmitted = task.submittedAt !== null
  return (
    <section
      aria-label={t('reader.label')}
      className="border-b border-rule bg-paper-sunken/60 px-3 py-2 text-[0.8125rem] sm:px-4"
    >
      <Disclosure>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <p className="flex min-w-0 items-center gap-x-2.5 gap-y-0.5 max-sm:min-w-36 max-sm:flex-1 max-sm:flex-wrap">
            <bdi className="min-w-0 truncate font-medium text-ink">{round.name}</bdi>
            <TaskStateMark state={state} />
            {round.dueAt !== null && <DueDay dueAt={round.dueAt} isDone={isSubmitted} />}
          </p>
          {round.instructions !== '' && (
            <Heading level={2} className="contents">
              <AriaButton
                slot="trigger"
                className="group inline-flex items-center gap-1 rounded-sm py-1 font-sans text-[0.8125rem] font-normal text-accent focus-ring"
              >
                {t('reader.instructions')}
                <ChevronDown aria-hidden className="size-3.5 group-aria-expanded:rotate-180" />
              </AriaButton>
            </Heading>
          )}
          <span className="ms-auto flex items-center gap-1">
            {passages.length > 0 && <AskedSteps onAsked={onAsked} />}
            {isSubmitted ? (
              <NextTask projectId={projectId} task={task} />
            ) : (
              <Button
                size="small"
                tone={state === 'not-started' ? 'quiet' : 'primary'}
                aria-label={t('reader.submitLabel')}
                onPress={() => setSubmitting(true)}
              >
                {t('reader.submit')}
              </Button>
            )}
          </span>
        </div>
        <DisclosurePanel>
          <p
            dir="auto"
            className="max-h-48 max-w-2xl overflow-y-auto py-2 font-serif text-[0.9375rem] leading-relaxed whitespace-pre-line text-ink"
          >
            {round.instructions}
          </p>
        </DisclosurePanel>
      </Disclosure>
      <TaskNotes task={task} />
      {isSubmitting && (
        <SubmitDialog
          projectId={projectId}
          task={task}
          reading={reading}
          viewerId={viewerId}
          onClose={() => setSubmitting(false)}
        />
      )}
    </section>
  )
}

/** Goes from one passage asked for to another. */
function AskedSteps({ onAsked }: Pick<RoundBarProps, 'onAsked'>) {
  const t = useTranslations('rounds')
  const [previousKey, nextKey] = [useShownKey('previous-asked'), useShownKey('next-asked')]
  return (
    <>
      <IconButton
        size="small"
        label={t('reader.previous')}
        shortcut={previousKey}
        icon={<ChevronUp aria-hidden />}
        onPress={() => onAsked(-1)}
      />
      <IconButton
        size="small"
        label={t('reader.next')}
        shortcut={nextKey}
        icon={<ChevronDown aria-hidden />}
        onPress={() => onAsked(1)}
      />
    </>
  )
}

/** What is hidden, frozen, opened or asked for in this task. */
function TaskNotes({ task: { round, state, isBlind, submittedAt, passages } }: Pick<RoundBarProps, 'task'>) {
  const t = useTranslations('rounds')
  const format = useFormatter()
  const day = (time: string) => format.dateTime(new Date(time), { dateStyle: 'medium' })
  const isSubmitted = submittedAt !== null
  const until = round.visibility === 'until-all-submit' ? t('reader.hiddenAll') : t('reader.hiddenOwn')
  return (
    <div className="flex flex-wrap gap-x-5 gap-y-0.5 text-ink-muted">
      {round.openedAt !== null && round.openedBy && (
        <p className="text-warning">{t('page.openedBy', { name: round.openedBy.name, day: day(round.openedAt) })}</p>
      )}
      {state === 'reopened' && <p>{t('reader.reopened')}</p>}
      {isSubmitted && (
        <p className="flex items-start gap-1.5">
          <Snowflake aria-hidden className="mt-0.5 size-3.5 shrink-0" /> {t('reader.frozen', { day: day(submittedAt) })}
        </p>
      )}
      {isBlind && (
        <p className="flex items-start gap-1.5">
          <EyeOff aria-hidden className="mt-0.5 size-3.5 shrink-0" /> {isSubmitted ? t('reader.waiting') : until}
        </p>
      )}
      {passages.length > 0 && !isSubmitted && <p>{t('reader.passagesAsked', { count: passages.length })}</p>}
    </div>
  )
}
