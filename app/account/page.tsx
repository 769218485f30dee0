import type { Metadata } from 'next'
import { AccountPage } from '@/components/accounts/account-page'
import { AppShell } from '@/components/shell/app-shell'
import { requireViewer } from '@/lib/sign-in/page-viewer'
import { hasPassword } from '@/lib/data/accounts/accounts'
import { database } from '@/lib/data/database/client'
import { isLocale } from '@/lib/i18n/locales'
import { requestLocale, translations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations('accounts'))('account.title') }
}

/** One's own account. */
export default async function OwnAccountPage({ searchParams }: { searchParams: Promise<{ proven?: string }> }) {
  const viewer = await requireViewer('/account')
  const { userId, name, email, isAdmin, locale } = viewer
  return (
    <AppShell account={{ userId, name, email, locale, isAdmin }}>
      <AccountPage
        me={{ id: userId, name, email, isAdmin, hasPassword: await hasPassword(database(), viewer) }}
        locale={isLocale(locale) ? locale : await requestLocale()}
        isProvenNow={(await searchParams).proven !== undefined}
      />
    </AppShell>
  )
}
