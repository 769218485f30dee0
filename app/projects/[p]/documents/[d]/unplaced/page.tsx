import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { UnplacedPage } from '@/components/documents/correcting/unplaced-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { ownSettings } from '@/lib/data/accounts/accounts'
import { database } from '@/lib/data/database/client'
import { getDocument } from '@/lib/data/documents/documents'
import { isId } from '@/lib/data/database/ids'
import { getProject } from '@/lib/data/projects/projects'
import { listTags } from '@/lib/data/codebook/tags'
import { translations } from '@/lib/i18n/server'

interface Props {
  params: Promise<{ p: string; d: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations('documents'))('unplaced.title') }
}

/** The passages of one document that corrections left without a place. */
export default async function Page({ params }: Props) {
  const { p, d } = await params
  const member = await requireMember(p)
  const db = database()
  const [document, project, tags, { readerKeys }] = await Promise.all([
    isId(d) ? getDocument(db, member, d) : null,
    getProject(db, member),
    listTags(db, member),
    ownSettings(db, member),
  ])
  if (!document || !project) notFound()
  return (
    <UnplacedPage
      projectId={member.projectId}
      lastEvent={project.lastEvent}
      document={{ id: document.id, title: document.title, language: document.language, direction: document.direction }}
      viewer={{ id: member.userId, keys: readerKeys }}
      tags={tags}
    />
  )
}
