import type { Metadata } from 'next'
import { JobsPage } from '@/components/jobs/jobs-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { translations } from '@/lib/i18n/server'

interface PageProps {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('jobs'))('title') }
}

/** Long work on the project, and how far it is. */
export default async function ProjectJobsPage({ params }: PageProps) {
  const { projectId } = await requireMember((await params).p)
  return <JobsPage projectId={projectId} />
}
