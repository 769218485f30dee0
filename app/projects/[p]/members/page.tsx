import type { Metadata } from 'next'
import { MembersPage } from '@/components/members/members-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { everyPage } from '@/lib/data/database/every-page'
import { listInvitations, listMembers } from '@/lib/data/projects/members'
import { can } from '@/lib/domain/access/actions'
import { translations } from '@/lib/i18n/server'

interface PageProps {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('members'))('title') }
}

/** The people of a project. */
export default async function ProjectMembersPage({ params }: PageProps) {
  const member = await requireMember((await params).p)
  const [members, invitations] = await Promise.all([
    everyPage((query) => listMembers(database(), member, query)),
    everyPage((query) => listInvitations(database(), member, query, new Date())),
  ])
  return (
    <MembersPage
      projectId={member.projectId}
      ownId={member.userId}
      mayManage={can(member.role, 'members.manage', member.settings)}
      settings={member.settings}
      initial={{ members, invitations }}
    />
  )
}
