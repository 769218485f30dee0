'use client'

import { useState, type ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { Button } from '@/components/ui/button'
import { CopyField } from '@/components/ui/copy-field'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { TextField } from '@/components/ui/text-field'
import type { MadeInvitation, Members } from '@/lib/browser/members/use-members'
import { useSubmission } from '@/lib/browser/use-submission'
import { roles, type Role } from '@/lib/domain/access/actions'

/** Makes an invitation and shows its link, once. */
export function InviteDialog({ onInvite, trigger }: { onInvite: Members['invite']; trigger: ReactNode }) {
  const t = useTranslations('members.dialog')
  return (
    <Dialog title={t('title')} lede={t('lede')} trigger={trigger}>
      {(close) => <InviteForm onInvite={onInvite} close={close} />}
    </Dialog>
  )
}

function InviteForm({ onInvite, close }: { onInvite: Members['invite']; close: () => void }) {
  const t = useTranslations('members.dialog')
  const ui = useTranslations('ui')
  const names = useTranslations('projects')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('coder')
  const [made, setMade] = useState<MadeInvitation | null>(null)
  const submission = useSubmission(async () => {
    setMade(await onInvite({ role, ...(email.trim() !== '' && { email }) }))
  })
  const { isPending, failure, errorOf } = submission
  if (made?.url)
    return (
      <MadeLink
        url={made.url}
        expiresAt={made.expiresAt}
        onAnother={() => (setMade(null), setEmail(''))}
        close={close}
      />
    )
  return (
    <Form submission={submission} className="flex flex-col gap-5">
      <FormFailure failure={failure} />
      <RadioGroup
        label={t('role')}
        value={role}
        onChange={(value) => setRole(roles.find((one) => one === value) ?? 'coder')}
      >
        {roles.map((one) => (
          <Radio key={one} value={one} note={names(`roleNote.${one}`)}>
            {names(`role.${one}`)}
          </Radio>
        ))}
      </RadioGroup>
      <TextField
        label={t('email')}
        help={t('emailHelp')}
        type="email"
        autoComplete="off"
        value={email}
        onChange={setEmail}
        error={errorOf('email')}
      />
      <DialogActions>
        <Button onPress={close}>{ui('cancel')}</Button>
        <Button type="submit" tone="primary" isPending={isPending}>
          {t('make')}
        </Button>
      </DialogActions>
    </Form>
  )
}

function MadeLink({
  url,
  expiresAt,
  onAnother,
  close,
}: {
  url: string
  expiresAt: string
  onAnother: () => void
  close: () => void
}) {
  const t = useTranslations('members.dialog')
  const format = useFormatter()
  return (
    <>
      <CopyField
        label={t('link')}
        value={url}
        help={t('linkHelp', { when: format.dateTime(new Date(expiresAt), { dateStyle: 'medium' }) })}
      />
      <DialogActions>
        <Button onPress={onAnother}>{t('another')}</Button>
        <Button tone="primary" onPress={close}>
          {t('done')}
        </Button>
      </DialogActions>
    </>
  )
}
