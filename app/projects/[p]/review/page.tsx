import type { Metadata } from 'next'
import { ReviewPage } from '@/components/review/review-page'
import { requireMember } from '@/lib/auth/page-viewer'
import { database } from '@/lib/data/client'
import { listDocuments } from '@/lib/data/documents'
import { listMembers } from '@/lib/data/members'
import { listRounds } from '@/lib/data/rounds/rounds'
import { listTags } from '@/lib/data/tags'
import { can } from '@/lib/domain/access/actions'
import { translations } from '@/lib/i18n/server'

interface Props {
  params: Promise<{ p: string }>
  searchParams: Promise<{ round?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const member = await requireMember((await params).p)
  return { title: `${(await translations('review'))('title')} · ${member.projectName}` }
}

/** Where coders differ, and what is decided about it. */
export default async function Page({ params, searchParams }: Props) {
  const member = await requireMember((await params).p)
  const { round } = await searchParams
  const query = { limit: 500, total: 'false' } as const
  const db = database()
  const [rounds, documents, members, tags] = await Promise.all([listRounds(db, member, query), listDocuments(db, member, query), listMembers(db, member, query), listTags(db, member)])
  const people = members.items.map(({ user, role }) => ({ id: user.id, name: user.name, codes: can(role, 'annotations.write', member.settings) }))
  const initialRoundId = rounds.items.find(({ id }) => id === round)?.id ?? rounds.items[0]?.id ?? null
  return <ReviewPage projectId={member.projectId} mayWrite={can(member.role, 'review.write', member.settings)} rounds={rounds.items} documents={documents.items} people={people} initialTags={tags} initialRoundId={initialRoundId} />
}
