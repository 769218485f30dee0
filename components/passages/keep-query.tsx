'use client'

import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useUndoable } from '@/components/history/use-undoable'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Form } from '@/components/ui/form'
import { TextField } from '@/components/ui/text-field'
import { useQueryCommands } from '@/lib/browser/retrieval/use-queries'
import { useSubmission } from '@/lib/browser/use-submission'

/** Keeps the query that is asked under a name, for everybody in the project. */
export function KeepQuery({ projectId, query, isDisabled }: { projectId: string; query: string; isDisabled: boolean }) {
  const t = useTranslations('passages.keep')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon={<Bookmark aria-hidden />} isDisabled={isDisabled} onPress={() => setOpen(true)}>
        {t('open')}
      </Button>
      {isOpen && <KeepDialog projectId={projectId} query={query} onClose={() => setOpen(false)} title={t('title')} />}
    </>
  )
}

function KeepDialog(props: { projectId: string; query: string; title: string; onClose: () => void }) {
  const { projectId, query, title, onClose } = props
  const t = useTranslations('passages.keep')
  const commands = useQueryCommands(projectId)
  const { run } = useUndoable(commands.revert)
  const [name, setName] = useState('')
  const submission = useSubmission(
    async () => {
      const events = await commands.keep({ name, query })
      onClose()
      await run(() => Promise.resolve(events), t('done', { name: name.trim() }), t('failed'))
    },
    { name: name.trim() === '' && t('nameNeeded') },
  )
  const { errorOf, failure, isPending } = submission
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={title} lede={t('lede')} size="narrow">
      <Form submission={submission} className="flex flex-col gap-5">
        <TextField
          label={t('name')}
          value={name}
          onChange={setName}
          isRequired
          maxLength={100}
          error={errorOf('name')}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog that asks for a name
          autoFocus
        />
        {failure && errorOf('name') === null && (
          <p role="alert" className="text-sm text-danger">
            {failure.message}
          </p>
        )}
        <DialogActions>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" tone="primary" isPending={isPending}>
            {t('action')}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
