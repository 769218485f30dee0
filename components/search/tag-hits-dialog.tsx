'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { TagsField } from '@/components/codebook/tags-field'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { Skeleton } from '@/components/ui/skeleton'
import { useTags } from '@/lib/browser/codebook/use-tags'
import { useTaggingPreview } from '@/lib/browser/search/use-tagging'
import { useSubmission } from '@/lib/browser/use-submission'
import { hitUnits, type HitUnit } from '@/lib/domain/search/widen'
import type { HitTagging, HitTaggingResult } from '@/lib/schemas/search'

export interface TagHitsDialogProps {
  projectId: string
  places: HitTagging['places']
  /** Answers whether it was done. */
  onTag: (tagging: HitTagging) => Promise<boolean>
  onClose: () => void
}

/** Asks with which tags, and how much about each place, and says in figures what that makes before it is done. */
export function TagHitsDialog({ projectId, places, onTag, onClose }: TagHitsDialogProps) {
  const t = useTranslations('search.tagging')
  const { data: tags } = useTags(projectId)
  const [unit, setUnit] = useState<HitUnit>('hit')
  const [tagIds, setTagIds] = useState<string[]>([])
  const preview = useTaggingPreview(projectId, places, { unit, tagIds })
  const submission = useSubmission(
    async () => {
      if (await onTag({ places, unit, tagIds })) onClose()
    },
    { tagIds: tagIds.length === 0 && t('tagNeeded') },
  )
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('title', { count: places.length })}
      lede={t('lede')}
    >
      <Form submission={submission} className="flex flex-col gap-5">
        {tags ? (
          <TagsField
            label={t('tags')}
            tags={tags}
            chosen={tagIds}
            onChange={setTagIds}
            error={submission.errorOf('tagIds') ?? undefined}
          />
        ) : (
          // A list that comes while one types would not open for what was typed.
          <Skeleton lines={2} />
        )}
        <RadioGroup
          label={t('unit.label')}
          value={unit}
          onChange={(value) => setUnit(hitUnits.find((one) => one === value) ?? 'hit')}
        >
          {hitUnits.map((one) => (
            <Radio key={one} value={one}>
              {t(`unit.${one}`)}
            </Radio>
          ))}
        </RadioGroup>
        <div role="status" className="min-h-11 text-sm text-ink-muted">
          {tagIds.length === 0 ? (
            <p>{t('notYet')}</p>
          ) : preview.error ? (
            <p className="text-danger">{preview.error.message}</p>
          ) : (
            <p>{preview.data ? <Consequence result={preview.data} /> : t('counting')}</p>
          )}
        </div>
        <FormFailure failure={submission.failure} />
        <DialogActions>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" tone="primary" isPending={submission.isPending}>
            {t('action')}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

const kinds = ['created', 'extended', 'unchanged', 'submitted'] as const

/** What becomes of the passages, in one sentence for each way. */
function Consequence({ result }: { result: HitTaggingResult }) {
  const t = useTranslations('search.tagging')
  const told = kinds.filter((kind) => result[kind] > 0)
  return (
    <>
      {t('makes', { passages: result.passages, documents: result.documents })}{' '}
      {told.map((kind) => t(`outcome.${kind}`, { count: result[kind] })).join(' ')}
    </>
  )
}
