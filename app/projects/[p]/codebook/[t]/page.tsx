import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { TagPage } from '@/components/codebook/tag-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { listAttributes } from '@/lib/data/documents/attributes'
import { database } from '@/lib/data/database/client'
import { isId } from '@/lib/data/database/ids'
import { getProject } from '@/lib/data/projects/projects'
import { listTags, tagTree } from '@/lib/data/codebook/tags'
import { themeSummary } from '@/lib/data/themes/themes'

interface Props {
  params: Promise<{ p: string; t: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { p, t } = await params
  const member = await requireMember(p)
  const tag = (await tagTree(database(), member)).find(({ id }) => id === t)
  return { title: tag?.name }
}

export default async function Page({ params }: Props) {
  const { p, t } = await params
  const member = await requireMember(p)
  if (!isId(t)) notFound()
  const db = database()
  const [project, tags, attributes, whole] = await Promise.all([
    getProject(db, member),
    listTags(db, member),
    listAttributes(db, member),
    themeSummary(db, member, { underTagId: t, layer: 'coder' }),
  ])
  if (!project || !tags.some(({ id }) => id === t)) notFound()
  return (
    <TagPage
      key={t}
      project={project}
      tagId={t}
      initialTags={tags}
      attributes={attributes}
      documents={whole.byDocument}
      authors={whole.byAuthor}
    />
  )
}
