'use client'

import { useTranslations } from 'use-intl'
import { narrativeText } from '@/components/prose/narrative-schema'
import { ProseField, useProse } from '@/components/prose/prose-field'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { MeantFor } from '@/components/ui/meant-for'
import { Switch } from '@/components/ui/switch'
import { TextField } from '@/components/ui/text-field'
import { useSubmission } from '@/lib/browser/use-submission'
import type { MemoCreate } from '@/lib/schemas/memo'
import { KindField } from './kind-field'
import { SubjectChoice, type ChosenSubject } from './subject-choice'
import type { MemoDraft } from './use-draft'

export interface MemoFormProps {
  projectId: string
  /** What it is about, where that is settled. */
  subject?: MemoCreate['subject']
  draft: MemoDraft
  onDraft: (part: Partial<MemoDraft>) => void
  /** Stores it; what it rejects with is shown, and nothing that was typed is lost. */
  onWrite: (memo: MemoCreate) => Promise<unknown>
  onCancel: () => void
}

/** Where one writes a memo. What was typed is the caller's to keep, so that a sheet that was closed opens with it. */
export default function MemoForm({ projectId, subject, draft, onDraft, onWrite, onCancel }: MemoFormProps) {
  const t = useTranslations('memos')
  const chosen = subject ?? subjectOf(draft.about)
  const submission = useSubmission(
    async () => {
      if (!chosen) return
      await onWrite({
        id: draft.id,
        subject: chosen,
        ...(draft.title.trim() !== '' && { title: draft.title }),
        kind: draft.kind.trim() === '' ? null : draft.kind,
        body: draft.body,
        visibility: draft.isShared ? 'shared' : 'private',
      })
    },
    {
      title: `${draft.title}${narrativeText(draft.body)}`.trim() === '' && t('form.wordsNeeded'),
      subject: !chosen && t('form.aboutNeeded'),
    },
  )
  const editor = useProse({
    label: t('form.text'),
    stored: draft.body,
    canWrite: true,
    onChange: (body) => onDraft({ body }),
    // What is typed is told and never shown anew.
    isSaved: false,
    // A sheet that was opened to write in it.
    startsHere: true,
  })
  return (
    <Form submission={submission} className="flex flex-col gap-5">
      {!subject && (
        <SubjectChoice
          projectId={projectId}
          value={draft.about}
          onChange={(about) => onDraft({ about })}
          error={submission.errorOf('subject') ?? undefined}
        />
      )}
      <div className="flex flex-col gap-2">
        <ProseField editor={editor} canWrite placeholder={t('form.placeholder')} />
        <MeantFor kind="memo" />
      </div>
      <TextField
        label={t('form.title')}
        help={t('form.titleHelp')}
        value={draft.title}
        onChange={(title) => onDraft({ title })}
        maxLength={200}
        error={submission.errorOf('title') ?? undefined}
      />
      <KindField projectId={projectId} value={draft.kind} onChange={(kind) => onDraft({ kind })} />
      <Switch
        isSelected={draft.isShared}
        onChange={(isShared) => onDraft({ isShared })}
        className="min-h-8 pointer-coarse:min-h-11"
      >
        <span>
          {t('form.share')}
          <span className="block text-[0.8125rem] text-ink-muted">
            {t(draft.isShared ? 'form.isShared' : 'form.isPrivate')}
          </span>
        </span>
      </Switch>
      <FormFailure failure={submission.failure} />
      <DialogActions>
        <Button onPress={onCancel}>{t('form.cancel')}</Button>
        <Button type="submit" tone="primary" isPending={submission.isPending}>
          {t('form.write')}
        </Button>
      </DialogActions>
    </Form>
  )
}

const subjectOf = ({ type, id }: ChosenSubject): MemoCreate['subject'] | null =>
  type === 'project' ? { type } : id === null ? null : { type, id }
