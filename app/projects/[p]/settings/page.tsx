import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SettingsPage } from '@/components/projects/settings-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { getProject } from '@/lib/data/projects/projects'
import { translations } from '@/lib/i18n/server'

interface PageProps {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('projects'))('settings.title') }
}

/** Name, ways of working, and the bin. */
export default async function ProjectSettingsPage({ params }: PageProps) {
  const member = await requireMember((await params).p)
  const project = await getProject(database(), member)
  return project ? <SettingsPage project={project} isAdmin={member.isAdmin} /> : notFound()
}
