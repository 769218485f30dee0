'use client'

import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Checkbox } from '@/components/ui/checkbox'
import { ConflictsAsk, PlanTable, withLine } from '@/components/ui/plan-table'
import { presentAttributeValue, type AttributeValue } from '@/lib/domain/documents/attribute-values'
import type { Attribute, AttributeFill, AttributeSubject } from '@/lib/schemas/document'
import { spoken } from '@/lib/browser/spoken'

type Line = AttributeFill['lines'][number]

interface FillPreviewProps {
  name: string
  plan: AttributeFill & { added?: number[] }
  subject: AttributeSubject
  attributes: readonly Attribute[]
  described: readonly { id: string; title: string }[]
  /** Lines whose values shall replace those that are stored. */
  taken: ReadonlySet<number>
  onTake: (taken: ReadonlySet<number>) => void
}

const tones: Record<Line['cells'][number]['outcome'], BadgeTone> = {
  new: 'success',
  same: 'plain',
  conflict: 'warning',
  refused: 'danger',
}

/** The words of what a sheet does, to documents or to cases: the same keys for both. */
export function useFillWords(subject: AttributeSubject) {
  return useTranslations(subject === 'case' ? 'cases.fill' : ('documents.fill' as 'cases.fill'))
}

/** What each line of a sheet would do to which document, with a choice where something else is stored. */
export function FillPreview({ name, plan, subject, attributes, described, taken, onTake }: FillPreviewProps) {
  const t = useFillWords(subject)
  const added = new Set(plan.added)
  const format = useFormatter()
  const unnamed = plan.ignored.filter((column) => !plan.proposals.some((proposal) => proposal.column === column))
  const conflicts = plan.lines.filter(({ cells }) => cells.some(({ outcome }) => outcome === 'conflict'))
  const missing = plan.lines.filter(({ refusal }) => refusal !== null).length
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-ink">{t('found', { name, lines: plan.lines.length, column: plan.nameColumn })}</p>
      {missing > 0 && (
        <p role="status" className="text-sm text-danger">
          {t('missing', { count: missing })}
        </p>
      )}
      <ConflictsAsk
        lines={conflicts.map(({ line }) => line)}
        words={{ ask: t('conflictsAsk', { count: conflicts.length }), takeAll: t('takeAll'), keepAll: t('keepAll') }}
        onTake={onTake}
      />
      {unnamed.length > 0 && (
        <p className="text-[0.8125rem] text-ink-muted">{t('ignored', { columns: format.list(unnamed) })}</p>
      )}
      <PlanTable
        isOutcomeLong
        heads={{ line: t('line'), subject: t('document'), outcome: t('outcome') }}
        rows={plan.lines.map((line) => ({
          key: line.line,
          line: line.line,
          subject: described.find(({ id }) => id === line.documentId)?.title ?? line.name,
          outcome: (
            <Outcome
              line={line}
              subject={subject}
              isNew={added.has(line.line)}
              attributes={attributes}
              isTaken={taken.has(line.line)}
              onTake={(isTaken) => onTake(withLine(taken, line.line, isTaken))}
            />
          ),
        }))}
      />
    </div>
  )
}

function Outcome({
  line,
  subject,
  isNew,
  attributes,
  isTaken,
  onTake,
}: {
  line: Line
  subject: AttributeSubject
  /** Whether the line makes what it is about. */
  isNew: boolean
  attributes: readonly Attribute[]
  isTaken: boolean
  onTake: (isTaken: boolean) => void
}) {
  const t = useFillWords(subject)
  const words = useTranslations('documents.table')
  const locale = useLocale()
  if (line.refusal) return <Badge tone="danger">{t(`refusal.${line.refusal}`)}</Badge>
  const made = isNew && <Badge tone="success">{t('added')}</Badge>
  if (line.cells.length === 0) return made || <span className="text-ink-muted">{t('nothing')}</span>
  const shown = (key: string, value: AttributeValue) => {
    const attribute = attributes.find((other) => other.key === key)
    return attribute
      ? presentAttributeValue(attribute, value, locale, { yes: words('yes'), no: words('no') })
      : String(value)
  }
  return (
    <div className="flex flex-col items-start gap-1.5">
      {made}
      <ul className="flex flex-col gap-1">
        {line.cells.map(({ key, outcome, given, stored, reason, said }) => (
          <li key={key} className="flex flex-wrap items-baseline gap-x-2 text-[0.8125rem]">
            <span className="text-ink-muted">{attributes.find((other) => other.key === key)?.label ?? key}</span>
            {outcome === 'conflict' && (
              <>
                <span dir="auto" className={isTaken ? 'text-ink-muted line-through' : 'text-ink'}>
                  {shown(key, stored)}
                </span>
                <span aria-hidden className="text-ink-muted">
                  →
                </span>
                <span className="sr-only">{t('inFile')}</span>
              </>
            )}
            <span dir="auto" className={outcome === 'new' || isTaken ? 'text-ink' : 'text-ink-muted'}>
              {outcome === 'refused' ? String(given) : shown(key, given)}
            </span>
            <Badge tone={tones[outcome]}>
              {t(outcome === 'conflict' && isTaken ? 'outcomes.taken' : `outcomes.${outcome}`)}
            </Badge>
            {reason && <span className="text-danger">{spoken(said, reason)}</span>}
          </li>
        ))}
      </ul>
      {line.cells.some(({ outcome }) => outcome === 'conflict') && (
        <Checkbox isSelected={isTaken} onChange={onTake} aria-label={t('takeLine', { name: line.name })}>
          {t('take')}
        </Checkbox>
      )}
    </div>
  )
}
