import type { Metadata } from 'next'
import { SearchPage } from '@/components/search/search-page'
import { can } from '@/lib/domain/access/actions'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { translations } from '@/lib/i18n/server'

interface PageProps {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('search'))('title') }
}

/** All texts of the project searched. */
export default async function ProjectSearchPage({ params }: PageProps) {
  const member = await requireMember((await params).p)
  return <SearchPage projectId={member.projectId} mayTag={can(member.role, 'annotations.write', member.settings)} />
}
