import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ProjectsPage } from '@/components/projects/projects-page'
import { AppShell } from '@/components/shell/app-shell'
import { pageViewer } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { hasAccounts } from '@/lib/data/accounts/identity'
import { everyPage } from '@/lib/data/database/every-page'
import { demoProjectId, isDemoBinned } from '@/lib/data/projects/demo-project'
import { listProjects } from '@/lib/data/projects/projects'
import { env } from '@/lib/env'
import { translations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  // The template of the layout beside it is for the pages below.
  return { title: `${(await translations('projects'))('title')} · Commonplace` }
}

/** The projects of whoever is signed in. */
export default async function HomePage() {
  const viewer = await pageViewer()
  if (!viewer) redirect((await hasAccounts(database())) ? '/sign-in' : '/setup')
  const items = await everyPage((query) => listProjects(database(), viewer, query))
  const offersDemo =
    viewer.isAdmin && !items.some(({ id }) => id === demoProjectId) && !(await isDemoBinned(database()))
  return (
    <AppShell account={viewer}>
      <ProjectsPage
        projects={items}
        name={viewer.name}
        offersDemo={offersDemo}
        viewerId={viewer.userId}
        isAdmin={viewer.isAdmin}
        maxUploadMb={env().MAX_UPLOAD_MB}
      />
    </AppShell>
  )
}
