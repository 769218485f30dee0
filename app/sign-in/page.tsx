import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '@/components/accounts/sign-in-form'
import { TitlePage } from '@/components/shell/title-page'
import { signOnRefusal } from '@/lib/auth/sign-on-refusal'
import { localPath } from '@/lib/auth/local-path'
import { pageViewer } from '@/lib/sign-in/page-viewer'
import { singleSignOn } from '@/lib/sign-in/single-sign-on'
import { database } from '@/lib/data/database/client'
import { hasAccounts } from '@/lib/data/accounts/identity'
import { env } from '@/lib/env'
import { translations } from '@/lib/i18n/server'

const refusals = {
  NoAccount: 'signIn.noAccount',
  OtherSubject: 'signIn.otherSubject',
  WrongIssuer: 'signIn.wrongIssuer',
  Failed: 'signIn.failed',
} as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations('accounts'))('signIn.title') }
}

/** Sign in. Who is in already goes on; where nobody has an account there is the set-up instead. */
export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string; callbackUrl?: string; error?: string }>
}) {
  const { next, error } = await searchParams
  if (await pageViewer()) redirect(localPath(next))
  if (!(await hasAccounts(database()))) redirect('/setup')
  const t = await translations('accounts')
  const provider = singleSignOn(env())?.name ?? null
  const refusal = error === undefined || provider === null ? null : t(refusals[signOnRefusal(error)], { provider })
  return (
    <TitlePage title={t('signIn.title')} foot={t('signIn.foot')}>
      <SignInForm next={localPath(next)} provider={provider} refusal={refusal} />
    </TitlePage>
  )
}
