'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ErrorState } from '@/components/ui/error-state'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { showToast } from '@/components/ui/toast'
import { callApi } from '@/lib/browser/api'
import { mailDigests, type MailDigest } from '@/lib/schemas/notification'

interface Me {
  mailDigest: MailDigest
  sendsMail: boolean
}

const choices = ['immediately', 'daily', 'off'] as const

/** When one gets mail about what concerns one; stored as soon as it is chosen. */
export function MailForm() {
  const t = useTranslations('notifications')
  const account = useTranslations('accounts.account')
  const queries = useQueryClient()
  const me = useQuery({ queryKey: ['me'], queryFn: ({ signal }) => callApi<Me>('GET', '/me', undefined, signal) })
  const [chosen, setChosen] = useState<MailDigest | null>(null)
  if (me.isError && !me.data) return <ErrorState onRetry={() => void me.refetch()}>{me.error.message}</ErrorState>
  if (!me.data) return <Skeleton lines={2} />
  const choose = async (key: unknown) => {
    const mailDigest = mailDigests.find((one) => one === key)
    if (!mailDigest) return
    setChosen(mailDigest)
    try {
      queries.setQueryData(['me'], await callApi<Me>('PATCH', '/me', { mailDigest }))
      showToast({ title: account('saved'), tone: 'success' })
    } catch (error) {
      showToast({
        tone: 'danger',
        title: t('mail.notSaved'),
        description: error instanceof Error ? error.message : undefined,
      })
    }
    setChosen(null)
  }
  return (
    <Select
      label={t('mail.label')}
      help={me.data.sendsMail ? t('mail.help') : t('mail.notSetUp')}
      className="max-w-md"
      value={chosen ?? me.data.mailDigest}
      onChange={(key) => void choose(key)}
    >
      {choices.map((one) => (
        <ListItem key={one} id={one}>
          {t(`mail.${one}`)}
        </ListItem>
      ))}
    </Select>
  )
}
