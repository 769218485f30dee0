'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import { signIn, signInElsewhere } from '@/lib/browser/accounts/sign-in'
import { useSubmission } from '@/lib/browser/use-submission'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { PasswordField } from './password-field'

export interface SignInFormProps {
  /** Where to go afterwards; a path of this site. */
  next: string
  /** The single sign-on provider's name, where there is one. */
  provider: string | null
  /** Why a way through the provider ended here. */
  refusal: string | null
}

/** Email and password, and the provider's door where the instance has one. */
export function SignInForm({ next, provider, refusal }: SignInFormProps) {
  const t = useTranslations('accounts')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const submission = useSubmission(
    async () => {
      await signIn(email, password, t('signIn.wrong'))
      // A full load, so that nothing cached for whoever was here before remains.
      window.location.assign(next)
      await new Promise(() => {})
    },
    { email: email.trim() === '' && t('needs.email'), password: password === '' && t('needs.password') },
  )
  const { isPending, failure, errorOf } = submission
  return (
    <div className="flex flex-col gap-6">
      {refusal && (
        <p role="alert" className="rounded-md border border-danger bg-danger-soft px-4 py-3 text-sm text-ink">
          {refusal}
        </p>
      )}
      <Form submission={submission} className="flex flex-col gap-5">
        <FormFailure failure={failure} />
        <TextField
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={errorOf('email')}
        />
        <PasswordField
          label={t('password')}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={errorOf('password')}
        />
        <Button type="submit" tone="primary" isPending={isPending}>
          {t('signIn.action')}
        </Button>
      </Form>
      {provider && (
        <>
          <p className="flex items-center gap-3 text-sm text-ink-muted before:h-px before:flex-1 before:bg-rule after:h-px after:flex-1 after:bg-rule">
            {t('signIn.or')}
          </p>
          <Button onPress={() => void signInElsewhere(next)}>{t('signIn.elsewhere', { provider })}</Button>
        </>
      )}
    </div>
  )
}
