'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { TextField } from '@/components/ui/text-field'
import { documentsOf, handings, tableOf, type RoundForm } from '@/lib/browser/rounds/round-form'
import type { Assigned } from '@/lib/domain/rounds/assignment'
import { AssignmentFaults } from './assignment-faults'
import { AssignmentTable } from './assignment-table'
import type { Coder } from './coder-choice'

export interface AssignmentChoiceProps {
  form: RoundForm
  put: (part: Partial<RoundForm>) => void
  documents: readonly { id: string; title: string }[]
  coders: readonly Coder[]
  error: string | null
  /** Whether it was tried to send a table that leaves somebody or something out: the table is open then, and what is missing is marked. */
  isFaulty: boolean
}

/** Who gets which documents: a rule, what it comes to for each coder, and the table to edit by hand. */
export function AssignmentChoice({ form, put, documents, coders, error, isFaulty }: AssignmentChoiceProps) {
  const t = useTranslations('rounds.form')
  const [isAsked, setAsked] = useState(false)
  const isOpen = isAsked || isFaulty
  const documentIds = documentsOf(form)
  const tasks = tableOf(form)
  const chosen = coders.filter(({ id }) => form.coderIds.includes(id))
  const loads = chosen.map(({ id, name }) =>
    t('loads', { coder: name, count: tasks.filter((task) => task.coderId === id).length }),
  )
  const rows = documents.filter(({ id }) => documentIds?.includes(id))
  const edit = (table: Assigned[]) => {
    // What was opened for a fault stays open when the fault is gone.
    setAsked(true)
    put({ table })
  }
  const choose = (value: string) => put({ handing: handings.find((one) => one === value) ?? 'all', table: null })
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup label={t('handing')} value={form.handing} onChange={choose}>
        {handings.map((one) => (
          <Radio key={one} value={one} note={t(`handingNote.${one}`)}>
            {t(`handingOf.${one}`)}
          </Radio>
        ))}
      </RadioGroup>
      {form.handing === 'share' && (
        <TextField
          type="number"
          label={t('overlap')}
          value={String(form.overlap)}
          onChange={(value) => put({ overlap: Math.max(0, Math.min(100, Number(value) || 0)), table: null })}
          className="sm:w-88"
        />
      )}
      {chosen.length > 0 && documentIds && documentIds.length > 0 && (
        <>
          <p role="status" className="text-sm text-ink-muted tabular-nums">
            {loads.join(' · ')}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button isDisabled={isFaulty} onPress={() => setAsked(!isAsked)}>
              {t(isOpen ? 'hideTable' : 'editTable')}
            </Button>
            {form.table && <Button onPress={() => put({ table: null })}>{t('drawAgain')}</Button>}
          </div>
          {isOpen ? (
            <AssignmentTable documents={rows} coders={chosen} tasks={tasks} onChange={edit} isFaultMarked={isFaulty} />
          ) : (
            <AssignmentFaults documents={rows} coders={chosen} tasks={tasks} />
          )}
        </>
      )}
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  )
}
