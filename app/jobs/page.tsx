import type { Metadata } from 'next'
import { JobsPage } from '@/components/jobs/jobs-page'
import { AppShell } from '@/components/shell/app-shell'
import { requireViewer } from '@/lib/sign-in/page-viewer'
import { translations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations('jobs'))('own') }
}

/** The long work that whoever is signed in asked for, in all their projects. */
export default async function OwnJobsPage() {
  const { userId, name, email, locale, isAdmin } = await requireViewer('/jobs')
  return (
    <AppShell account={{ userId, name, email, locale, isAdmin }}>
      <JobsPage />
    </AppShell>
  )
}
