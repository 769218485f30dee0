'use client'

import { Plus } from 'lucide-react'
import { useFormatter, useNow, useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { useTokens, type Token } from '@/lib/browser/accounts/use-tokens'
import { NewTokenDialog } from './new-token-dialog'

/** One's personal tokens: made, listed without their secrets, revoked. */
export function TokenList() {
  const t = useTranslations('accounts.account')
  const { tokens, make, revoke } = useTokens()
  if (tokens.isError) return <ErrorState onRetry={() => void tokens.refetch()}>{tokens.error.message}</ErrorState>
  return (
    <div className="flex flex-col gap-4">
      {tokens.isPending ? (
        <Skeleton lines={2} />
      ) : tokens.data.length === 0 ? (
        <p className="text-[0.9375rem] text-ink-muted">{t('tokensEmpty')}</p>
      ) : null}
      {tokens.data && tokens.data.length > 0 && (
        <ul className="flex flex-col border-t border-rule">
          {tokens.data.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => revoke(token.id)} />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-4">
        <NewTokenDialog onMake={make} trigger={<Button icon={<Plus aria-hidden />}>{t('newToken')}</Button>} />
        <a href="/api/docs" className="rounded-sm text-sm text-accent underline underline-offset-4 focus-ring">
          {t('api')}
        </a>
      </div>
    </div>
  )
}

function TokenRow({ token, onRevoke }: { token: Token; onRevoke: () => Promise<void> }) {
  const t = useTranslations('accounts.account')
  const format = useFormatter()
  const now = useNow()
  const day = (time: string) => format.dateTime(new Date(time), { dateStyle: 'medium' })
  const isExpired = token.expiresAt !== null && new Date(token.expiresAt) <= now
  const facts = [
    t('tokenFacts', { scope: t(token.scope === 'write' ? 'scopeWrite' : 'scopeRead'), made: day(token.createdAt) }),
    token.lastUsedAt ? t('tokenUsed', { when: day(token.lastUsedAt) }) : t('tokenUnused'),
    ...(token.expiresAt && !isExpired ? [t('tokenExpires', { when: day(token.expiresAt) })] : []),
  ]
  return (
    <li className="flex items-center gap-4 border-b border-rule py-3">
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate text-sm font-medium">
          {token.name} {isExpired && <Badge tone="warning">{t('tokenExpired')}</Badge>}
        </p>
        <p className="text-[0.8125rem] text-ink-muted tabular-nums">{facts.join(' · ')}</p>
      </div>
      <ConfirmDialog
        title={t('revokeTitle', { name: token.name })}
        consequence={t('revokeBody')}
        action={t('revoke')}
        onConfirm={onRevoke}
        trigger={<Button size="small">{t('revoke')}</Button>}
      />
    </li>
  )
}
