'use client'

import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { DayField } from '@/components/ui/day-field'
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

export interface EditRoundDialogProps {
  projectId: string
  round: RoundDetail
  coders: readonly Coder[]
  onClose: () => void
}

/** Changes what may change of a round. What was typed stays when the server refuses it. */
export function EditRoundDialog(props: EditRoundDialogProps) {
  const { round, coders, onClose } = props
  const t = useTranslations('rounds')
  const ui = useTranslations('ui')
  const { whole, fields, put, tasks, begun, isFaulty, onSubmit, isPending, failure, errorOf } = useRoundEdit(props)
  const everybody = [...coders, ...round.coders.filter(({ id }) => !coders.some((other) => other.id === id))]
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
        <DayField
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
          coders={everybody.filter(({ id }) => fields.coderIds.includes(id))}
          tasks={tasks}
          onChange={(table) => put({ table })}
          isFaulty={isFaulty}
          begun={begun}
          isWithdrawing={fields.withdraw}
          onWithdraw={(withdraw) => put({ withdraw })}
        />
        <VisibilityChoice
          value={fields.visibility}
          onChange={(visibility) => put({ visibility })}
          isFixed={round.tasks.some((task) => task.state !== 'not-started')}
        />
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

/** What was filled in, whom it takes documents from, and how it is saved. */
function useRoundEdit({ projectId, round, onClose }: EditRoundDialogProps) {
  const t = useTranslations('rounds')
  const commands = useRoundCommands(projectId)
  const [fields, setFields] = useState(() => fieldsOf(round))
  const [version, setVersion] = useState(round.version)
  const [attempts, setAttempts] = useState(0)
  const whole = useRef<HTMLFormElement>(null)
  const put = (part: Partial<Fields>) => setFields((before) => ({ ...before, ...part }))
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
  const { submit, isPending, failure, errorOf } = useSubmission(async () => {
    try {
      await commands.change(round.id, { version, ...changeOf(fields, round, tasks, begun > 0) })
    } catch (error) {
      // What a colleague stored meanwhile is named; saving once more is a decision.
      if (error instanceof ProblemError && error.code === 'version-conflict')
        setVersion((error.current as RoundDetail).version)
      throw error
    }
    showToast({ title: t('edit.saved', { name: fields.name }), tone: 'success' })
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
  const isFaulty = attempts > 0 && !isWhole
  return { whole, fields, put, tasks, begun, isFaulty, onSubmit, isPending, failure, errorOf }
}

type Fields = ReturnType<typeof fieldsOf>

function fieldsOf(round: RoundDetail) {
  return {
    name: round.name,
    instructions: round.instructions,
    dueDay: round.dueAt === null ? '' : dueDay(round.dueAt),
    coderIds: round.coderIds,
    visibility: round.visibility,
    /** Who gets what, once it was edited by hand. */
    table: null as readonly Assigned[] | null,
    withdraw: false,
  }
}

/** What is sent: who gets what only where it was edited, and taking from who has begun only where that was asked for. */
function changeOf(fields: Fields, round: RoundDetail, tasks: readonly Assigned[], takesBegun: boolean) {
  const { name, instructions, coderIds, visibility, table, withdraw } = fields
  return {
    name,
    instructions,
    dueAt: fields.dueDay === '' ? null : dueAtOf(fields.dueDay),
    coderIds,
    ...(visibility !== round.visibility && { visibility }),
    ...(table && { assignment: { tasks: [...tasks] } }),
    ...(takesBegun && withdraw && { withdraw: true as const }),
  }
}
