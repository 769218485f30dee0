'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Button, ButtonLink } from '@/components/ui/button'
import { DayField } from '@/components/ui/day-field'
import { DialogActions } from '@/components/ui/dialog'
import { focusFirstInvalid } from '@/components/ui/focus-first-invalid'
import { PageHeader } from '@/components/ui/page-header'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { showToast } from '@/components/ui/toast'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import {
  documentsOf,
  isDrawn,
  needsOf,
  newRoundOf,
  startingForm,
  tableOf,
  visibilityOf,
  type FormStart,
  type Need,
  type RoundForm,
} from '@/lib/browser/rounds/round-form'
import { useRoundCommands } from '@/lib/browser/rounds/use-rounds'
import { useSubmission } from '@/lib/browser/use-submission'
import { roundKinds } from '@/lib/domain/rounds/round'
import type { Tag } from '@/lib/schemas/tag'
import { AssignmentChoice } from './assignment-choice'
import { CoderChoice, type Coder } from './coder-choice'
import { DocumentChoice } from './document-choice'
import { GivenPassages, SampleFields } from './passage-source'
import { VisibilityChoice } from './visibility-choice'

export interface SetUpPageProps {
  projectId: string
  documents: readonly { id: string; title: string }[]
  coders: readonly Coder[]
  tags: readonly Tag[]
  start: FormStart
}

/** The page on which a lead sets up a round. */
export function SetUpPage(props: SetUpPageProps) {
  const { projectId, start } = props
  const t = useTranslations('rounds')
  const setUp = useSetUp(props)
  const { whole, form, put, missing, onSubmit, isPending, failure } = setUp
  const previousName = start.again?.name ?? null
  return (
    <>
      <PageHeader
        title={t('form.title')}
        eyebrow={<Breadcrumb crumbs={[{ label: t('title'), href: `/projects/${projectId}/rounds` }]} />}
        lede={previousName === null ? t('form.lede') : t('form.again', { name: previousName })}
      />
      <form ref={whole} noValidate onSubmit={onSubmit} className="flex max-w-2xl flex-col gap-7">
        <TextField
          label={t('form.name')}
          placeholder={t('form.namePlaceholder')}
          value={form.name}
          onChange={(name) => put({ name })}
          isRequired
          maxLength={200}
          error={missing('name', 'name')}
        />
        {previousName === null && <KindChoice form={form} put={put} />}
        <WhoCodesWhat {...props} setUp={setUp} />
        <VisibilityChoice value={visibilityOf(form)} onChange={(visibility) => put({ visibility })} />
        <TextArea
          label={t('form.instructions')}
          help={t('form.instructionsHelp')}
          rows={4}
          value={form.instructions}
          onChange={(instructions) => put({ instructions })}
          maxLength={20_000}
        />
        <DayField
          label={t('form.due')}
          help={t('form.dueHelp')}
          value={form.dueDay}
          onChange={(dueDay) => put({ dueDay })}
          className="sm:w-60"
        />
        {documentsOf(form) && (
          <p role="status" className="text-sm text-ink-muted tabular-nums">
            {t('form.tasks', { tasks: tableOf(form).length })}
          </p>
        )}
        {failure && (
          <p role="alert" className="text-sm text-danger">
            {failure.message}
          </p>
        )}
        <DialogActions>
          <ButtonLink href={`/projects/${projectId}/rounds`}>{t('form.cancel')}</ButtonLink>
          <Button type="submit" tone="primary" isPending={isPending}>
            {t('form.create')}
          </Button>
        </DialogActions>
      </form>
    </>
  )
}

type SetUp = ReturnType<typeof useSetUp>

/** What was filled in, what is missing in it, and how it becomes a round. */
function useSetUp({ projectId, start }: SetUpPageProps) {
  const t = useTranslations('rounds')
  const router = useRouter()
  const commands = useRoundCommands(projectId)
  const [form, setForm] = useState(() => startingForm(start))
  const [attempts, setAttempts] = useState(0)
  const whole = useRef<HTMLFormElement>(null)
  const put = (part: Partial<RoundForm>) => setForm((before) => ({ ...before, ...part }))
  const { submit, isPending, failure, errorOf } = useSubmission(async () => {
    const round = await commands.create(newRoundOf(form))
    showToast({ title: t('form.made', { name: round.name }), tone: 'success' })
    router.push(`/projects/${projectId}/rounds/${round.id}`)
  })
  const needs = needsOf(form)
  const missing = (need: Exclude<Need, 'assignment'>, path: string) =>
    attempts > 0 && needs.includes(need) ? t(`form.needs.${need}`) : errorOf(path)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setAttempts(attempts + 1)
    if (needs.length === 0) void submit()
  }
  useEffect(() => {
    if (attempts > 0) focusFirstInvalid(whole.current)
  }, [attempts, failure])
  const isShownAtField = ['name', 'documentIds', 'coderIds', 'sample', 'assignment'].some(
    (path) => errorOf(path) !== null,
  )
  return {
    ...{ whole, form, put, missing, errorOf, onSubmit, isPending },
    failure: isShownAtField ? null : failure,
    isAssignmentFaulty: attempts > 0 && needs.includes('assignment'),
  }
}

function KindChoice({ form, put }: Pick<SetUp, 'form' | 'put'>) {
  const t = useTranslations('rounds')
  return (
    <RadioGroup
      label={t('form.kind')}
      value={form.kind}
      onChange={(value) => put({ kind: roundKinds.find((kind) => kind === value) ?? 'coding' })}
    >
      {roundKinds.map((kind) => (
        <Radio key={kind} value={kind} note={t(`form.kindNote.${kind}`)}>
          {t(`kind.${kind}`)}
        </Radio>
      ))}
    </RadioGroup>
  )
}

/** The documents or passages, the coders, and who of them gets which. */
function WhoCodesWhat({ projectId, documents, coders, tags, setUp }: SetUpPageProps & { setUp: SetUp }) {
  const t = useTranslations('rounds')
  const { form, put, missing, errorOf, isAssignmentFaulty } = setUp
  const isSecondLook = form.kind === 'second-look'
  return (
    <>
      {form.kind !== 'coding' && !isDrawn(form) ? (
        <GivenPassages form={form} put={put} />
      ) : (
        <DocumentChoice
          addHref={`/projects/${projectId}/documents`}
          documents={documents}
          chosen={form.documentIds}
          onChange={(documentIds) => put({ documentIds })}
          help={isDrawn(form) ? t('form.sampleDocumentsHelp') : undefined}
          error={missing('documents', 'documentIds')}
        />
      )}
      {isDrawn(form) && <SampleFields form={form} put={put} tags={tags} people={coders} errorOf={errorOf} />}
      <CoderChoice
        label={t(isSecondLook ? 'form.secondCoders' : 'form.coders')}
        help={t(isSecondLook ? 'form.secondCodersHelp' : 'form.codersHelp')}
        coders={coders}
        chosen={form.coderIds}
        onChange={(coderIds) => put({ coderIds })}
        error={missing('coders', 'coderIds')}
      />
      <AssignmentChoice
        form={form}
        put={put}
        documents={documents}
        coders={coders}
        error={errorOf('assignment')}
        isFaulty={isAssignmentFaulty}
      />
    </>
  )
}
