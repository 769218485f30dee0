import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PassagesPage } from '@/components/passages/passages-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { listTags } from '@/lib/data/codebook/tags'
import { database } from '@/lib/data/database/client'
import { listAttributes } from '@/lib/data/documents/attributes'
import { getProject } from '@/lib/data/projects/projects'
import { themeSummary } from '@/lib/data/themes/themes'
import { translations } from '@/lib/i18n/server'

interface PageProps {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('passages'))('title') }
}

/** Every passage of the project, and queries over them. */
export default async function ProjectPassagesPage({ params }: PageProps) {
  const member = await requireMember((await params).p)
  const db = database()
  const [project, tags, attributes, whole] = await Promise.all([
    getProject(db, member),
    listTags(db, member),
    listAttributes(db, member),
    themeSummary(db, member, { layer: 'coder' }),
  ])
  if (!project) notFound()
  return (
    <PassagesPage
      project={project}
      initialTags={tags}
      attributes={attributes}
      documents={whole.byDocument}
      authors={whole.byAuthor}
    />
  )
}
