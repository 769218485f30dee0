'use client'

import { UserPlus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { useMembers } from '@/lib/browser/members/use-members'
import type { ProjectSettings } from '@/lib/domain/access/actions'
import type { Invitation, MemberRow } from '@/lib/schemas/project'
import { InvitationList } from './invitation-list'
import { InviteDialog } from './invite-dialog'
import { MemberList } from './member-list'
import { PermissionTable } from './permission-table'

export interface MembersPageProps {
  projectId: string
  ownId: string
  mayManage: boolean
  settings: ProjectSettings
  initial: { members: MemberRow[]; invitations: Invitation[] }
}

/** Who is in the project as what, who is invited, and what each role may do. */
export function MembersPage({ projectId, ownId, mayManage, settings, initial }: MembersPageProps) {
  const t = useTranslations('members')
  const team = useMembers(projectId, initial)
  return (
    <>
      <PageHeader
        title={t('title')}
        lede={t('lede', { count: team.members.length })}
        actions={
          mayManage && (
            <InviteDialog
              onInvite={team.invite}
              trigger={
                <Button tone="primary" icon={<UserPlus aria-hidden />}>
                  {t('invite')}
                </Button>
              }
            />
          )
        }
      />
      <MemberList ownId={ownId} mayManage={mayManage} team={team} />
      {mayManage && (
        <Section title={t('invitations.title')} note={t('invitations.note')}>
          <InvitationList invitations={team.invitations} onWithdraw={team.withdraw} />
        </Section>
      )}
      <Section title={t('permissions.title')} note={t('permissions.note')}>
        <PermissionTable settings={settings} />
      </Section>
    </>
  )
}
