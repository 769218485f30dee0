'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { AgreementAnswer } from '@/lib/schemas/agreement'

/** Why there is nothing to compare, and what to do: blind, a round that waits, fewer than two coders, or nothing in common. */
export function AgreementEmpty({ projectId, answer }: { projectId: string; answer: AgreementAnswer }) {
  const t = useTranslations('agreement.empty')
  const format = useFormatter()
  const link = (section: 'members' | 'documents') => (
    <ButtonLink href={`/projects/${projectId}/${section}`}>{t(section)}</ButtonLink>
  )
  if (answer.hidden.length > 0) {
    const [own, all] = (['own-submit', 'all-submit'] as const).map((until) =>
      answer.hidden.filter((one) => one.until === until),
    )
    const said = (documents: typeof answer.hidden | undefined, key: 'blindOwn' | 'blindAll') =>
      documents &&
      documents.length > 0 && (
        <p>{t(key, { count: documents.length, titles: format.list(documents.map(({ title }) => title)) })}</p>
      )
    return (
      <EmptyState title={t('blind')}>
        {said(own, 'blindOwn')}
        {said(all, 'blindAll')}
      </EmptyState>
    )
  }
  if (answer.rules.coded === 'submitted') return <EmptyState title={t('waiting')}>{t('waitingBody')}</EmptyState>
  const people = new Set([...answer.leftOut.flatMap(({ coderIds }) => coderIds), ...answer.coders.map(({ id }) => id)])
  if (people.size < 2) {
    return (
      <EmptyState title={t('fewCoders')} action={link('members')}>
        {t('fewCodersBody')}
      </EmptyState>
    )
  }
  return (
    <EmptyState title={t('apart')} action={link('documents')}>
      {t('apartBody')}
    </EmptyState>
  )
}
