'use client'

import { useLocale, useTranslations } from 'use-intl'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { presentAttributeValue, type AttributeValue } from '@/lib/domain/documents/attribute-values'
import type { Attribute, AttributeFill, Document } from '@/lib/schemas/document'

type Line = AttributeFill['lines'][number]

interface FillPreviewProps {
  name: string
  plan: AttributeFill
  attributes: readonly Attribute[]
  documents: readonly Document[]
  /** Lines whose values shall replace those that are stored. */
  taken: ReadonlySet<number>
  onTake: (taken: ReadonlySet<number>) => void
}

const tones: Record<Line['cells'][number]['outcome'], BadgeTone> = { new: 'success', same: 'plain', conflict: 'warning', refused: 'danger' }

/** What each line of a sheet would do to which document, with a choice where something else is stored. */
export function FillPreview({ name, plan, attributes, documents, taken, onTake }: FillPreviewProps) {
  const t = useTranslations('documents.fill')
  const conflicts = plan.lines.filter(({ cells }) => cells.some(({ outcome }) => outcome === 'conflict'))
  const missing = plan.lines.filter(({ refusal }) => refusal !== null).length
  const take = (line: number, isTaken: boolean) => onTake(new Set(isTaken ? [...taken, line] : [...taken].filter((other) => other !== line)))
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-ink">{t('found', { name, lines: plan.lines.length, column: plan.nameColumn })}</p>
      {missing > 0 && <p role="status" className="text-sm text-danger">{t('missing', { count: missing })}</p>}
      {conflicts.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
          <p className="text-ink">{t('conflictsAsk', { count: conflicts.length })}</p>
          <Button size="small" onPress={() => onTake(new Set(conflicts.map(({ line }) => line)))}>{t('takeAll')}</Button>
          <Button size="small" onPress={() => onTake(new Set())}>{t('keepAll')}</Button>
        </div>
      )}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by key */}
      <div role="region" aria-label={t('outcome')} tabIndex={0} className="max-h-80 overflow-auto rounded-md border border-rule focus-ring">
        <table className="w-full text-sm">
          <thead className="sticky top-0 bg-paper-raised">
            <tr className="text-start label-caps">
              <th scope="col" className="border-b border-rule px-3 py-2 text-end font-[550] max-sm:hidden">{t('line')}</th>
              <th scope="col" className="w-2/5 border-b border-rule px-3 py-2 text-start font-[550]">{t('document')}</th>
              <th scope="col" className="w-3/5 border-b border-rule px-3 py-2 text-start font-[550]">{t('outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.lines.map((line) => (
              <tr key={line.line} className="border-b border-rule align-baseline last:border-b-0">
                <td className="px-3 py-1.5 text-end text-ink-muted tabular-nums max-sm:hidden">{line.line}</td>
                <td dir="auto" className="px-3 py-1.5">{documents.find(({ id }) => id === line.documentId)?.title ?? line.name}</td>
                <td className="px-3 py-1.5">
                  <Outcome line={line} attributes={attributes} isTaken={taken.has(line.line)} onTake={(isTaken) => take(line.line, isTaken)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Outcome({ line, attributes, isTaken, onTake }: { line: Line; attributes: readonly Attribute[]; isTaken: boolean; onTake: (isTaken: boolean) => void }) {
  const t = useTranslations('documents.fill')
  const words = useTranslations('documents.table')
  const locale = useLocale()
  if (line.refusal) return <Badge tone="danger">{t(`refusal.${line.refusal}`)}</Badge>
  if (line.cells.length === 0) return <span className="text-ink-muted">{t('nothing')}</span>
  const shown = (key: string, value: AttributeValue) => {
    const attribute = attributes.find((other) => other.key === key)
    return attribute ? presentAttributeValue(attribute, value, locale, { yes: words('yes'), no: words('no') }) : String(value)
  }
  return (
    <div className="flex flex-col gap-1.5">
      <ul className="flex flex-col gap-1">
        {line.cells.map(({ key, outcome, given, stored, reason }) => (
          <li key={key} className="flex flex-wrap items-baseline gap-x-2 text-[0.8125rem]">
            <span className="text-ink-muted">{attributes.find((other) => other.key === key)?.label ?? key}</span>
            {outcome === 'conflict' && (
              <>
                <span dir="auto" className={isTaken ? 'text-ink-muted line-through' : 'text-ink'}>{shown(key, stored)}</span>
                <span aria-hidden className="text-ink-muted">→</span>
                <span className="sr-only">{t('inFile')}</span>
              </>
            )}
            <span dir="auto" className={outcome === 'new' || isTaken ? 'text-ink' : 'text-ink-muted'}>{outcome === 'refused' ? String(given) : shown(key, given)}</span>
            <Badge tone={tones[outcome]}>{t(outcome === 'conflict' && isTaken ? 'outcomes.taken' : `outcomes.${outcome}`)}</Badge>
            {reason && <span className="text-danger">{reason}</span>}
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
