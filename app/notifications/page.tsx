import type { Metadata } from 'next'
import { NotificationsPage } from '@/components/notifications/notifications-page'
import { AppShell } from '@/components/shell/app-shell'
import { requireViewer } from '@/lib/sign-in/page-viewer'
import { translations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations('notifications'))('title') }
}

/** What concerns whoever is signed in, in all their projects. */
export default async function OwnNotificationsPage() {
  const { userId, name, email, locale, isAdmin } = await requireViewer('/notifications')
  return (
    <AppShell account={{ userId, name, email, locale, isAdmin }}>
      <NotificationsPage />
    </AppShell>
  )
}
