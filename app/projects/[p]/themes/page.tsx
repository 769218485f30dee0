import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ThemeIndex } from '@/components/themes/theme-index'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { getProject } from '@/lib/data/projects/projects'
import { listTags } from '@/lib/data/codebook/tags'
import { listThemes } from '@/lib/data/themes/themes'
import { translations } from '@/lib/i18n/server'

interface Props {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireMember((await params).p)
  const t = await translations('themes')
  return { title: t('title') }
}

export default async function Page({ params }: Props) {
  const member = await requireMember((await params).p)
  const [project, themes, tags] = await Promise.all([
    getProject(database(), member),
    listThemes(database(), member),
    listTags(database(), member),
  ])
  if (!project) notFound()
  return <ThemeIndex project={project} initialThemes={themes} initialTags={tags} />
}
