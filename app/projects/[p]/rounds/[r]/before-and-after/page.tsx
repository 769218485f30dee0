import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BeforeAfterPage } from '@/components/rounds/before-after-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { isId } from '@/lib/data/database/ids'
import { getRound } from '@/lib/data/rounds/rounds'
import { listTags } from '@/lib/data/codebook/tags'
import { translations } from '@/lib/i18n/server'

interface PageProps {
  params: Promise<{ p: string; r: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('rounds'))('compare.title') }
}

/** A norming session before and after people talked. */
export default async function ProjectBeforeAfterPage({ params }: PageProps) {
  const { p, r } = await params
  const member = await requireMember(p)
  const after = isId(r) ? await getRound(database(), member, r) : null
  const before = after?.previousId ? await getRound(database(), member, after.previousId) : null
  if (!after || !before) notFound()
  return (
    <BeforeAfterPage
      projectId={member.projectId}
      before={before}
      after={after}
      initialTags={await listTags(database(), member)}
    />
  )
}
