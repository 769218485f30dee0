import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SetUpForm } from '@/components/accounts/set-up-form'
import { TitlePage } from '@/components/shell/title-page'
import { database } from '@/lib/data/database/client'
import { hasAccounts } from '@/lib/data/accounts/identity'
import { translations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations('accounts'))('setUp.title') }
}

/** The first account of the instance; afterwards this page is no more. */
export default async function SetUpPage({ searchParams }: { searchParams: Promise<{ code?: string }> }) {
  if (await hasAccounts(database())) redirect('/')
  const { code = '' } = await searchParams
  const t = await translations('accounts')
  return (
    <TitlePage title={t('setUp.title')} lede={t(code === '' ? 'setUp.noCode' : 'setUp.lede')}>
      <SetUpForm code={code} />
    </TitlePage>
  )
}
