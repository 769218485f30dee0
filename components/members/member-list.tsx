'use client'

import { LogOut, UserMinus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { Badge } from '@/components/ui/badge'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { IconButton } from '@/components/ui/icon-button'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import { showToast } from '@/components/ui/toast'
import type { Members } from '@/lib/browser/members/use-members'
import { useHides } from '@/lib/browser/rounds/use-hides'
import { roles, type Role } from '@/lib/domain/access/actions'
import type { MemberRow } from '@/lib/schemas/project'

interface MemberListProps {
  ownId: string
  mayManage: boolean
  team: Members
}

/** The people of the project, each with their role and the work one can see of them. */
export function MemberList({ ownId, mayManage, team }: MemberListProps) {
  const t = useTranslations('members')
  return (
    <ul aria-label={t('title')} className="mb-10 flex flex-col">
      {team.members.map((member) => (
        <MemberEntry
          key={member.user.id}
          member={member}
          isOwn={member.user.id === ownId}
          mayManage={mayManage}
          team={team}
        />
      ))}
    </ul>
  )
}

function MemberEntry({
  member,
  isOwn,
  mayManage,
  team,
}: {
  member: MemberRow
  isOwn: boolean
  mayManage: boolean
  team: Members
}) {
  const t = useTranslations('members')
  const hides = useHides()
  const names = useTranslations('projects')
  const format = useFormatter()
  const { user, role, annotationCount } = member
  return (
    <li
      id={user.id}
      className="flex scroll-mt-32 flex-wrap items-center gap-x-4 gap-y-2 border-b border-rule py-3 target:bg-accent-soft"
    >
      <AvatarInitials name={user.name} />
      <div className="min-w-0 flex-1 basis-52">
        <p dir="auto" className="flex flex-wrap items-center gap-x-2 font-medium">
          {user.name}
          {isOwn && <span className="font-normal text-ink-muted">({t('you')})</span>}
          {member.deactivated && <Badge tone="warning">{t('deactivated')}</Badge>}
        </p>
        {user.email && (
          <p dir="auto" className="truncate text-[0.8125rem] text-ink-muted">
            {user.email}
          </p>
        )}
      </div>
      <p className="text-[0.8125rem] text-ink-muted tabular-nums max-sm:order-last max-sm:w-full max-sm:ps-12">
        {t('annotationCount', { count: annotationCount, hides: isOwn ? 'no' : hides })} ·{' '}
        {t('joined', { day: format.dateTime(new Date(member.createdAt), { dateStyle: 'medium' }) })}
      </p>
      <div className="flex items-center gap-2 max-sm:ps-12">
        {mayManage ? <RoleSelect member={member} onChange={team.changeRole} /> : <Badge>{names(`role.${role}`)}</Badge>}
        {(mayManage || isOwn) && <RemoveButton member={member} isOwn={isOwn} onRemove={team.remove} />}
      </div>
    </li>
  )
}

function RoleSelect({ member: { user, role }, onChange }: { member: MemberRow; onChange: Members['changeRole'] }) {
  const t = useTranslations('members')
  const names = useTranslations('projects')
  const [chosen, setChosen] = useState<Role | null>(null)
  const change = (to: Role) => {
    setChosen(to)
    onChange(user.id, to)
      .then(() =>
        showToast({
          title: t('roleChanged', { name: user.name, role: names(`role.${to}`).toLocaleLowerCase() }),
          tone: 'success',
        }),
      )
      .catch((error: unknown) =>
        showToast({ title: error instanceof Error ? error.message : String(error), tone: 'danger' }),
      )
      .finally(() => setChosen(null))
  }
  return (
    <Select
      label={t('roleOf', { name: user.name })}
      isLabelHidden
      className="w-36"
      value={chosen ?? role}
      onChange={(key) => roles.some((one) => one === key && one !== role) && change(key as Role)}
    >
      {roles.map((one) => (
        <ListItem key={one} id={one} note={names(`roleNote.${one}`)}>
          {names(`role.${one}`)}
        </ListItem>
      ))}
    </Select>
  )
}

function RemoveButton({
  member: { user, annotationCount },
  isOwn,
  onRemove,
}: {
  member: MemberRow
  isOwn: boolean
  onRemove: Members['remove']
}) {
  const t = useTranslations('members')
  const hides = useHides()
  const router = useRouter()
  const { name } = user
  const label = isOwn ? t('leave') : t('remove', { name })
  return (
    <ConfirmDialog
      trigger={<IconButton label={label} icon={isOwn ? <LogOut aria-hidden /> : <UserMinus aria-hidden />} />}
      title={isOwn ? t('leaveTitle') : t('removeTitle', { name })}
      consequence={isOwn ? t('leaveBody') : t('removeBody', { name, count: annotationCount, hides })}
      action={t(isOwn ? 'leaveAction' : 'removeAction')}
      onConfirm={async () => {
        await onRemove(user.id)
        if (isOwn) router.push('/')
      }}
    />
  )
}
