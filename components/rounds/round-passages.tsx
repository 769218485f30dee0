'use client'

import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Section } from '@/components/ui/section'
import type { RoundDetail } from '@/lib/schemas/round'

/** The passages that a round asks for, and how they were drawn. */
export function RoundPassages({ projectId, round }: { projectId: string; round: RoundDetail }) {
  const t = useTranslations('rounds')
  const titles = new Map(round.documents.map(({ id, title }) => [id, title]))
  return (
    <Section
      title={t('page.passagesTitle')}
      note={
        round.sample
          ? t('page.sample', { drawn: round.sample.drawn, of: round.sample.of, seed: round.sample.seed })
          : undefined
      }
    >
      <ol className="flex flex-col">
        {round.passages.map((passage) => (
          <li key={passage.id} className="border-b border-rule py-3 first:pt-0">
            <p dir="auto" className="line-clamp-3 font-serif text-[1.0625rem] leading-relaxed text-ink">
              {passage.quote}
            </p>
            <Link
              href={`/projects/${projectId}/documents/${passage.documentId}`}
              className="rounded-sm text-[0.8125rem] text-ink-muted focus-ring data-hovered:text-ink data-hovered:underline"
            >
              <bdi>{titles.get(passage.documentId)}</bdi>
            </Link>
          </li>
        ))}
      </ol>
    </Section>
  )
}
