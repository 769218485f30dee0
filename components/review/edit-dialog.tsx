'use client'

import { ChevronLeft, ChevronRight, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { TagsField } from '@/components/codebook/tags-field'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { IconButton } from '@/components/ui/icon-button'
import { useDocumentText } from '@/lib/browser/review/use-review'
import type { Span } from '@/lib/domain/anchoring/span'
import { stepWord } from '@/lib/domain/reading/step'
import { surroundings } from '@/lib/domain/review/passage-lines'
import type { Difference } from '@/lib/schemas/review'
import type { Tag } from '@/lib/schemas/tag'

interface EditedSpan {
  start: number
  end: number
  tagIds: string[]
}

export interface EditDialogProps {
  projectId: string
  difference: Difference
  /** Of the document. */
  language: string
  tags: readonly Tag[]
  onSettle: (spans: EditedSpan[]) => void
  onClose: () => void
}

/** Writes the consensus of a passage by hand: edges word by word, tags, and as many spans as it takes. */
export function EditDialog({ projectId, difference, language, tags, onSettle, onClose }: EditDialogProps) {
  const t = useTranslations('review')
  const text = useDocumentText(projectId, difference.documentId, difference.revisionId).data ?? ''
  const [spans, setSpans] = useState<EditedSpan[]>(() => beginning(difference))
  const change = (at: number, part: Partial<EditedSpan>) =>
    setSpans((before) => before.map((span, i) => (i === at ? { ...span, ...part } : span)))
  const within = surroundings(
    text,
    { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) },
    language,
    160,
  )
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('edit.title')}
      lede={t('edit.lede')}
      size="wide"
    >
      {spans.map((span, i) => (
        <SpanFields
          key={i}
          number={i + 1}
          span={span}
          text={text}
          within={within}
          tags={tags}
          onChange={(part) => change(i, part)}
          onRemove={spans.length > 1 ? () => setSpans(spans.filter((_, at) => at !== i)) : undefined}
        />
      ))}
      <Button
        size="small"
        icon={<Plus aria-hidden />}
        onPress={() => setSpans([...spans, { start: difference.start, end: difference.end, tagIds: [] }])}
        className="self-start"
      >
        {t('edit.add')}
      </Button>
      <DialogActions>
        <Button onPress={onClose}>{t('cancel')}</Button>
        <Button tone="primary" isDisabled={text === ''} onPress={() => onSettle(spans)}>
          {t('edit.settle')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

interface SpanFieldsProps {
  /** Counts from one. */
  number: number
  span: EditedSpan
  text: string
  /** How much of the text is shown around it. */
  within: Span
  tags: readonly Tag[]
  onChange: (part: Partial<EditedSpan>) => void
  /** Given where it is not the only one. */
  onRemove?: () => void
}

/** One span of the consensus: its words, its edges and its tags. */
function SpanFields({ number, span, text, within, tags, onChange, onRemove }: SpanFieldsProps) {
  const t = useTranslations('review')
  return (
    <section aria-label={t('edit.span', { number })} className="flex flex-col gap-3 rounded-md border border-rule p-3">
      <p dir="auto" className="max-h-48 overflow-y-auto font-serif leading-[1.65] whitespace-pre-line text-ink-muted">
        {text.slice(within.start, span.start)}
        <mark className="rounded-sm bg-accent-soft text-ink">{text.slice(span.start, span.end)}</mark>
        {text.slice(span.end, within.end)}
      </p>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 text-sm">
        <Edge
          label={t('edit.start')}
          back={t('edit.startEarlier')}
          on={t('edit.startLater')}
          onStep={(step) => onChange({ start: bounded(stepStart(text, span.start, step), 0, span.end - 1) })}
        />
        <Edge
          label={t('edit.end')}
          back={t('edit.endEarlier')}
          on={t('edit.endLater')}
          onStep={(step) => onChange({ end: bounded(stepEnd(text, span.end, step), span.start + 1, text.length) })}
        />
        {onRemove && (
          <Button size="small" tone="plain" onPress={onRemove}>
            {t('edit.remove')}
          </Button>
        )}
      </div>
      <TagsField
        label={t('edit.addTag')}
        tags={tags}
        chosen={span.tagIds}
        onChange={(tagIds) => onChange({ tagIds })}
      />
    </section>
  )
}

function Edge({
  label,
  back,
  on,
  onStep,
}: {
  label: string
  back: string
  on: string
  onStep: (step: 1 | -1) => void
}) {
  return (
    <span role="group" aria-label={label} className="inline-flex items-center gap-1">
      <span className="text-ink-muted">{label}</span>
      <IconButton
        size="small"
        label={back}
        icon={<ChevronLeft className="rtl:-scale-x-100" />}
        onPress={() => onStep(-1)}
      />
      <IconButton
        size="small"
        label={on}
        icon={<ChevronRight className="rtl:-scale-x-100" />}
        onPress={() => onStep(1)}
      />
    </span>
  )
}

/** The edges that most coders drew widest, with everything that anybody tagged: there is less to add than to take away. */
function beginning({ start, end, annotations }: Difference): EditedSpan[] {
  return [{ start, end, tagIds: [...new Set(annotations.flatMap((row) => row.tagIds))] }]
}

// A start moves to the beginnings of words, an end to their ends.
function stepStart(text: string, offset: number, step: 1 | -1): number {
  if (step === -1) return stepWord(text, offset, -1)
  const next = stepWord(text, stepWord(text, offset, 1), 1)
  return stepWord(text, next, -1)
}

function stepEnd(text: string, offset: number, step: 1 | -1): number {
  if (step === 1) return stepWord(text, offset, 1)
  const before = stepWord(text, stepWord(text, offset, -1), -1)
  return stepWord(text, before, 1)
}

const bounded = (offset: number, least: number, most: number): number => Math.min(most, Math.max(least, offset))
