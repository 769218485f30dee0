import type { Metadata } from 'next'
import { ResetForm } from '@/components/accounts/reset-form'
import { TitlePage } from '@/components/shell/title-page'
import { ButtonLink } from '@/components/ui/button'
import { hashSecret } from '@/lib/auth/secrets'
import { database } from '@/lib/data/database/client'
import { findResetLink } from '@/lib/data/accounts/links'
import { translations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations('accounts'))('reset.title') }
}

/** A new password for whoever holds the link. */
export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const [link, t] = await Promise.all([
    findResetLink(database(), hashSecret(token), new Date()),
    translations('accounts'),
  ])
  if (link?.state !== 'open')
    return (
      <TitlePage title={t('reset.goneTitle')} lede={t('reset.gone')}>
        <ButtonLink href="/sign-in" className="self-center">
          {t('invitation.signIn')}
        </ButtonLink>
      </TitlePage>
    )
  return (
    <TitlePage title={t('reset.title')} lede={t('reset.lede', { email: link.email })}>
      <ResetForm token={token} email={link.email} />
    </TitlePage>
  )
}
