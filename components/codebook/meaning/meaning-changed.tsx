'use client'

import { useFormatter, useTranslations } from 'use-intl'
import type { MeaningChanges } from '@/lib/schemas/recheck'
import type { Tag } from '@/lib/schemas/tag'
import { WordDiff } from './word-diff'

const fields = ['name', 'definition', 'useWhen', 'avoidWhen'] as const

/** What changed about a tag: its words before and after, and who moved, merged or split it when. */
export function MeaningChanged({ tag, changes }: { tag: Tag; changes: MeaningChanges }) {
  const t = useTranslations('codebook')
  const format = useFormatter()
  const { before, events } = changes
  return (
    <div className="flex flex-col gap-3">
      {before && (
        <dl className="flex flex-col gap-2">
          {fields
            .filter((field) => before[field] !== tag[field])
            .map((field) => (
              <div key={field}>
                <dt className="label-caps font-sans">{field === 'name' ? t('propose.name') : t(`panel.${field}`)}</dt>
                <dd>
                  <WordDiff before={before[field]} after={tag[field]} />
                </dd>
              </div>
            ))}
        </dl>
      )}
      <ul className="flex flex-col gap-0.5 text-[0.8125rem] text-ink-muted">
        {events.map(({ kind, actor, at, other }) => (
          <li key={at}>
            {t(`recheck.event.${kind}`, {
              name: actor.name,
              day: format.dateTime(new Date(at), { dateStyle: 'medium' }),
              other: other ?? '',
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
