import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MemosPage } from '@/components/memos/memos-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { getProject } from '@/lib/data/projects/projects'
import { translations } from '@/lib/i18n/server'

interface PageProps {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('memos'))('title') }
}

/** What is written beside the coding: the journal of the project, and memos about its parts. */
export default async function ProjectMemosPage({ params }: PageProps) {
  const member = await requireMember((await params).p)
  const project = await getProject(database(), member)
  if (!project) notFound()
  return <MemosPage project={project} viewerId={member.userId} />
}
