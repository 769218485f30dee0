import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ThemePage } from '@/components/themes/theme-page'
import { requireMember } from '@/lib/auth/page-viewer'
import { listAttributes } from '@/lib/data/attributes'
import { database } from '@/lib/data/client'
import { isId } from '@/lib/data/ids'
import { getProject } from '@/lib/data/projects'
import { listTags } from '@/lib/data/tags'
import { getTheme, themeSummary } from '@/lib/data/themes'

interface Props {
  params: Promise<{ p: string; th: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { p, th } = await params
  const member = await requireMember(p)
  const theme = isId(th) ? await getTheme(database(), member, th) : null
  return { title: theme ? `${theme.name} · ${member.projectName}` : member.projectName }
}

export default async function Page({ params }: Props) {
  const { p, th } = await params
  const member = await requireMember(p)
  if (!isId(th)) notFound()
  const db = database()
  const [project, theme, tags, attributes, whole] = await Promise.all([getProject(db, member), getTheme(db, member, th), listTags(db, member), listAttributes(db, member), themeSummary(db, member, { themeId: th, layer: 'coder' })])
  if (!project || !theme) notFound()
  return <ThemePage key={th} project={project} initialTheme={theme} initialTags={tags} attributes={attributes} documents={whole.byDocument} authors={whole.byAuthor} />
}
