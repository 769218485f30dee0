'use client'

import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { CopyField } from '@/components/ui/copy-field'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { ListItem } from '@/components/ui/list-item'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { useSubmission } from '@/lib/browser/use-submission'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { PasswordField } from './password-field'

type Make = (input: { name: string; scope: 'read' | 'write'; expiresAt?: string; password?: string }) => Promise<string>

const lifetimes = [30, 90, 365] as const

/** Makes a token and shows its secret, once. */
export function NewTokenDialog({ onMake, trigger }: { onMake: Make; trigger: ReactNode }) {
  const t = useTranslations('accounts.account')
  return (
    <Dialog title={t('newToken')} lede={t('tokensNote')} trigger={trigger}>
      {(close) => <NewTokenForm onMake={onMake} close={close} />}
    </Dialog>
  )
}

function NewTokenForm({ onMake, close }: { onMake: Make; close: () => void }) {
  const t = useTranslations('accounts.account')
  const ui = useTranslations('ui')
  const [name, setName] = useState('')
  const [scope, setScope] = useState<'read' | 'write'>('read')
  const [days, setDays] = useState('90')
  const [password, setPassword] = useState('')
  const [secret, setSecret] = useState<string | null>(null)
  const submission = useSubmission(
    async () => {
      const expiresAt = days === 'never' ? undefined : new Date(Date.now() + Number(days) * 86_400_000).toISOString()
      setSecret(await onMake({ name, scope, expiresAt, ...(password !== '' && { password }) }))
    },
    { name: name.trim() === '' && t('tokenNameNeeded') },
  )
  const { isPending, failure, errorOf } = submission
  if (secret !== null)
    return (
      <>
        <CopyField label={t('secret')} value={secret} help={t('secretHelp')} />
        <DialogActions>
          <Button tone="primary" onPress={close}>
            {t('done')}
          </Button>
        </DialogActions>
      </>
    )
  return (
    <Form submission={submission} className="flex flex-col gap-5">
      <FormFailure failure={failure} />
      <TextField
        label={t('tokenName')}
        placeholder={t('tokenNamePlaceholder')}
        value={name}
        onChange={setName}
        error={errorOf('name')}
      />
      <RadioGroup label={t('scope')} value={scope} onChange={(value) => setScope(value === 'write' ? 'write' : 'read')}>
        <Radio value="read">{t('scopeRead')}</Radio>
        <Radio value="write">{t('scopeWrite')}</Radio>
      </RadioGroup>
      <Select label={t('expires')} value={days} onChange={(key) => setDays(String(key))}>
        {lifetimes.map((count) => (
          <ListItem key={count} id={String(count)}>
            {t('days', { count })}
          </ListItem>
        ))}
        <ListItem id="never">{t('never')}</ListItem>
      </Select>
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
        <Button onPress={close}>{ui('cancel')}</Button>
        <Button type="submit" tone="primary" isPending={isPending}>
          {t('makeToken')}
        </Button>
      </DialogActions>
    </Form>
  )
}
