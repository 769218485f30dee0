import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ThemePage } from '@/components/themes/theme-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { listAttributes } from '@/lib/data/documents/attributes'
import { database } from '@/lib/data/database/client'
import { isId } from '@/lib/data/database/ids'
import { getProject } from '@/lib/data/projects/projects'
import { listTags } from '@/lib/data/codebook/tags'
import { getTheme, themeSummary } from '@/lib/data/themes/themes'

interface Props {
  params: Promise<{ p: string; th: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { p, th } = await params
  const member = await requireMember(p)
  const theme = isId(th) ? await getTheme(database(), member, th) : null
  return { title: theme?.name }
}

export default async function Page({ params }: Props) {
  const { p, th } = await params
  const member = await requireMember(p)
  if (!isId(th)) notFound()
  const db = database()
  const [project, theme, tags, attributes, whole] = await Promise.all([
    getProject(db, member),
    getTheme(db, member, th),
    listTags(db, member),
    listAttributes(db, member),
    themeSummary(db, member, { themeId: th, layer: 'coder' }),
  ])
  if (!project || !theme) notFound()
  return (
    <ThemePage
      key={th}
      project={project}
      initialTheme={theme}
      initialTags={tags}
      attributes={attributes}
      documents={whole.byDocument}
      authors={whole.byAuthor}
    />
  )
}
