'use client'

import { useTranslations } from 'use-intl'
import { scrollEdges } from '@/components/ui/scroll-edges'
import { useFigures } from '@/components/ui/use-figures'
import type { AgreementAnswer, AgreementRow, ReportedMeasure } from '@/lib/schemas/agreement'

/** How figures of a row were counted: formula, source and rules of each measure, and the counts of every pair of coders. */
export function FigureDetails({
  answer,
  row,
  measures,
}: {
  answer: AgreementAnswer
  row: AgreementRow
  measures: readonly ReportedMeasure[]
}) {
  const t = useTranslations('agreement')
  const shown = answer.measures.filter(({ measure }) => measures.includes(measure))
  return (
    <div className="flex flex-col gap-5 py-2 text-[0.8125rem]">
      <dl className="grid grid-cols-1 gap-x-10 gap-y-4 lg:grid-cols-2">
        {shown.map(({ measure, formula, source, rules }) => (
          <div key={measure} className="flex flex-col gap-1">
            <dt className="font-medium text-ink">{t(`name.${measure}`)}</dt>
            <dd className="flex flex-col gap-1 text-ink-muted">
              <span>
                {t('details.formula')}: <code className="font-mono text-ink">{formula}</code>
              </span>
              <span>
                {t('details.source')}: {source}
              </span>
              <ul aria-label={t('details.rules')} className="list-disc ps-4">
                {rules.map((rule) => (
                  <li key={rule}>{t(`rule.${rule}` as 'rule.unit-character')}</li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
      {row.tables.length > 0 && <PairCounts answer={answer} row={row} />}
    </div>
  )
}

/** What the two coders of each pair did with each unit. Wide tables scroll by themselves, by keyboard too. */
function PairCounts({ answer, row }: { answer: AgreementAnswer; row: AgreementRow }) {
  const t = useTranslations('agreement')
  const { count } = useFigures()
  const { unit } = answer.settings
  const names = new Map(answer.coders.map(({ id, name }) => [id, name]))
  return (
    <div
      role="group"
      aria-label={t('details.counts', { unit })}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1
      tabIndex={0}
      style={scrollEdges}
      className="max-h-80 overflow-auto focus-ring print:max-h-none print:overflow-visible"
    >
      <table className="w-full max-w-2xl border-separate border-spacing-0 tabular-nums">
        <caption className="pb-1.5 text-start text-ink-muted">{t('details.counts', { unit })}</caption>
        <thead className="sticky top-0 bg-paper">
          <tr>
            <th scope="col" className="border-b border-rule py-1.5 pe-3 text-start font-medium text-ink">
              {t('details.pair')}
            </th>
            {(['both', 'first', 'second', 'neither'] as const).map((cell) => (
              <th
                key={cell}
                scope="col"
                className="border-b border-rule py-1.5 ps-3 text-end font-normal text-ink-muted"
              >
                {t(`details.${cell}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row.tables.map(({ first, second, a, b, c, d }) => (
            <tr key={`${first} ${second}`}>
              <th scope="row" className="border-b border-rule py-1 pe-3 text-start font-normal text-ink">
                {t('details.pairOf', { first: names.get(first) ?? '', second: names.get(second) ?? '' })}
              </th>
              {[a, b, c, d].map((units, cell) => (
                <td key={cell} className="border-b border-rule py-1 ps-3 text-end text-ink">
                  {count(units)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
