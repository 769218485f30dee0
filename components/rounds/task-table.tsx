'use client'

import { RotateCcw } from 'lucide-react'
import { useMemo } from 'react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/icon-button'
import { scrollEdges } from '@/components/ui/scroll-edges'
import { useMedia } from '@/lib/browser/use-media'
import type { RoundDetail, RoundTask } from '@/lib/schemas/round'
import { TaskStateMark } from './task-state'

export interface TaskTableProps {
  projectId: string
  round: RoundDetail
  /** Present: submitted documents can be given back. */
  onReopen?: (task: RoundTask) => void
}

/** Who stands where on which document: a table where there is room, a card for each document on a phone. */
export function TaskTable(props: TaskTableProps) {
  const isNarrow = useMedia('(max-width: 639px)')
  const { tasks, coders } = props.round
  const byPlace = useMemo(() => new Map(tasks.map((task) => [`${task.documentId}/${task.coderId}`, task])), [tasks])
  // Coders who may not see everybody’s progress have a column for themselves alone.
  const shown = useMemo(
    () => coders.filter((coder) => tasks.some((task) => task.coderId === coder.id)),
    [coders, tasks],
  )
  const Shape = isNarrow ? Cards : Grid
  return <Shape {...props} coders={shown} taskOf={(documentId, coderId) => byPlace.get(`${documentId}/${coderId}`)} />
}

interface ShapeProps extends TaskTableProps {
  coders: RoundDetail['coders']
  taskOf: (documentId: string, coderId: string) => RoundTask | undefined
}

function Grid({ projectId, round, coders, taskOf, onReopen }: ShapeProps) {
  const t = useTranslations('rounds')
  const head = 'sticky top-0 z-10 border-b border-rule-strong bg-paper px-3 py-2 text-start align-bottom font-normal'
  return (
    // A region that scrolls must take the focus, so that the arrow keys can scroll it (WCAG 2.1.1).
    <div
      role="region"
      aria-label={t('page.standing')}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={0}
      style={scrollEdges}
      className="max-h-[70vh] overflow-auto focus-ring"
    >
      <table aria-label={t('page.standing')} className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th scope="col" className={`${head} start-0 z-20! min-w-52 label-caps`}>
              {t('page.document')}
            </th>
            {coders.map((coder) => (
              <th key={coder.id} scope="col" className={`${head} min-w-36`}>
                <bdi className="block truncate font-medium text-ink">{coder.name}</bdi>
                <span className="block text-xs text-ink-muted tabular-nums">
                  {t('page.of', countOf(round.tasks, coder.id))}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {round.documents.map((document) => (
            <tr key={document.id} className="group">
              <th
                scope="row"
                className="sticky start-0 z-[5] max-w-80 border-b border-rule bg-paper px-3 py-1.5 text-start font-normal"
              >
                <DocumentLink projectId={projectId} document={document} />
              </th>
              {coders.map((coder) => {
                const task = taskOf(document.id, coder.id)
                return (
                  <td key={coder.id} className="border-b border-rule px-3 py-1.5">
                    <span className="flex min-h-9 items-center justify-between gap-1">
                      {task ? (
                        <TaskStateMark state={task.state} />
                      ) : (
                        <span className="text-[0.8125rem] text-ink-muted">{t('page.noTask')}</span>
                      )}
                      {task && onReopen && (
                        <Reopen task={task} document={document.title} coder={coder.name} onReopen={onReopen} />
                      )}
                    </span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cards({ projectId, round, coders, taskOf, onReopen }: ShapeProps) {
  const t = useTranslations('rounds')
  return (
    <ul aria-label={t('page.standing')} className="flex flex-col border-t border-rule">
      {round.documents.map((document) => (
        <li
          key={document.id}
          className="border-b border-rule py-3 [contain-intrinsic-size:auto_8rem] [content-visibility:auto]"
        >
          <DocumentLink projectId={projectId} document={document} />
          <dl className="mt-2 flex flex-col gap-1">
            {coders.map((coder) => {
              const task = taskOf(document.id, coder.id)
              return (
                <div key={coder.id} className="flex min-h-9 items-center gap-3 text-sm">
                  <dt className="min-w-0 flex-1 truncate text-ink-muted">
                    <bdi>{coder.name}</bdi>
                  </dt>
                  <dd className="flex items-center gap-1">
                    {task ? <TaskStateMark state={task.state} /> : t('page.noTask')}
                    {task && onReopen && (
                      <Reopen task={task} document={document.title} coder={coder.name} onReopen={onReopen} />
                    )}
                  </dd>
                </div>
              )
            })}
          </dl>
        </li>
      ))}
    </ul>
  )
}

function DocumentLink({ projectId, document }: { projectId: string; document: { id: string; title: string } }) {
  return (
    <Link
      href={`/projects/${projectId}/documents/${document.id}`}
      className="block truncate rounded-sm font-serif text-[1.0625rem] text-ink focus-ring data-hovered:underline data-hovered:underline-offset-4"
    >
      <bdi>{document.title}</bdi>
    </Link>
  )
}

function Reopen({
  task,
  document,
  coder,
  onReopen,
}: {
  task: RoundTask
  document: string
  coder: string
  onReopen: (task: RoundTask) => void
}) {
  const t = useTranslations('rounds.page')
  if (task.state !== 'submitted') return null
  return (
    <IconButton
      size="small"
      label={t('reopenLabel', { document, coder })}
      icon={<RotateCcw aria-hidden />}
      onPress={() => onReopen(task)}
    />
  )
}

function countOf(tasks: readonly RoundTask[], coderId: string) {
  const own = tasks.filter((task) => task.coderId === coderId)
  return { submitted: own.filter((task) => task.state === 'submitted').length, tasks: own.length }
}
