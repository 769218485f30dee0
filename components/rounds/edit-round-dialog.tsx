'use client'

import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { focusFirstInvalid } from '@/components/ui/focus-first-invalid'
import { showToast } from '@/components/ui/toast'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { ProblemError } from '@/lib/browser/api'
import { useRoundCommands } from '@/lib/browser/rounds/use-rounds'
import { useSubmission } from '@/lib/browser/use-submission'
import { dueAtOf, dueDay } from '@/lib/domain/rounds/due'
import { faultOf, handedOver, reassigned, type Assigned } from '@/lib/domain/rounds/assignment'
import type { RoundDetail } from '@/lib/schemas/round'
import { AssignmentEdit } from './assignment-edit'
import { CoderChoice, type Coder } from './coder-choice'
import { VisibilityChoice } from './visibility-choice'

/** Changes what may change of a round. What was typed stays when the server refuses it. */
export function EditRoundDialog({
  projectId,
  round,
  coders,
  onClose,
}: {
  projectId: string
  round: RoundDetail
  coders: readonly Coder[]
  onClose: () => void
}) {
  const t = useTranslations('rounds')
  const ui = useTranslations('ui')
  const commands = useRoundCommands(projectId)
  const [fields, setFields] = useState(() => ({
    name: round.name,
    instructions: round.instructions,
    dueDay: round.dueAt === null ? '' : dueDay(round.dueAt),
    coderIds: round.coderIds,
    visibility: round.visibility,
    table: null as readonly Assigned[] | null,
    withdraw: false,
  }))
  const [version, setVersion] = useState(round.version)
  const [attempts, setAttempts] = useState(0)
  const whole = useRef<HTMLFormElement>(null)
  const put = (part: Partial<typeof fields>) => setFields((before) => ({ ...before, ...part }))
  const documentIds = round.documents.map(({ id }) => id)
  const held = round.tasks.map(({ documentId, coderId }) => ({ documentId, coderId }))
  // What the server makes of it without a table is what stands in the table to begin with.
  const tasks =
    fields.table?.filter((task) => fields.coderIds.includes(task.coderId)) ??
    reassigned(held, documentIds, fields.coderIds)
  const taken = new Set(handedOver(held, tasks).taken.map(({ documentId, coderId }) => `${documentId}/${coderId}`))
  const begun = round.tasks.filter(
    (task) => taken.has(`${task.documentId}/${task.coderId}`) && (task.state === 'coding' || task.state === 'reopened'),
  ).length
  const isBegun = round.tasks.some((task) => task.state !== 'not-started')
  const { submit, isPending, failure, errorOf } = useSubmission(async () => {
    const { name, instructions, coderIds, visibility, dueDay: day } = fields
    try {
      await commands.change(round.id, {
        version,
        name,
        instructions,
        dueAt: day === '' ? null : dueAtOf(day),
        coderIds,
        ...(visibility !== round.visibility && { visibility }),
        ...(fields.table && { assignment: { tasks } }),
        ...(begun > 0 && fields.withdraw && { withdraw: true }),
      })
    } catch (error) {
      // What a colleague stored meanwhile is named; saving once more is a decision.
      if (error instanceof ProblemError && error.code === 'version-conflict')
        setVersion((error.current as RoundDetail).version)
      throw error
    }
    showToast({ title: t('edit.saved', { name }), tone: 'success' })
    onClose()
  })
  const isWhole = !fields.table || fields.coderIds.length === 0 || faultOf(tasks, documentIds, fields.coderIds) === null
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setAttempts(attempts + 1)
    if (isWhole) void submit()
  }
  useEffect(() => {
    if (attempts > 0) focusFirstInvalid(whole.current)
  }, [attempts])
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('edit.title')} size="wide">
      <form ref={whole} onSubmit={onSubmit} className="flex flex-col gap-5">
        <TextField
          label={t('form.name')}
          value={fields.name}
          onChange={(name) => put({ name })}
          isRequired
          maxLength={200}
          error={errorOf('name')}
        />
        <TextArea
          label={t('form.instructions')}
          value={fields.instructions}
          onChange={(instructions) => put({ instructions })}
          maxLength={20_000}
        />
        <TextField
          type="date"
          label={t('form.due')}
          value={fields.dueDay}
          onChange={(day) => put({ dueDay: day })}
          className="sm:w-60"
        />
        <CoderChoice
          label={t('edit.coders')}
          coders={coders}
          chosen={fields.coderIds}
          onChange={(coderIds) => put({ coderIds })}
          error={errorOf('coderIds')}
        />
        <AssignmentEdit
          round={round}
          coders={[...coders, ...round.coders.filter(({ id }) => !coders.some((other) => other.id === id))].filter(
            ({ id }) => fields.coderIds.includes(id),
          )}
          tasks={tasks}
          onChange={(table) => put({ table })}
          isFaulty={attempts > 0 && !isWhole}
          begun={begun}
          isWithdrawing={fields.withdraw}
          onWithdraw={(withdraw) => put({ withdraw })}
        />
        <VisibilityChoice value={fields.visibility} onChange={(visibility) => put({ visibility })} isFixed={isBegun} />
        {failure && errorOf('name') === null && errorOf('coderIds') === null && (
          <p role="alert" className="text-sm text-danger">
            {failure.code === 'version-conflict' ? t('edit.conflict') : failure.message}
          </p>
        )}
        <DialogActions>
          <Button onPress={onClose}>{ui('cancel')}</Button>
          <Button type="submit" tone="primary" isPending={isPending} isDisabled={fields.name.trim() === ''}>
            {t('edit.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
