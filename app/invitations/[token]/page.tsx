import type { Metadata } from 'next'
import { InvitationForm } from '@/components/accounts/invitation-form'
import { TitlePage } from '@/components/shell/title-page'
import { ButtonLink } from '@/components/ui/button'
import { pageViewer } from '@/lib/sign-in/page-viewer'
import { hashSecret } from '@/lib/auth/secrets'
import { database } from '@/lib/data/database/client'
import { findInvitation } from '@/lib/data/accounts/links'
import { isInProject } from '@/lib/data/projects/members'
import { emailAddress } from '@/lib/domain/access/email-address'
import { translations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations('accounts'))('invitation.tabTitle') }
}

/** Who invites whom to what; and the ways in. */
export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const [viewer, invitation, t, roles] = await Promise.all([
    pageViewer(),
    findInvitation(database(), hashSecret(token), new Date()),
    translations('accounts'),
    translations('projects'),
  ])
  if (invitation?.state !== 'open')
    return (
      <TitlePage title={t('invitation.goneTitle')} lede={t(`invitation.${invitation?.state ?? 'missing'}`)}>
        <ButtonLink href="/" className="self-center">
          {t(viewer ? 'invitation.toProjects' : 'invitation.signIn')}
        </ButtonLink>
      </TitlePage>
    )
  const { projectId, projectName, inviter, role, email } = invitation
  if (viewer && (await isInProject(database(), viewer, projectId)))
    return (
      <TitlePage title={t('invitation.already', { project: projectName })} lede={t('invitation.alreadyBody')}>
        <ButtonLink href={`/projects/${projectId}/documents`} className="self-center">
          {t('invitation.openProject')}
        </ButtonLink>
      </TitlePage>
    )
  return (
    <TitlePage
      title={t('invitation.title', { project: projectName })}
      lede={t('invitation.lede', { inviter, role: roles(`role.${role}`).toLowerCase() })}
    >
      <InvitationForm
        token={token}
        email={email}
        viewer={
          viewer && {
            name: viewer.name,
            email: viewer.email,
            isAddressee: email === null || emailAddress(email) === emailAddress(viewer.email),
          }
        }
        roleNote={roles(`roleNote.${role}`)}
      />
    </TitlePage>
  )
}
