import type { Metadata } from 'next'
import { ReviewPage } from '@/components/review/review-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { documentTitles } from '@/lib/data/documents/document-titles'
import { everyPage } from '@/lib/data/database/every-page'
import { listMembers } from '@/lib/data/projects/members'
import { listRounds } from '@/lib/data/rounds/rounds'
import { listTags } from '@/lib/data/codebook/tags'
import { can } from '@/lib/domain/access/actions'
import { translations } from '@/lib/i18n/server'

interface Props {
  params: Promise<{ p: string }>
  searchParams: Promise<{ round?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('review'))('title') }
}

/** Where coders differ, and what is decided about it. */
export default async function Page({ params, searchParams }: Props) {
  const member = await requireMember((await params).p)
  const { round } = await searchParams
  const db = database()
  const [rounds, documents, members, tags] = await Promise.all([
    everyPage((query) => listRounds(db, member, query)),
    documentTitles(db, member),
    everyPage((query) => listMembers(db, member, query)),
    listTags(db, member),
  ])
  const people = members.map(({ user, role }) => ({
    id: user.id,
    name: user.name,
    codes: can(role, 'annotations.write', member.settings),
  }))
  const initialRoundId = rounds.find(({ id }) => id === round)?.id ?? rounds[0]?.id ?? null
  return (
    <ReviewPage
      projectId={member.projectId}
      mayWrite={can(member.role, 'review.write', member.settings)}
      rounds={rounds.map(({ id, name, documentIds }) => ({ id, name, documentIds }))}
      documents={documents}
      people={people}
      initialTags={tags}
      initialRoundId={initialRoundId}
    />
  )
}
