import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CasesPage } from '@/components/cases/cases-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { listAttributes } from '@/lib/data/documents/attributes'
import { getProject } from '@/lib/data/projects/projects'
import { translations } from '@/lib/i18n/server'

interface PageProps {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('cases'))('title') }
}

/** Participants, organisations and events, with what belongs to each. */
export default async function ProjectCasesPage({ params }: PageProps) {
  const member = await requireMember((await params).p)
  const project = await getProject(database(), member)
  if (!project) notFound()
  return <CasesPage project={project} initialAttributes={await listAttributes(database(), member, 'case')} />
}
