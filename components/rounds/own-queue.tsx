'use client'

import { useTranslations } from 'use-intl'
import { ButtonLink } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import type { OwnTask } from '@/lib/schemas/round'
import { DueDay } from './due-day'
import { TaskStateMark } from './task-state'

/** What one has to code, the most urgent first. */
export function OwnQueue({ projectId, tasks }: { projectId: string; tasks: readonly OwnTask[] }) {
  const t = useTranslations('rounds')
  return (
    <Section title={t('queue.title')} note={t('queue.note')}>
      {tasks.length === 0 ? (
        <p className="text-[0.9375rem] text-ink-muted">{t('queue.done')}</p>
      ) : (
        <ul aria-label={t('queue.title')} className="flex flex-col">
          {tasks.map(({ round, document, state, passages }) => (
            <li
              key={`${round.id}/${document.id}`}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b border-rule py-3 first:pt-0 sm:grid-cols-[minmax(0,1fr)_8rem_auto]"
            >
              <div className="min-w-0">
                <p className="truncate font-serif text-[1.0625rem] text-ink">
                  <bdi>{document.title}</bdi>
                </p>
                <p className="facts text-[0.8125rem] text-ink-muted">
                  <bdi>{round.name}</bdi>
                  <DueDay dueAt={round.dueAt} />
                  {passages.length > 0 && <span>{t('passages', { count: passages.length })}</span>}
                </p>
                <TaskStateMark state={state} className="mt-1 sm:hidden" />
              </div>
              <TaskStateMark state={state} className="max-sm:hidden" />
              <ButtonLink
                href={`/projects/${projectId}/documents/${document.id}`}
                aria-label={t('queue.openLabel', { document: document.title, round: round.name })}
                size="small"
              >
                {t('queue.open')}
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
