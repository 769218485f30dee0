'use client'

import { useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { callApi } from '@/lib/browser/api'
import { useSubmission } from '@/lib/browser/use-submission'

/** Asks for a name and makes the project; then it opens. */
export function NewProjectDialog({ trigger }: { trigger: ReactNode }) {
  const t = useTranslations('projects')
  const ui = useTranslations('ui')
  const router = useRouter()
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const submission = useSubmission(
    async () => {
      const { id } = await callApi<{ id: string }>('POST', '/projects', { name, description })
      router.push(`/projects/${id}/documents`)
    },
    { name: name.trim() === '' && t('nameNeeded') },
  )
  const { isPending, failure, errorOf } = submission
  return (
    <Dialog title={t('new')} lede={t('newLede')} trigger={trigger}>
      {(close) => (
        <Form submission={submission} className="flex flex-col gap-5">
          <FormFailure failure={failure} />
          <TextField
            label={t('name')}
            placeholder={t('namePlaceholder')}
            isRequired
            // eslint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type this name
            autoFocus
            value={name}
            onChange={setName}
            error={errorOf('name')}
          />
          <TextArea
            label={t('description')}
            help={t('descriptionHelp')}
            value={description}
            onChange={setDescription}
            error={errorOf('description')}
          />
          <DialogActions>
            <Button onPress={close}>{ui('cancel')}</Button>
            <Button type="submit" tone="primary" isPending={isPending}>
              {t('make')}
            </Button>
          </DialogActions>
        </Form>
      )}
    </Dialog>
  )
}
