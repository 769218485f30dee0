import type { Metadata } from 'next'
import { ExportPage } from '@/components/export/export-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { listAttributes } from '@/lib/data/documents/attributes'
import { database } from '@/lib/data/database/client'
import { listTags } from '@/lib/data/codebook/tags'
import { listThemes, themeSummary } from '@/lib/data/themes/themes'
import { translations } from '@/lib/i18n/server'

interface Props {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('export'))('title') }
}

/** What to take out of the project, as what; the filter of the page one comes from is in the address. */
export default async function Page({ params }: Props) {
  const member = await requireMember((await params).p)
  const db = database()
  const [themes, tags, attributes, whole] = await Promise.all([
    listThemes(db, member),
    listTags(db, member),
    listAttributes(db, member),
    themeSummary(db, member, {}),
  ])
  return (
    <ExportPage
      projectId={member.projectId}
      themes={themes}
      tags={tags}
      attributes={attributes}
      documents={whole.byDocument}
      authors={whole.byAuthor}
    />
  )
}
