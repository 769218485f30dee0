import type { Metadata } from 'next'
import { OwnVerdictsPage } from '@/components/review/own-verdicts-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { documentTitles } from '@/lib/data/documents/document-titles'
import { isId } from '@/lib/data/database/ids'
import { getRound } from '@/lib/data/rounds/rounds'
import { listTags } from '@/lib/data/codebook/tags'
import { translations } from '@/lib/i18n/server'

interface Props {
  params: Promise<{ p: string }>
  searchParams: Promise<{ round?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('review'))('mine.title') }
}

/** What became of one's own coding. */
export default async function Page({ params, searchParams }: Props) {
  const member = await requireMember((await params).p)
  const { round: asked } = await searchParams
  const db = database()
  const [round, documents, tags] = await Promise.all([
    asked !== undefined && isId(asked) ? getRound(db, member, asked) : null,
    documentTitles(db, member),
    listTags(db, member),
  ])
  return (
    <OwnVerdictsPage
      projectId={member.projectId}
      viewerId={member.userId}
      round={round && { id: round.id, name: round.name }}
      documents={documents}
      tags={tags}
    />
  )
}
