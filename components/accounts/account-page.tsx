'use client'

import { useTranslations } from 'use-intl'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import type { Locale } from '@/lib/i18n/locales'
import { Administration } from './administration'
import { BackupList } from './backup-list'
import { MailForm } from './mail-form'
import { PasswordForm } from './password-form'
import { ProfileForm } from './profile-form'
import { SessionsForm } from './sessions-form'
import { TokenList } from './token-list'

export interface AccountPageProps {
  me: { id: string; name: string; email: string; isAdmin: boolean; hasPassword: boolean }
  locale: Locale
  /** Whether signing in has just proven the address, and ended what was there before. */
  isProvenNow: boolean
}

/** Everything about oneself; for administrators, the accounts of the instance too. */
export function AccountPage({ me, locale, isProvenNow }: AccountPageProps) {
  const t = useTranslations('accounts.account')
  const admin = useTranslations('accounts.administration')
  const backups = useTranslations('accounts.backups')
  return (
    <>
      <PageHeader title={t('title')} lede={me.email} />
      {isProvenNow && (
        <p
          role="status"
          className="max-w-prose rounded-md border border-rule-strong bg-accent-soft px-4 py-3 text-sm text-ink"
        >
          {t('proven')}
        </p>
      )}
      <Section title={t('profile')} note={t('profileNote')}>
        <ProfileForm name={me.name} locale={locale} />
      </Section>
      <Section title={t('mail')} note={t('mailNote')}>
        <MailForm />
      </Section>
      <Section title={t('password')} note={t(me.hasPassword ? 'passwordNote' : 'noPasswordNote')}>
        <PasswordForm email={me.email} hasPassword={me.hasPassword} />
      </Section>
      <Section title={t('sessions')} note={t('sessionsNote')}>
        <SessionsForm />
      </Section>
      <Section title={t('tokens')} note={t('tokensNote')}>
        <TokenList />
      </Section>
      {me.isAdmin && (
        <>
          <Section id="backups" title={backups('title')} note={backups('note')}>
            <BackupList />
          </Section>
          <Section id="accounts" title={admin('title')} note={admin('note')}>
            <Administration ownId={me.id} />
          </Section>
        </>
      )}
    </>
  )
}
