'use client'

import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import { callApi } from '@/lib/browser/api'
import { useSubmission } from '@/lib/browser/use-submission'
import { localeWritten } from '@/lib/i18n/locales'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { PasswordField } from './password-field'

/** Makes the first account. The code comes in the link; without it the field for it is shown. */
export function SetUpForm({ code }: { code: string }) {
  const t = useTranslations('accounts')
  const written = useLocale()
  const [fields, setFields] = useState({ code, name: '', email: '', password: '' })
  const set = (field: keyof typeof fields) => (value: string) => setFields((before) => ({ ...before, [field]: value }))
  const submission = useSubmission(
    async () => {
      await callApi('POST', '/setup', { ...fields, code: fields.code.trim(), locale: localeWritten(written) })
      window.location.assign('/')
      await new Promise(() => {})
    },
    {
      code: fields.code.trim() === '' && t('needs.code'),
      name: fields.name.trim() === '' && t('needs.name'),
      email: fields.email.trim() === '' && t('needs.email'),
      password: fields.password === '' && t('needs.newPassword'),
    },
  )
  const { isPending, failure, errorOf } = submission
  return (
    <Form submission={submission} className="flex flex-col gap-5">
      <FormFailure failure={failure} />
      {(code === '' || failure?.code === 'not-allowed') && (
        <TextField
          label={t('setUp.code')}
          help={t('setUp.codeHelp')}
          name="code"
          autoComplete="off"
          value={fields.code}
          onChange={set('code')}
          error={errorOf('code')}
        />
      )}
      <TextField
        label={t('name')}
        help={t('nameHelp')}
        name="name"
        autoComplete="name"
        value={fields.name}
        onChange={set('name')}
        error={errorOf('name')}
      />
      <TextField
        label={t('email')}
        type="email"
        name="email"
        autoComplete="username"
        value={fields.email}
        onChange={set('email')}
        error={errorOf('email')}
      />
      <PasswordField
        label={t('password')}
        help={t('passwordHelp')}
        autoComplete="new-password"
        value={fields.password}
        onChange={set('password')}
        error={errorOf('password')}
      />
      <Button type="submit" tone="primary" isPending={isPending}>
        {t('setUp.action')}
      </Button>
    </Form>
  )
}
