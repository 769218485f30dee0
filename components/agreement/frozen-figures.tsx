'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { ErrorState } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { useFrozen } from '@/lib/browser/agreement/use-agreement'
import type { FrozenFigure } from '@/lib/schemas/agreement'
import { FigureValue, IntervalValue, intervalOf } from './figure-value'

/** What was frozen of a round, newest first: figures as they were, with who froze them and when. */
export function FrozenFigures({ projectId, roundId }: { projectId: string; roundId: string }) {
  const t = useTranslations('agreement')
  const { data, error, isPending, refetch } = useFrozen(projectId, roundId)
  return (
    <Section title={t('frozen.title')} note={t('freezeHelp')}>
      {error ? (
        <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState>
      ) : isPending ? (
        <Skeleton lines={3} />
      ) : data.items.length === 0 ? (
        <p className="text-ink-muted">{t('frozen.none')}</p>
      ) : (
        <ol className="flex flex-col gap-6">
          {data.items.map((figure) => (
            <Frozen key={figure.id} figure={figure} />
          ))}
        </ol>
      )}
    </Section>
  )
}

function Frozen({ figure: { result, createdAt, createdBy } }: { figure: FrozenFigure }) {
  const t = useTranslations('agreement')
  const format = useFormatter()
  const unit =
    (['character', 'sentence', 'paragraph', 'excerpt'] as const).find((one) => one === result.settings.unit) ??
    'character'
  return (
    <li className="flex flex-col gap-2">
      <p className="text-sm text-ink">
        {t('frozen.by', {
          date: format.dateTime(new Date(createdAt), { dateStyle: 'medium', timeStyle: 'short' }),
          name: createdBy.name,
        })}
      </p>
      <p className="text-[0.8125rem] text-ink-muted">
        {t('frozen.of', { unit: t(`unit.${unit}`), coders: result.coders.length, documents: result.documents.length })}
        {unit === 'character' && result.settings.character === undefined && <> · {t('frozen.codeUnits')}</>}
        {unit === 'sentence' && <> · {t('frozen.sentences', { version: result.settings.sentenceVersion ?? 1 })}</>}
      </p>
      <dl className="grid grid-cols-1 gap-x-8 gap-y-1.5 text-sm sm:grid-cols-2">
        {result.measures.map(({ measure }) => {
          const value = result.pooled.figures[measure]
          return (
            value && (
              <div key={measure} className="flex items-baseline justify-between gap-4 border-b border-rule py-1">
                <dt className="text-ink-muted">{t(`name.${measure}`)}</dt>
                <dd className="text-end">
                  <FigureValue figure={value} />
                  {intervalOf(value) && (
                    <span className="ms-2 text-[0.8125rem] text-ink-muted">
                      <IntervalValue interval={intervalOf(value)} documents={result.pooled.documents} />
                    </span>
                  )}
                </dd>
              </div>
            )
          )
        })}
      </dl>
    </li>
  )
}
