'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { showToast } from '@/components/ui/toast'
import { callApi } from '@/lib/browser/api'
import { useSubmission } from '@/lib/browser/use-submission'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { PasswordField } from './password-field'

/** Changes one's own password, or sets the first. This session goes on, the others end; tokens too where that is asked. */
export function PasswordForm({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const t = useTranslations('accounts')
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [endTokens, setEndTokens] = useState(false)
  const queries = useQueryClient()
  const router = useRouter()
  const submission = useSubmission(
    async () => {
      await callApi('POST', '/me/password', { ...(hasPassword && { current }), password, endTokens })
      setCurrent('')
      setPassword('')
      showToast({ title: t(endTokens ? 'account.changedWithTokens' : 'account.changed'), tone: 'success' })
      setEndTokens(false)
      void queries.invalidateQueries({ queryKey: ['me'] })
      router.refresh()
    },
    {
      current: hasPassword && current === '' && t('needs.current'),
      password: password === '' && t('needs.newPassword'),
    },
  )
  const { isPending, failure, errorOf } = submission
  return (
    <Form submission={submission} className="flex max-w-md flex-col gap-5">
      <FormFailure failure={failure} />
      {!hasPassword && errorOf('current') && <p role="alert">{t('account.signInAgain')}</p>}
      {/* For the browser's password manager: which account this is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      {hasPassword && (
        <PasswordField
          label={t('account.current')}
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          error={errorOf('current')}
        />
      )}
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
      <Button type="submit" className="self-start" isPending={isPending}>
        {t(hasPassword ? 'account.change' : 'account.set')}
      </Button>
    </Form>
  )
}
