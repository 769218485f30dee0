import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CorrectPage } from '@/components/documents/correcting/correct-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { getDocument } from '@/lib/data/documents/documents'
import { isId } from '@/lib/data/database/ids'
import { getProject } from '@/lib/data/projects/projects'
import { listTags } from '@/lib/data/codebook/tags'
import { can } from '@/lib/domain/access/actions'
import { translations } from '@/lib/i18n/server'

interface Props {
  params: Promise<{ p: string; d: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations('documents'))('correct.action') }
}

/** The text of one document, to be corrected. */
export default async function Page({ params }: Props) {
  const { p, d } = await params
  const member = await requireMember(p)
  const db = database()
  const [document, project, tags] = await Promise.all([
    isId(d) ? getDocument(db, member, d) : null,
    getProject(db, member),
    listTags(db, member),
  ])
  if (!document || !project || !can(member.role, 'documents.write', member.settings)) notFound()
  return (
    <CorrectPage
      projectId={member.projectId}
      lastEvent={project.lastEvent}
      document={{ id: document.id, title: document.title, language: document.language, direction: document.direction }}
      viewerId={member.userId}
      tags={tags}
    />
  )
}
