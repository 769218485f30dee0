'use client'

import { LogOut, UserRound } from 'lucide-react'
import { signOut } from 'next-auth/react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { Menu, MenuItem, MenuRule } from '@/components/ui/menu'

/** Who is signed in; the way to one's account and out. */
export function AccountMenu({ name, email }: { name: string; email: string }) {
  const t = useTranslations('shell')
  return (
    <Menu
      label={t('account', { name })}
      trigger={
        <Button aria-label={t('account', { name })} className="grid size-9 place-items-center rounded-full focus-ring pointer-coarse:size-11">
          <AvatarInitials name={name} />
        </Button>
      }
    >
      <MenuItem id="account" href="/account" icon={<UserRound aria-hidden />}>
        {`${t('accountSettings')} (${email})`}
      </MenuItem>
      <MenuRule />
      <MenuItem id="sign-out" icon={<LogOut aria-hidden />} onAction={() => void signOut({ callbackUrl: '/sign-in' })}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  )
}
