'use client'

import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { Invitation } from '@/lib/schemas/project'

/** The invitations of the project: the open ones, and on request those that are over. */
export function InvitationList({
  invitations,
  onWithdraw,
}: {
  invitations: readonly Invitation[]
  onWithdraw: (id: string) => Promise<void>
}) {
  const t = useTranslations('members.invitations')
  const [showsPast, setShowsPast] = useState(false)
  const isPresent = ({ state }: Invitation) => state === 'open' || state === 'expired'
  const past = invitations.filter((one) => !isPresent(one))
  const shown = showsPast ? invitations : invitations.filter(isPresent)
  return (
    <div className="flex flex-col items-start gap-3">
      {shown.length === 0 && <p className="text-[0.9375rem] text-ink-muted">{t('empty')}</p>}
      {shown.length > 0 && (
        <ul aria-label={t('title')} className="flex w-full flex-col border-t border-rule">
          {shown.map((invitation) => (
            <InvitationEntry key={invitation.id} invitation={invitation} onWithdraw={() => onWithdraw(invitation.id)} />
          ))}
        </ul>
      )}
      {past.length > 0 && !showsPast && (
        <Button size="small" tone="plain" onPress={() => setShowsPast(true)}>
          {t('past', { count: past.length })}
        </Button>
      )}
    </div>
  )
}

function InvitationEntry({ invitation, onWithdraw }: { invitation: Invitation; onWithdraw: () => Promise<void> }) {
  const t = useTranslations('members.invitations')
  const roles = useTranslations('projects.role')
  const format = useFormatter()
  const { email, role, invitedBy, expiresAt, state } = invitation
  const when = format.dateTime(new Date(expiresAt), { dateStyle: 'medium' })
  return (
    <li className="flex items-center gap-4 border-b border-rule py-3">
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium break-words">{email ? t('for', { email }) : t('anybody')}</p>
        <p className="text-[0.8125rem] text-ink-muted">
          {t('facts', { role: roles(role).toLocaleLowerCase(), inviter: invitedBy.name, state: t(state, { when }) })}
        </p>
      </div>
      {(state === 'open' || state === 'expired') && (
        <ConfirmDialog
          title={t('withdrawTitle')}
          consequence={t('withdrawBody')}
          action={t('withdraw')}
          onConfirm={onWithdraw}
          trigger={<Button size="small">{t('withdraw')}</Button>}
        />
      )}
    </li>
  )
}
