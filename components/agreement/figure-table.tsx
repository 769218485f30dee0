'use client'

import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { scrollEdges } from '@/components/ui/scroll-edges'
import { Section } from '@/components/ui/section'
import { TagDot } from '@/components/ui/tag-chip'
import { useFigures } from '@/components/ui/use-figures'
import type { AgreementAnswer, AgreementRow, ReportedMeasure } from '@/lib/schemas/agreement'
import { FigureDetails } from './figure-details'
import { FigureValue, IntervalValue, intervalOf } from './figure-value'

interface FigureTableProps {
  answer: AgreementAnswer
  kind: 'tag' | 'document'
}

interface Line {
  id: string
  name: string
  /** The names above it in the tree. */
  above?: string
  colour?: string
  row: AgreementRow
}

/** A row for each tag or document, a column for each measure; a row opens into its counts and rules. Wide tables scroll with their names in sight. */
export function FigureTable({ answer, kind }: FigureTableProps) {
  const t = useTranslations('agreement')
  const { unit } = answer.settings
  const [open, setOpen] = useState<string | null>(null)
  const lines = kind === 'tag' ? tagLines(answer) : documentLines(answer)
  const measures = answer.measures.filter(({ measure }) => lines.some(({ row }) => measure in row.figures))
  if (lines.length === 0) return null
  const title = t(kind === 'tag' ? 'byTag' : 'byDocument')
  return (
    <Section
      title={title}
      note={t('unitsNote', { unit, isPerTag: kind === 'document' && answer.tags.length > 1 ? 'yes' : 'no' })}
    >
      <div
        role="group"
        aria-label={title}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus (WCAG 2.1.1)
        tabIndex={0}
        style={scrollEdges}
        className="max-h-[min(48rem,85dvh)] overflow-auto focus-ring print:max-h-none print:overflow-visible"
      >
        <table className="w-full border-separate border-spacing-0 text-sm">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col" className={classNames(head, 'sticky start-0 z-20 text-start')}>
                {t(kind)}
              </th>
              {measures.map(({ measure }) => (
                <th key={measure} scope="col" className={classNames(head, 'min-w-28 text-end')}>
                  {t(`name.${measure}`)}
                </th>
              ))}
              <th scope="col" className={classNames(head, 'text-end')}>
                {t('units', { unit })}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <FigureRow
                key={line.id}
                line={line}
                answer={answer}
                measures={measures.map(({ measure }) => measure)}
                hasIntervals={kind === 'tag'}
                isOpen={open === line.id}
                onToggle={() => setOpen(open === line.id ? null : line.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

/** The figures of one tag or document, and below them, opened, how they were counted. */
function FigureRow({
  line,
  answer,
  measures,
  hasIntervals,
  isOpen,
  onToggle,
}: {
  line: Line
  answer: AgreementAnswer
  measures: readonly ReportedMeasure[]
  hasIntervals: boolean
  isOpen: boolean
  onToggle: () => void
}) {
  const { count } = useFigures()
  const { row } = line
  return (
    <>
      <tr>
        <th
          scope="row"
          className="sticky start-0 z-10 min-w-36 border-b border-rule bg-paper py-2 pe-3 text-start align-top font-normal sm:min-w-64"
        >
          <RowName line={line} isOpen={isOpen} onToggle={onToggle} />
        </th>
        {measures.map((measure) => (
          <td key={measure} className="border-b border-rule py-2 ps-4 text-end align-top">
            <FigureValue figure={row.figures[measure]} isNarrow />
            {hasIntervals && intervalOf(row.figures[measure]) && (
              <span className="block text-xs text-ink-muted">
                <IntervalValue interval={intervalOf(row.figures[measure])} documents={row.documents} />
              </span>
            )}
          </td>
        ))}
        <td className="border-b border-rule py-2 ps-4 text-end align-top text-ink-muted tabular-nums">
          {count(row.units)}
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={measures.length + 2} className="border-b border-rule pb-3 ps-6">
            <FigureDetails answer={answer} row={row} measures={measures} />
          </td>
        </tr>
      )}
    </>
  )
}

/** What a row is about, as the button that opens it. */
function RowName({
  line: { name, above, colour },
  isOpen,
  onToggle,
}: {
  line: Line
  isOpen: boolean
  onToggle: () => void
}) {
  return (
    <Button
      aria-expanded={isOpen}
      onPress={onToggle}
      className="flex max-w-full items-center gap-2 rounded-sm text-start focus-ring pointer-coarse:-my-2 pointer-coarse:min-h-11"
    >
      <ChevronRight
        aria-hidden
        className={classNames(
          'size-4 shrink-0 text-ink-muted transition-transform',
          isOpen ? 'rotate-90' : 'rtl:-scale-x-100',
        )}
      />
      {colour !== undefined && <TagDot colour={colour} />}
      <span className="min-w-0">
        {above !== undefined && above !== '' && (
          <span dir="auto" className="block truncate text-xs text-ink-muted max-sm:hidden">
            {above}
          </span>
        )}
        <span dir="auto" className="line-clamp-2 text-ink">
          {name}
        </span>
      </span>
    </Button>
  )
}

const head = 'sticky top-0 z-10 border-b border-rule-strong bg-paper py-2 ps-4 first:ps-0 label-caps align-bottom'

function tagLines({ perTag, tags }: AgreementAnswer): Line[] {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  return perTag.flatMap((row) => {
    const tag = byId.get(row.tagId)
    return tag
      ? [{ id: tag.id, name: tag.name, above: tag.path.slice(0, -1).join(' › '), colour: tag.colour, row }]
      : []
  })
}

function documentLines({ perDocument, documents }: AgreementAnswer): Line[] {
  const titles = new Map(documents.map(({ id, title }) => [id, title]))
  return perDocument.map((row) => ({ id: row.documentId, name: titles.get(row.documentId) ?? '', row }))
}
