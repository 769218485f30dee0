'use client'

import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Tabs } from '@/components/ui/tabs'
import { TextField } from '@/components/ui/text-field'
import { signOut } from '@/lib/browser/accounts/sign-out'
import { callApi } from '@/lib/browser/api'
import { useSubmission, type Needs } from '@/lib/browser/use-submission'
import { localeWritten } from '@/lib/i18n/locales'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { PasswordField } from './password-field'

export interface InvitationFormProps {
  token: string
  /** The address the invitation is for, where it names one. */
  email: string | null
  /** Who is signed in already, if anybody, and whether the invitation is for their address. */
  viewer: { name: string; email: string; isAddressee: boolean } | null
  /** What the role may do, in a sentence. */
  roleNote: string
}

/** Joins a project: as who one is, with an account one has, or with a new one. */
export function InvitationForm({ token, email, viewer, roleNote }: InvitationFormProps) {
  const t = useTranslations('accounts.invitation')
  return (
    <>
      <p className="text-center font-serif text-[0.9375rem] text-ink-muted italic">{roleNote}</p>
      {viewer ? (
        <JoinAsViewer token={token} viewer={viewer} email={email} />
      ) : (
        <Tabs
          label={t('ways')}
          tabs={[
            { id: 'new', label: t('new'), content: <JoinWithAccount token={token} email={email} isNew /> },
            {
              id: 'existing',
              label: t('existing'),
              content: <JoinWithAccount token={token} email={email} isNew={false} />,
            },
          ]}
        />
      )}
    </>
  )
}

function useJoin(token: string, answer: object, needs?: Needs) {
  return useSubmission(async () => {
    const { projectId } = await callApi<{ projectId: string }>(
      'POST',
      `/invitations/${encodeURIComponent(token)}/accept`,
      answer,
    )
    window.location.assign(`/projects/${projectId}/documents`)
    await new Promise(() => {})
  }, needs)
}

function JoinAsViewer({
  token,
  viewer,
  email,
}: {
  token: string
  viewer: { name: string; email: string; isAddressee: boolean }
  email: string | null
}) {
  const t = useTranslations('accounts.invitation')
  const { submit, isPending, failure } = useJoin(token, {})
  const leaving = useSubmission(() => signOut(window.location.href))
  return (
    <div className="flex flex-col gap-5 text-center">
      <FormFailure failure={failure ?? leaving.failure} />
      <p className="text-[0.9375rem]">
        {viewer.isAddressee
          ? t('asYou', { name: viewer.name, email: viewer.email })
          : t('wrongAddress', { email: email ?? '', name: viewer.name, own: viewer.email })}
      </p>
      {viewer.isAddressee && (
        <Button tone="primary" isPending={isPending} onPress={() => void submit()}>
          {t('join')}
        </Button>
      )}
      <Button tone="plain" isPending={leaving.isPending} onPress={() => void leaving.submit()}>
        {t('other')}
      </Button>
    </div>
  )
}

function JoinWithAccount({ token, email, isNew }: { token: string; email: string | null; isNew: boolean }) {
  const t = useTranslations('accounts')
  const written = useLocale()
  const [fields, setFields] = useState({ name: '', email: email ?? '', password: '' })
  const set = (field: keyof typeof fields) => (value: string) => setFields((before) => ({ ...before, [field]: value }))
  const isFixed = email !== null
  const answer = {
    email: fields.email,
    password: fields.password,
    ...(isNew && { name: fields.name, locale: localeWritten(written) }),
  }
  const submission = useJoin(token, answer, {
    name: isNew && fields.name.trim() === '' && t('needs.name'),
    email: fields.email.trim() === '' && t('needs.email'),
    password: fields.password === '' && t(isNew ? 'needs.newPassword' : 'needs.password'),
  })
  const { isPending, failure, errorOf } = submission
  return (
    <Form submission={submission} className="flex flex-col gap-5">
      <FormFailure failure={failure} />
      {isNew && (
        <TextField
          label={t('name')}
          help={t('nameHelp')}
          name="name"
          autoComplete="name"
          value={fields.name}
          onChange={set('name')}
          error={errorOf('name')}
        />
      )}
      <TextField
        label={t('email')}
        help={isFixed ? t('invitation.emailFixed') : undefined}
        isReadOnly={isFixed}
        type="email"
        name="email"
        autoComplete="username"
        value={fields.email}
        onChange={set('email')}
        error={errorOf('email')}
      />
      <PasswordField
        label={t('password')}
        help={isNew ? t('passwordHelp') : undefined}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        value={fields.password}
        onChange={set('password')}
        error={errorOf('password')}
      />
      <Button type="submit" tone="primary" isPending={isPending}>
        {t(isNew ? 'invitation.makeAccount' : 'invitation.signInAndJoin')}
      </Button>
    </Form>
  )
}
