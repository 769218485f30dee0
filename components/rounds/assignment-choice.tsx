'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { scrollEdges } from '@/components/ui/scroll-edges'
import { TextField } from '@/components/ui/text-field'
import { handings, tableOf, type RoundForm } from '@/lib/browser/rounds/round-form'
import type { Coder } from './coder-choice'

export interface AssignmentChoiceProps {
  form: RoundForm
  put: (part: Partial<RoundForm>) => void
  documents: readonly { id: string; title: string }[]
  coders: readonly Coder[]
  error: string | null
}

/** Who gets which documents: a rule, what it comes to for each coder, and the table to edit by hand. */
export function AssignmentChoice({ form, put, documents, coders, error }: AssignmentChoiceProps) {
  const t = useTranslations('rounds.form')
  const [isOpen, setOpen] = useState(false)
  const tasks = tableOf(form)
  const chosen = coders.filter(({ id }) => form.coderIds.includes(id))
  const loads = chosen.map(({ id, name }) => t('loads', { coder: name, count: tasks.filter((task) => task.coderId === id).length }))
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
        <TextField type="number" label={t('overlap')} value={String(form.overlap)} onChange={(value) => put({ overlap: Math.max(0, Math.min(100, Number(value) || 0)), table: null })} className="sm:w-60" />
      )}
      {chosen.length > 0 && form.documentIds.length > 0 && (
        <>
          <p role="status" className="text-sm text-ink-muted tabular-nums">{loads.join(' · ')}</p>
          <div className="flex flex-wrap gap-2">
            <Button onPress={() => setOpen(!isOpen)}>{t(isOpen ? 'hideTable' : 'editTable')}</Button>
            {form.table && <Button onPress={() => put({ table: null })}>{t('drawAgain')}</Button>}
          </div>
          {isOpen && <AssignmentTable form={form} put={put} documents={documents.filter(({ id }) => form.documentIds.includes(id))} coders={chosen} />}
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

function AssignmentTable({ form, put, documents, coders }: Omit<AssignmentChoiceProps, 'error'>) {
  const t = useTranslations('rounds.form')
  const tasks = tableOf(form)
  const has = new Set(tasks.map((task) => `${task.documentId}/${task.coderId}`))
  const change = (documentId: string, coderId: string, isSelected: boolean) =>
    put({ table: isSelected ? [...tasks, { documentId, coderId }] : tasks.filter((task) => task.documentId !== documentId || task.coderId !== coderId) })
  return (
    // A region that scrolls must take the focus, so that the arrow keys can scroll it (WCAG 2.1.1).
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div role="region" aria-label={t('handTable')} tabIndex={0} style={scrollEdges} className="max-h-[60vh] overflow-auto focus-ring">
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th scope="col" className="sticky start-0 top-0 z-20 min-w-40 border-b border-rule-strong bg-paper px-3 py-2 text-start label-caps">{t('documents')}</th>
            {coders.map(({ id, name }) => (
              <th key={id} scope="col" className="sticky top-0 z-10 min-w-24 border-b border-rule-strong bg-paper px-3 py-2 text-start font-medium text-ink">
                <bdi>{name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {documents.map((document) => (
            <tr key={document.id}>
              <th scope="row" className="sticky start-0 z-[5] max-w-60 truncate border-b border-rule bg-paper px-3 py-1.5 text-start font-normal">
                <bdi>{document.title}</bdi>
              </th>
              {coders.map((coder) => (
                <td key={coder.id} className="border-b border-rule px-3 py-1.5">
                  <Checkbox isSelected={has.has(`${document.id}/${coder.id}`)} onChange={(isSelected) => change(document.id, coder.id, isSelected)}>
                    <span className="sr-only">{t('gets', { coder: coder.name, document: document.title })}</span>
                  </Checkbox>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
