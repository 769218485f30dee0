'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { Button } from '@/components/ui/button'
import { callApi } from '@/lib/browser/api'
import { useSubmission } from '@/lib/browser/use-submission'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { PasswordField } from './password-field'

/** Sets a new password with a reset link; the owner is signed in afterwards. */
export function ResetForm({ token, email }: { token: string; email: string }) {
  const t = useTranslations('accounts')
  const [password, setPassword] = useState('')
  // Whoever lost a password may have lost it to somebody.
  const [endTokens, setEndTokens] = useState(true)
  const submission = useSubmission(
    async () => {
      await callApi('POST', `/resets/${encodeURIComponent(token)}`, { password, endTokens })
      window.location.assign('/')
      await new Promise(() => {})
    },
    { password: password === '' && t('needs.newPassword') },
  )
  const { isPending, failure, errorOf } = submission
  return (
    <Form submission={submission} className="flex flex-col gap-5">
      <FormFailure failure={failure} />
      {/* For the browser's password manager: which account this is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={t('newPassword')}
        help={t('passwordHelp')}
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        error={errorOf('password')}
      />
      <Checkbox isSelected={endTokens} onChange={setEndTokens}>
        {t('account.endTokens')}
      </Checkbox>
      <Button type="submit" tone="primary" isPending={isPending}>
        {t('reset.action')}
      </Button>
    </Form>
  )
}
