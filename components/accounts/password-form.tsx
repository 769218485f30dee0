'use client'

import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { showToast } from '@/components/ui/toast'
import { callApi } from '@/lib/browser/api'
import { useSubmission } from '@/lib/browser/use-submission'
import { FormFailure } from './form-failure'
import { PasswordField } from './password-field'

/** Changes one's own password. This session goes on, the others end. */
export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('accounts')
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const { submit, isPending, failure, errorOf } = useSubmission(async () => {
    await callApi('POST', '/me/password', { current, password })
    setCurrent('')
    setPassword('')
    showToast({ title: t('account.changed'), tone: 'success' })
  })
  return (
    <Form validationBehavior="aria" className="flex max-w-md flex-col gap-5" onSubmit={(event) => (event.preventDefault(), void submit())}>
      <FormFailure failure={failure} />
      {/* For the browser's password manager: which account this is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField label={t('account.current')} autoComplete="current-password" value={current} onChange={setCurrent} error={errorOf('current')} />
      <PasswordField label={t('newPassword')} help={t('passwordHelp')} autoComplete="new-password" value={password} onChange={setPassword} error={errorOf('password')} />
      <Button type="submit" className="self-start" isPending={isPending} isDisabled={current === '' || password === ''}>
        {t('account.change')}
      </Button>
    </Form>
  )
}
