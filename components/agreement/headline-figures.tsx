'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { useFigures } from '@/components/ui/use-figures'
import { standingOf, usualBounds, type Standing } from '@/lib/domain/agreement/measures/usual-bounds'
import type { AgreementAnswer, AgreementFigure, ReportedMeasure } from '@/lib/schemas/agreement'
import { FigureValue, IntervalValue, intervalOf } from './figure-value'

const alpha: ReportedMeasure = 'krippendorff-alpha'

/** What most come for, before everything else: alpha, how sure it is and what it is usually held for; beside it, smaller, how much was judged alike. */
export function HeadlineFigures({ answer }: { answer: AgreementAnswer }) {
  const t = useTranslations('agreement')
  const id = useId()
  const { figures, documents } = answer.pooled
  const [leading, beside] = leadingMeasures(answer)
  if (leading === undefined) return null
  const figure = figures[leading]
  return (
    <section aria-labelledby={id} className="mt-8 mb-8 flex flex-wrap items-start gap-x-14 gap-y-6">
      <div className="flex max-w-xl flex-col gap-1.5">
        <h2 id={id} className="label-caps">
          {t(`name.${leading}`)}
        </h2>
        <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <FigureAt
            figure={figure}
            measure={leading}
            className="font-serif text-[3.5rem] leading-none text-ink tabular-nums"
          />
          {intervalOf(figure) && (
            <span className="text-[0.9375rem] text-ink-muted">
              {t('interval')}{' '}
              <IntervalValue interval={intervalOf(figure)} documents={documents} bounds={boundsOf(leading)} />
            </span>
          )}
        </p>
        {leading === alpha && figure && 'value' in figure && <Standing figure={figure} />}
      </div>
      {beside !== undefined && (
        <div className="flex max-w-56 flex-col gap-1.5">
          <h3 className="label-caps">{t(`name.${beside}`)}</h3>
          <p>
            <FigureAt
              figure={figures[beside]}
              measure={beside}
              className="font-serif text-[1.75rem] leading-none text-ink tabular-nums"
            />
          </p>
          <p className="text-[0.8125rem] text-ink-muted">{t(`about.${beside}`, { unit: answer.settings.unit })}</p>
        </div>
      )}
    </section>
  )
}

/** Alpha, or what was chosen in its place, and beside it percent agreement where it was asked for. */
function leadingMeasures({ measures, pooled }: AgreementAnswer): (ReportedMeasure | undefined)[] {
  const shown = measures.map(({ measure }) => measure).filter((measure) => measure in pooled.figures)
  const leading =
    shown.find((measure) => measure === alpha) ?? shown.find((measure) => measure !== 'percent') ?? shown[0]
  return [leading, shown.find((measure) => measure === 'percent' && measure !== leading)]
}

/** What no figure of this measure may seem to be on the other side of. */
const boundsOf = (measure: ReportedMeasure) => (measure === alpha ? Object.values(usualBounds) : [])

function FigureAt({
  figure,
  measure,
  className,
}: {
  figure: AgreementFigure | undefined
  measure: ReportedMeasure
  className: string
}) {
  const { coefficient, share } = useFigures()
  if (!figure || 'undefined' in figure) return <FigureValue figure={figure} />
  return (
    <span className={className}>
      {measure === 'percent' ? share(figure.value) : coefficient(figure.value, boundsOf(measure))}
    </span>
  )
}

/** What a value of alpha is usually held for, by whom, and whether other documents might well have said otherwise. */
function Standing({ figure }: { figure: Extract<AgreementFigure, { value: number }> }) {
  const t = useTranslations('agreement.standing')
  const standing = standingOf(figure.value)
  const { interval } = figure
  const low: Standing | null = interval && 'low' in interval ? standingOf(interval.low) : null
  return (
    <>
      <p className="text-[0.9375rem] text-ink text-pretty">
        {t(standing)}
        {low !== null && low !== standing && <> {t(low === 'below' ? 'reaches.below' : 'reaches.tentative')}</>}
      </p>
      <p className="text-[0.8125rem] text-ink-muted">{t('source')}</p>
    </>
  )
}
