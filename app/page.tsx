import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ProjectsPage } from '@/components/projects/projects-page'
import { AppShell } from '@/components/shell/app-shell'
import { pageViewer } from '@/lib/auth/page-viewer'
import { database } from '@/lib/data/client'
import { hasAccounts } from '@/lib/data/identity'
import { everyPage } from '@/lib/data/every-page'
import { demoProjectId, isDemoBinned } from '@/lib/data/demo-project'
import { listProjects } from '@/lib/data/projects'
import { translations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations('projects'))('title') }
}

/** The projects of whoever is signed in. */
export default async function HomePage() {
  const viewer = await pageViewer()
  if (!viewer) redirect((await hasAccounts(database())) ? '/sign-in' : '/setup')
  const items = await everyPage((query) => listProjects(database(), viewer, query))
  const offersDemo = viewer.isAdmin && !items.some(({ id }) => id === demoProjectId) && !(await isDemoBinned(database()))
  return (
    <AppShell account={viewer}>
      <ProjectsPage projects={items} name={viewer.name} offersDemo={offersDemo} />
    </AppShell>
  )
}
