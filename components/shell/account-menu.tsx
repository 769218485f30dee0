'use client'

import { LogOut, UserRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Menu, MenuItem, MenuRule } from '@/components/ui/menu'
import { showToast } from '@/components/ui/toast'
import { countUnsent, signOut } from '@/lib/browser/accounts/sign-out'
import { ProblemError } from '@/lib/browser/api'

/** Who is signed in; the way to one's account and out. */
export function AccountMenu({ name, email }: { name: string; email: string }) {
  const t = useTranslations('shell')
  const [unsent, setUnsent] = useState(0)
  const leave = async () => {
    const count = await countUnsent()
    if (count > 0) setUnsent(count)
    else await signOutOrSay()
  }
  const signOutOrSay = async () => {
    try {
      await signOut('/sign-in')
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const why = error.code === 'offline' ? t('stillIn.body') : error.message
      showToast({ tone: 'danger', title: t('stillIn.title'), description: why })
    }
  }
  return (
    <>
      <Menu
        label={t('account', { name })}
        trigger={
          <Button
            aria-label={t('account', { name })}
            className="grid size-9 place-items-center rounded-full focus-ring pointer-coarse:size-11"
          >
            <AvatarInitials name={name} />
          </Button>
        }
      >
        <MenuItem id="account" href="/account" icon={<UserRound aria-hidden />}>
          {`${t('accountSettings')} (${email})`}
        </MenuItem>
        <MenuRule />
        <MenuItem id="sign-out" icon={<LogOut aria-hidden />} onAction={() => void leave()}>
          {t('signOut')}
        </MenuItem>
      </Menu>
      <ConfirmDialog
        isOpen={unsent > 0}
        onOpenChange={(isOpen) => !isOpen && setUnsent(0)}
        title={t('unsent.title')}
        consequence={t('unsent.body', { count: unsent })}
        action={t('unsent.action')}
        onConfirm={signOutOrSay}
      />
    </>
  )
}
