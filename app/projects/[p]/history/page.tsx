import type { Metadata } from 'next'
import { HistoryPage } from '@/components/history/history-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { translations } from '@/lib/i18n/server'

interface PageProps {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('history'))('title') }
}

/** What was done in the project. */
export default async function ProjectHistoryPage({ params }: PageProps) {
  const member = await requireMember((await params).p)
  return <HistoryPage projectId={member.projectId} />
}
