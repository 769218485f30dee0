import type { Metadata } from 'next'
import { DocumentsPage } from '@/components/documents/documents-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { listAttributes } from '@/lib/data/documents/attributes'
import { database } from '@/lib/data/database/client'
import { listDocuments } from '@/lib/data/documents/documents'
import { can } from '@/lib/domain/access/actions'
import { env } from '@/lib/env'
import { translations } from '@/lib/i18n/server'

interface PageProps {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('documents'))('title') }
}

/** The documents table. */
export default async function ProjectDocumentsPage({ params }: PageProps) {
  const member = await requireMember((await params).p)
  const [first, attributes] = await Promise.all([
    listDocuments(database(), member, { limit: 500, total: 'false' }),
    listAttributes(database(), member),
  ])
  return (
    <DocumentsPage
      projectId={member.projectId}
      viewerId={member.userId}
      mayWrite={can(member.role, 'documents.write', member.settings)}
      mayCode={can(member.role, 'annotations.write', member.settings)}
      limitMb={env().MAX_UPLOAD_MB}
      initialDocuments={first.nextCursor === null ? first.items : undefined}
      initialAttributes={attributes}
    />
  )
}
