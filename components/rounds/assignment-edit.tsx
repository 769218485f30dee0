'use client'

import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import type { Assigned } from '@/lib/domain/rounds/assignment'
import type { RoundDetail } from '@/lib/schemas/round'
import { AssignmentTable } from './assignment-table'

interface AssignmentEditProps {
  round: RoundDetail
  /** Those who have documents once it is saved. */
  coders: readonly { id: string; name: string }[]
  tasks: readonly Assigned[]
  onChange: (tasks: Assigned[]) => void
  /** Whether it was tried to save a table that leaves somebody or something out. */
  isFaulty: boolean
  /** How many of the tasks that are taken away somebody has begun. */
  begun: number
  isWithdrawing: boolean
  onWithdraw: (isWithdrawing: boolean) => void
}

/** Who gets which documents in a round that is there: what each coder has, and the table to change it, with what was submitted fast. */
export function AssignmentEdit({
  round,
  coders,
  tasks,
  onChange,
  isFaulty,
  begun,
  isWithdrawing,
  onWithdraw,
}: AssignmentEditProps) {
  const t = useTranslations('rounds')
  const [isOpen, setOpen] = useState(false)
  const edit = (table: Assigned[]) => {
    // What was opened for a fault stays open when the fault is gone.
    setOpen(true)
    onChange(table)
  }
  const isShown = isOpen || isFaulty
  const states = useMemo(
    () => new Map(round.tasks.map((task) => [`${task.documentId}/${task.coderId}`, task.state])),
    [round.tasks],
  )
  const loads = coders.map(({ id, name }) =>
    t('form.loads', { coder: name, count: tasks.filter((task) => task.coderId === id).length }),
  )
  return (
    <section aria-label={t('edit.handing')} className="flex flex-col gap-3">
      <h3 className="font-sans text-sm font-medium text-ink">{t('edit.handing')}</h3>
      <p role="status" className="text-sm text-ink-muted tabular-nums">
        {loads.join(' · ')}
      </p>
      <Button className="self-start" onPress={() => setOpen(!isOpen)} isDisabled={isFaulty}>
        {t(isShown ? 'form.hideTable' : 'form.editTable')}
      </Button>
      {isShown && (
        <>
          <AssignmentTable
            documents={round.documents}
            coders={coders}
            tasks={tasks}
            onChange={edit}
            isFaultMarked={isFaulty}
            stateOf={(documentId, coderId) => states.get(`${documentId}/${coderId}`)}
          />
          {round.tasks.some((task) => task.state === 'submitted') && (
            <p className="text-[0.8125rem] text-ink-muted">{t('edit.locked')}</p>
          )}
        </>
      )}
      {begun > 0 && (
        <div className="flex flex-col gap-2 rounded-md bg-warning-soft px-3.5 py-2.5 text-sm text-ink">
          <p>{t('edit.begunNote', { count: begun })}</p>
          <Checkbox isSelected={isWithdrawing} onChange={onWithdraw}>
            {t('edit.begun')}
          </Checkbox>
        </div>
      )}
    </section>
  )
}
