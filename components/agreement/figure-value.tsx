'use client'

import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { useFigures } from '@/components/ui/use-figures'
import { isRough } from '@/lib/domain/agreement/measures/bootstrap'
import type { AgreementFigure, AgreementInterval } from '@/lib/schemas/agreement'

/** A figure to two decimals (or as many as it takes not to seem another), or that it is undefined and why. */
export function FigureValue({
  figure,
  isLarge,
  isNarrow,
}: {
  figure: AgreementFigure | undefined
  isLarge?: boolean
  isNarrow?: boolean
}) {
  const t = useTranslations('agreement.undefined')
  const { coefficient } = useFigures()
  if (!figure) return <span className="text-ink-muted">–</span>
  if ('undefined' in figure) {
    return (
      <span className={classNames('block text-ink-muted', isNarrow ? 'ms-auto w-32 text-xs' : 'text-[0.8125rem]')}>
        <span className="italic">{t('label')}</span>: {t(figure.undefined)}
      </span>
    )
  }
  return (
    <span className={isLarge ? 'font-serif text-[1.375rem] text-ink tabular-nums' : 'text-ink tabular-nums'}>
      {coefficient(figure.value)}
    </span>
  )
}

/** The interval of a figure, with a warning where it rests on few documents; or why there is none. */
export function IntervalValue({
  interval,
  documents,
  bounds,
}: {
  interval: AgreementInterval | undefined
  documents: number
  /** What its ends may not seem to be beyond. */
  bounds?: readonly number[]
}) {
  const t = useTranslations('agreement')
  const { coefficient } = useFigures()
  if (!interval) return <span>{t('noInterval.none')}</span>
  if ('none' in interval) return <span>{t(`noInterval.${interval.none}`)}</span>
  return (
    <span className="tabular-nums">
      <span className="whitespace-nowrap">
        {t('range', { low: coefficient(interval.low, bounds), high: coefficient(interval.high, bounds) })}
      </span>
      {isRough(documents) && (
        <span className="block text-xs whitespace-nowrap text-warning">{t('rough', { count: documents })}</span>
      )}
    </span>
  )
}

export const intervalOf = (figure: AgreementFigure | undefined): AgreementInterval | undefined =>
  figure && 'value' in figure ? figure.interval : undefined
