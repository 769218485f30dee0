'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { signOut } from '@/lib/browser/accounts/sign-out'
import { callApi } from '@/lib/browser/api'

/** Ends every session there is, this one included. */
export function SessionsForm() {
  const t = useTranslations('accounts.account')
  return (
    <ConfirmDialog
      title={t('everywhereTitle')}
      consequence={t('everywhereBody')}
      action={t('everywhere')}
      tone="primary"
      trigger={<Button>{t('everywhere')}</Button>}
      onConfirm={async () => {
        await callApi('DELETE', '/me/sessions')
        await signOut('/sign-in')
      }}
    />
  )
}
