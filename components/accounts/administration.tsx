'use client'

import { Ellipsis, KeyRound, Unlink, UserRoundCheck, UserRoundX } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { Badge } from '@/components/ui/badge'
import { CopyField } from '@/components/ui/copy-field'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { SearchField } from '@/components/ui/search-field'
import { Skeleton } from '@/components/ui/skeleton'
import { showToast } from '@/components/ui/toast'
import { useAccounts } from '@/lib/browser/accounts/use-accounts'
import { wordsIn } from '@/lib/domain/search/has-words'
import { useSubmission } from '@/lib/browser/use-submission'
import type { Account } from '@/lib/schemas/account'
import { PasswordField } from './password-field'

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

/** What may be done with an account; each is asked about first. */
type Command = 'resetLink' | 'deactivate' | 'reactivate' | 'unlink'

function AccountRow({ account, isOwn, commands }: { account: Account; isOwn: boolean; commands: Commands }) {
  const t = useTranslations('accounts.administration')
  const [asking, setAsking] = useState<Command | null>(null)
  const { name, email } = account
  return (
    <li className="flex items-center gap-3 border-b border-rule py-2.5">
      <AvatarInitials name={name} />
      <div className="min-w-0 flex-1">
        <p dir="auto" className="flex flex-wrap items-center gap-x-2 text-sm font-medium">
          {name}
          {isOwn && <span className="font-normal text-ink-muted">({t('you')})</span>}
          {account.isAdmin && <Badge>{t('administrator')}</Badge>}
          {account.isDemo && <Badge>{t('demo')}</Badge>}
          {account.linked && <Badge>{t('linked')}</Badge>}
          {account.deactivated && <Badge tone="warning">{t('deactivated')}</Badge>}
        </p>
        <p dir="auto" className="truncate text-[0.8125rem] text-ink-muted">
          {email}
        </p>
      </div>
      <AccountMenu account={account} isOwn={isOwn} onAsk={setAsking} />
      {asking && (
        <AccountDialog account={account} command={asking} commands={commands} onClose={() => setAsking(null)} />
      )}
    </li>
  )
}

interface AccountMenuProps {
  account: Account
  isOwn: boolean
  onAsk: (command: Command) => void
}

function AccountMenu({ account, isOwn, onAsk }: AccountMenuProps) {
  const t = useTranslations('accounts.administration')
  const { name, deactivated, linked } = account
  return (
    <Menu
      label={t('actions', { name })}
      trigger={<IconButton label={t('actions', { name })} icon={<Ellipsis aria-hidden />} />}
    >
      <MenuItem id="reset" icon={<KeyRound aria-hidden />} isDisabled={deactivated} onAction={() => onAsk('resetLink')}>
        {t('resetLink')}
      </MenuItem>
      {linked && (
        <MenuItem id="unlink" icon={<Unlink aria-hidden />} isDisabled={isOwn} onAction={() => onAsk('unlink')}>
          {t('unlink')}
        </MenuItem>
      )}
      {deactivated ? (
        <MenuItem id="reactivate" icon={<UserRoundCheck aria-hidden />} onAction={() => onAsk('reactivate')}>
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

interface AccountDialogProps {
  account: Account
  command: Command
  commands: Commands
  onClose: () => void
}

/** Asks before something is done to an account, and for the administrator's password where they have not signed in just now; a reset link is then shown, once. */
function AccountDialog({ account, command, commands, onClose }: AccountDialogProps) {
  const t = useTranslations('accounts.administration')
  const ui = useTranslations('ui')
  const [password, setPassword] = useState('')
  const [link, setLink] = useState<{ url: string; expiresAt: string } | null>(null)
  const { id, name, email } = account
  const submission = useSubmission(async () => {
    const confirmation = password === '' ? {} : { password }
    if (command === 'resetLink') return setLink(await commands.makeResetLink(id, confirmation))
    await commands.change(id, command, confirmation)
    if (command === 'reactivate') showToast({ title: t('reactivatedDone', { name }), tone: 'success' })
    onClose()
  })
  const { isPending, failure, errorOf } = submission
  if (link) return <ResetLinkDialog name={name} link={link} onClose={onClose} />
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      role="alertdialog"
      size="narrow"
      title={t(`${command}Title`, { name })}
    >
      <Form submission={submission} className="flex flex-col gap-5">
        <p className="text-[0.9375rem] text-ink">{t(`${command}Body`, { name, email })}</p>
        <FormFailure failure={failure} />
        {(password !== '' || errorOf('password')) && (
          <PasswordField
            label={t('confirm')}
            help={t('confirmHelp')}
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            error={errorOf('password')}
          />
        )}
        <DialogActions>
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the focus must go somewhere in a dialog, and here the safe answer is the place */}
          <Button autoFocus onPress={onClose}>
            {ui('cancel')}
          </Button>
          <Button
            type="submit"
            tone={command === 'deactivate' || command === 'unlink' ? 'danger' : 'primary'}
            isPending={isPending}
          >
            {t(command)}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

interface ResetLinkDialogProps {
  name: string
  link: { url: string; expiresAt: string }
  onClose: () => void
}

function ResetLinkDialog({ name, link, onClose }: ResetLinkDialogProps) {
  const t = useTranslations('accounts.administration')
  const format = useFormatter()
  const until = format.dateTime(new Date(link.expiresAt), { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('linkTitle', { name })}>
      <CopyField label={t('resetLabel')} value={link.url} help={t('resetHelp', { name, until })} />
      <DialogActions>
        <Button tone="primary" onPress={onClose}>
          {t('linkDone')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
