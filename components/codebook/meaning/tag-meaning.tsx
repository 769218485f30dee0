'use client'

import { useTranslations } from 'use-intl'
import type { Tag } from '@/lib/schemas/tag'

const fields = ['definition', 'useWhen', 'avoidWhen'] as const

/** What somebody wrote about a tag, to read; nothing where nobody wrote anything. */
export function TagMeaning({ tag }: { tag: Pick<Tag, (typeof fields)[number]> }) {
  const t = useTranslations('codebook.panel')
  const written = fields.filter((field) => tag[field] !== '')
  if (written.length === 0) return null
  return (
    <div className="flex max-w-prose flex-col gap-2">
      {written.map((field) => (
        <p key={field} dir="auto" className="font-serif text-[1.0625rem] whitespace-pre-line text-ink">
          {field !== 'definition' && <span className="me-2 font-sans text-[0.8125rem] text-ink-muted">{t(field)}</span>}{' '}
          {tag[field]}
        </p>
      ))}
    </div>
  )
}
