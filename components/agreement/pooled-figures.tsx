'use client'

import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { CopyButton, useCopying } from '@/components/ui/copying'
import { Section } from '@/components/ui/section'
import { useFigures } from '@/components/ui/use-figures'
import { enoughDocuments, isRough } from '@/lib/domain/agreement/measures/bootstrap'
import type { AgreementAnswer, ReportedMeasure } from '@/lib/schemas/agreement'
import { FigureDetails } from './figure-details'
import { FigureValue, IntervalValue, intervalOf } from './figure-value'

/** The figures of all tags and documents together, one measure to a row; each opens into how it was counted, with its sentence to copy. */
export function PooledFigures({ answer }: { answer: AgreementAnswer }) {
  const t = useTranslations('agreement')
  const { share } = useFigures()
  const [open, setOpen] = useState<string | null>(null)
  const { level, replicates, seed } = answer.settings
  const measures = answer.measures.filter(({ measure }) => measure in answer.pooled.figures)
  if (measures.length === 0) return null
  return (
    <Section
      title={t('pooled')}
      note={
        replicates > 0 &&
        `${t('intervalNote', { level: share(level), replicates, seed: String(seed) })}${isRough(answer.pooled.documents) ? `. ${t('roughNote', { count: answer.pooled.documents, enough: enoughDocuments })}` : ''}`
      }
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{t('pooled')}</caption>
        <thead>
          <tr>
            <th scope="col" className={head}>
              {t('measure')}
            </th>
            <th scope="col" className={classNames(head, 'text-end!')}>
              {t('value')}
            </th>
            <th scope="col" className={classNames(head, 'text-end! max-sm:hidden')}>
              {t('interval')}
            </th>
          </tr>
        </thead>
        {measures.map(({ measure }) => (
          <MeasureRow
            key={measure}
            answer={answer}
            measure={measure}
            isOpen={open === measure}
            onToggle={() => setOpen(open === measure ? null : measure)}
          />
        ))}
      </table>
      <Sentence text={measures.flatMap(({ sentence }) => sentence ?? []).join(' ')} />
    </Section>
  )
}

/** The figure of one measure, and below it, opened, how it was counted. */
function MeasureRow({
  answer,
  measure,
  isOpen,
  onToggle,
}: {
  answer: AgreementAnswer
  measure: ReportedMeasure
  isOpen: boolean
  onToggle: () => void
}) {
  const t = useTranslations('agreement')
  const figure = answer.pooled.figures[measure]
  const isUndefined = figure && 'undefined' in figure
  return (
    <tbody>
      <tr>
        <th scope="row" className="border-b border-rule py-2.5 pe-3 text-start font-normal">
          <AriaButton
            aria-expanded={isOpen}
            onPress={onToggle}
            className="flex items-start gap-2 rounded-sm text-start focus-ring"
          >
            <ChevronRight
              aria-hidden
              className={classNames(
                'mt-0.5 size-4 shrink-0 text-ink-muted transition-transform',
                isOpen ? 'rotate-90' : 'rtl:-scale-x-100',
              )}
            />
            <span>
              <span className="block text-ink">{t(`name.${measure}`)}</span>
              <span className="block text-[0.8125rem] text-ink-muted">
                {t(`about.${measure}`, { unit: answer.settings.unit })}
              </span>
            </span>
          </AriaButton>
        </th>
        <td colSpan={isUndefined ? 2 : 1} className="border-b border-rule py-2.5 ps-3 text-end align-top">
          <FigureValue figure={figure} isLarge />
          {!isUndefined && (
            <span className="block text-[0.8125rem] text-ink-muted sm:hidden">
              <IntervalValue interval={intervalOf(figure)} documents={answer.pooled.documents} />
            </span>
          )}
        </td>
        {!isUndefined && (
          <td className="border-b border-rule py-2.5 ps-3 text-end align-top leading-8 text-ink-muted max-sm:hidden">
            <IntervalValue interval={intervalOf(figure)} documents={answer.pooled.documents} />
          </td>
        )}
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={3} className="border-b border-rule pb-4 ps-6">
            <FigureDetails answer={answer} row={answer.pooled} measures={[measure]} />
          </td>
        </tr>
      )}
    </tbody>
  )
}

const head = 'border-b border-rule-strong py-2 label-caps text-start align-bottom'

/** A sentence for a paper, to be read and copied. */
function Sentence({ text }: { text: string }) {
  const t = useTranslations('agreement')
  const { shown, refusal, ...copying } = useCopying<HTMLQuoteElement>(text)
  return (
    <figure className="mt-6 flex max-w-3xl flex-col items-start gap-2.5">
      <figcaption className="label-caps">{t('sentence')}</figcaption>
      <blockquote ref={shown} lang="en" className="font-serif text-[0.9375rem] leading-normal text-ink">
        {text}
      </blockquote>
      <CopyButton copying={copying} label={t('copySentence')} size="small" />
      {refusal !== null && (
        <p role="alert" className="text-[0.8125rem] text-danger">
          {refusal}
        </p>
      )}
    </figure>
  )
}
