import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RevisionsPage } from '@/components/documents/correcting/revisions-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { getDocument } from '@/lib/data/documents/documents'
import { isId } from '@/lib/data/database/ids'
import { getProject } from '@/lib/data/projects/projects'
import { translations } from '@/lib/i18n/server'

interface Props {
  params: Promise<{ p: string; d: string }>
  searchParams: Promise<{ from?: string | string[]; to?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations('documents'))('compare.title') }
}

/** The texts that one document had, and how two of them differ. */
export default async function Page({ params, searchParams }: Props) {
  const { p, d } = await params
  const { from, to } = await searchParams
  const member = await requireMember(p)
  const db = database()
  const [document, project] = await Promise.all([isId(d) ? getDocument(db, member, d) : null, getProject(db, member)])
  if (!document || !project) notFound()
  const named = (value: string | string[] | undefined) => (typeof value === 'string' && isId(value) ? value : undefined)
  return (
    <RevisionsPage
      projectId={member.projectId}
      lastEvent={project.lastEvent}
      document={{
        id: document.id,
        title: document.title,
        language: document.language,
        direction: document.direction,
        revisionId: document.revisionId,
      }}
      asked={{ from: named(from), to: named(to) }}
    />
  )
}
