'use client'

import { useTranslations } from 'use-intl'
import type { NotMerged } from './use-merge-all'

/** Which pairs of equal names were not merged, each with the reason; read out when they appear. */
export function NotMergedList({ pairs }: { pairs: readonly NotMerged[] }) {
  const t = useTranslations('codebook.proposals')
  return (
    <div role="alert" className="text-sm empty:hidden">
      {pairs.length > 0 && (
        <div className="mb-5 flex max-w-3xl flex-col gap-2 rounded-md border border-danger bg-danger-soft px-4 py-3">
          <p className="font-medium text-danger">{t('notMerged', { count: pairs.length })}</p>
          <ul className="flex flex-col gap-1 text-ink">
            {pairs.map(({ id, name, into, reason }) => (
              <li key={id}>
                <span dir="auto">{t('said.merge', { name, into })}</span>: {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
