import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RoundPage } from '@/components/rounds/round-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { isId } from '@/lib/data/database/ids'
import { everyPage } from '@/lib/data/database/every-page'
import { listMembers } from '@/lib/data/projects/members'
import { getRound, listRounds } from '@/lib/data/rounds/rounds'
import { can, type Action } from '@/lib/domain/access/actions'

interface PageProps {
  params: Promise<{ p: string; r: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { p, r } = await params
  const member = await requireMember(p)
  return { title: isId(r) ? (await getRound(database(), member, r))?.name : undefined }
}

/** One round with everybody's progress, or one's own. */
export default async function ProjectRoundPage({ params }: PageProps) {
  const { p, r } = await params
  const member = await requireMember(p)
  const round = isId(r) ? await getRound(database(), member, r) : null
  if (!round) notFound()
  const [rounds, members] = [
    await everyPage((query) => listRounds(database(), member, query)),
    await everyPage((query) => listMembers(database(), member, query)),
  ]
  const may = (action: Action) => can(member.role, action, member.settings)
  const coders = members.flatMap(({ user, role }) =>
    role === 'lead' || role === 'coder' ? [{ id: user.id, name: user.name, role }] : [],
  )
  return (
    <RoundPage
      projectId={member.projectId}
      viewerId={member.userId}
      may={{ manage: may('rounds.manage'), review: may('review.write') }}
      coders={coders}
      initial={{ round, rounds }}
    />
  )
}
