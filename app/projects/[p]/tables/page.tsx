import type { Metadata } from 'next'
import { TablesPage } from '@/components/tables/tables-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { studyDocuments, studyPeople } from '@/lib/data/agreement/study-rows'
import { listTags } from '@/lib/data/codebook/tags'
import { database } from '@/lib/data/database/client'
import { listAttributes } from '@/lib/data/documents/attributes'
import { can } from '@/lib/domain/access/actions'
import { translations } from '@/lib/i18n/server'

interface Props {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('tables'))('title') }
}

/** Tags counted against documents, coders, values, time and one another; what is counted is in the address. */
export default async function Page({ params }: Props) {
  const member = await requireMember((await params).p)
  const db = database()
  const [tags, attributes, documents, authors] = await Promise.all([
    listTags(db, member),
    listAttributes(db, member),
    studyDocuments(db, member, undefined),
    studyPeople(db, member),
  ])
  return (
    <TablesPage
      projectId={member.projectId}
      tags={tags}
      attributes={attributes}
      documents={documents.map(({ id, title }) => ({ id, title }))}
      authors={authors.map(({ id, name }) => ({ id, name }))}
      mayExport={can(member.role, 'export', member.settings)}
    />
  )
}
