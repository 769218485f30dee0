'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import type { AgreementFigure, AgreementInterval } from '@/lib/schemas/agreement'

/** A figure to two decimals, or that it is undefined and why. */
export function FigureValue({ figure, isLarge, isNarrow }: { figure: AgreementFigure | undefined; isLarge?: boolean; isNarrow?: boolean }) {
  const t = useTranslations('agreement.undefined')
  const format = useFormatter()
  if (!figure) return <span className="text-ink-muted">–</span>
  if ('undefined' in figure) {
    return (
      <span className={classNames('block text-ink-muted', isNarrow ? 'ms-auto w-32 text-xs' : 'text-[0.8125rem]')}>
        <span className="italic">{t('label')}</span>: {t(figure.undefined)}
      </span>
    )
  }
  return <span className={isLarge ? 'font-serif text-[1.375rem] text-ink tabular-nums' : 'text-ink tabular-nums'}>{format.number(figure.value, twoDecimals)}</span>
}

/** The interval of a figure, or why there is none. */
export function IntervalValue({ interval }: { interval: AgreementInterval | undefined }) {
  const t = useTranslations('agreement')
  const format = useFormatter()
  if (!interval) return <span>{t('noInterval.none')}</span>
  if ('none' in interval) return <span>{t(`noInterval.${interval.none}`)}</span>
  return <span className="whitespace-nowrap tabular-nums">{t('range', { low: format.number(interval.low, twoDecimals), high: format.number(interval.high, twoDecimals) })}</span>
}

export const intervalOf = (figure: AgreementFigure | undefined): AgreementInterval | undefined => (figure && 'value' in figure ? figure.interval : undefined)

const twoDecimals = { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'negative' } as const
