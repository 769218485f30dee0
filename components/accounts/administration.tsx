'use client'

import { Ellipsis, KeyRound, Unlink, UserRoundCheck, UserRoundX } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { Badge } from '@/components/ui/badge'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CopyField } from '@/components/ui/copy-field'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { SearchField } from '@/components/ui/search-field'
import { Skeleton } from '@/components/ui/skeleton'
import { showToast } from '@/components/ui/toast'
import { useAccounts } from '@/lib/browser/accounts/use-accounts'
import { wordsIn } from '@/lib/domain/search/has-words'
import type { Account } from '@/lib/schemas/account'

/** The accounts of the instance: a link for a forgotten password, and the end (or return) of somebody's access. */
export function Administration({ ownId }: { ownId: string }) {
  const t = useTranslations('accounts.administration')
  const { accounts, ...commands } = useAccounts()
  const [filter, setFilter] = useState('')
  if (accounts.isPending) return <Skeleton lines={4} />
  if (accounts.isError) return <ErrorState onRetry={() => void accounts.refetch()}>{accounts.error.message}</ErrorState>
  const hasWords = wordsIn(filter)
  const shown = accounts.data.filter(({ name, email }) => hasWords(`${name} ${email}`))
  return (
    <div className="flex flex-col gap-3">
      {accounts.data.length > 8 && (
        <SearchField label={t('search')} value={filter} onChange={setFilter} className="max-w-xs" />
      )}
      <ul aria-label={t('people')} className="flex flex-col border-t border-rule">
        {shown.map((account) => (
          <AccountRow key={account.id} account={account} isOwn={account.id === ownId} commands={commands} />
        ))}
      </ul>
    </div>
  )
}

type Commands = Omit<ReturnType<typeof useAccounts>, 'accounts'>

function AccountRow({ account, isOwn, commands }: { account: Account; isOwn: boolean; commands: Commands }) {
  const t = useTranslations('accounts.administration')
  const [asking, setAsking] = useState<'deactivate' | 'unlink' | null>(null)
  const [link, setLink] = useState<{ url: string; expiresAt: string } | null>(null)
  const { id, name, email } = account
  return (
    <li className="flex items-center gap-3 border-b border-rule py-2.5">
      <AvatarInitials name={name} />
      <div className="min-w-0 flex-1">
        <p dir="auto" className="flex flex-wrap items-center gap-x-2 text-sm font-medium">
          {name}
          {isOwn && <span className="font-normal text-ink-muted">({t('you')})</span>}
          {account.isAdmin && <Badge>{t('administrator')}</Badge>}
          {account.linked && <Badge>{t('linked')}</Badge>}
          {account.deactivated && <Badge tone="warning">{t('deactivated')}</Badge>}
        </p>
        <p className="truncate text-[0.8125rem] text-ink-muted">{email}</p>
      </div>
      <AccountMenu account={account} isOwn={isOwn} commands={commands} onAsk={setAsking} onLink={setLink} />
      <ConfirmDialog
        isOpen={asking === 'deactivate'}
        onOpenChange={(isOpen) => !isOpen && setAsking(null)}
        title={t('deactivateTitle', { name })}
        consequence={t('deactivateBody', { name })}
        action={t('deactivate')}
        onConfirm={() => commands.deactivate(id)}
      />
      <ConfirmDialog
        isOpen={asking === 'unlink'}
        onOpenChange={(isOpen) => !isOpen && setAsking(null)}
        title={t('unlinkTitle', { name })}
        consequence={t('unlinkBody', { name, email })}
        action={t('unlink')}
        onConfirm={() => commands.unlink(id)}
      />
      <ResetLinkDialog name={name} link={link} onClose={() => setLink(null)} />
    </li>
  )
}

interface AccountMenuProps {
  account: Account
  isOwn: boolean
  commands: Commands
  /** Asks before what ends somebody's access. */
  onAsk: (what: 'deactivate' | 'unlink') => void
  onLink: (link: { url: string; expiresAt: string }) => void
}

function AccountMenu({ account, isOwn, commands, onAsk, onLink }: AccountMenuProps) {
  const t = useTranslations('accounts.administration')
  const { id, name, deactivated, linked } = account
  const attempt = (work: () => Promise<void>) =>
    void work().catch((error: unknown) =>
      showToast({ title: error instanceof Error ? error.message : String(error), tone: 'danger' }),
    )
  const reactivate = async () => {
    await commands.reactivate(id)
    showToast({ title: t('reactivatedDone', { name }), tone: 'success' })
  }
  return (
    <Menu
      label={t('actions', { name })}
      trigger={<IconButton label={t('actions', { name })} icon={<Ellipsis aria-hidden />} />}
    >
      <MenuItem
        id="reset"
        icon={<KeyRound aria-hidden />}
        isDisabled={deactivated}
        onAction={() => attempt(async () => onLink(await commands.makeResetLink(id)))}
      >
        {t('resetLink')}
      </MenuItem>
      {linked && (
        <MenuItem id="unlink" icon={<Unlink aria-hidden />} isDisabled={isOwn} onAction={() => onAsk('unlink')}>
          {t('unlink')}
        </MenuItem>
      )}
      {deactivated ? (
        <MenuItem id="reactivate" icon={<UserRoundCheck aria-hidden />} onAction={() => attempt(reactivate)}>
          {t('reactivate')}
        </MenuItem>
      ) : (
        <MenuItem
          id="deactivate"
          tone="danger"
          icon={<UserRoundX aria-hidden />}
          isDisabled={isOwn}
          onAction={() => onAsk('deactivate')}
        >
          {t('deactivate')}
        </MenuItem>
      )}
    </Menu>
  )
}

function ResetLinkDialog({
  name,
  link,
  onClose,
}: {
  name: string
  link: { url: string; expiresAt: string } | null
  onClose: () => void
}) {
  const t = useTranslations('accounts.administration')
  const format = useFormatter()
  if (!link) return null
  const until = format.dateTime(new Date(link.expiresAt), { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('resetTitle', { name })}>
      <CopyField label={t('resetLabel')} value={link.url} help={t('resetHelp', { name, until })} />
      <DialogActions>
        <Button tone="primary" onPress={onClose}>
          {t('linkDone')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
