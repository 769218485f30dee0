'use client'

import { Plus, X } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import { SearchField } from '@/components/ui/search-field'
import { TextField } from '@/components/ui/text-field'
import { useTaggedPassages } from '@/lib/browser/codebook/use-tagged-passages'
import type { Tag, TagSplit } from '@/lib/schemas/tag'
import { SplitPassages } from './split-passages'
import { useSplit, type Split } from './use-split'

export interface SplitDialogProps {
  projectId: string
  tag: Tag
  /** Resolves to whether it was done; what was typed stays here where it was not. */
  onSplit: (request: Pick<TagSplit, 'names' | 'assign'>) => Promise<boolean>
  onClose: () => void
}

/** Names the new tags, sorts the passages among them by pointer or by number keys, and splits only then. */
export function SplitDialog({ projectId, tag, onSplit, onClose }: SplitDialogProps) {
  const t = useTranslations('codebook')
  const split = useSplit()
  const [words, setWords] = useState('')
  const [isPending, setPending] = useState(false)
  const passages = useTaggedPassages(projectId, tag.id, useDeferredValue(words.trim()))
  const send = async () => {
    setPending(true)
    if (await onSplit(split.request)) onClose()
    else setPending(false)
  }
  return (
    <Dialog
      isOpen
      size="wide"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('split.title', { name: tag.name })}
      lede={t('split.lede')}
    >
      <div className="grid grid-cols-1 gap-x-8 gap-y-6 md:grid-cols-[15rem_minmax(0,1fr)]">
        <Names split={split} />
        <section aria-label={t('split.passages')} className="flex min-w-0 flex-col gap-3">
          {tag.annotationCount === 0 ? (
            <p className="text-sm text-ink-muted">{t('split.nothing')}</p>
          ) : (
            <>
              <SearchField label={t('split.find')} value={words} onChange={setWords} />
              <SplitPassages split={split} passages={passages} words={words} />
            </>
          )}
        </section>
      </div>
      <p role="status" className="text-sm text-ink-muted">
        {split.isNameless
          ? t('split.nameless')
          : t('split.outcome', {
              tags: split.request.names.length,
              moving: split.moving,
              staying: Math.max(0, tag.annotationCount - split.moving),
              name: tag.name,
            })}
      </p>
      <DialogActions>
        <Button onPress={onClose}>{t('cancel')}</Button>
        <Button tone="primary" isDisabled={!split.isReady} isPending={isPending} onPress={() => void send()}>
          {t('split.action')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Names({ split }: { split: Split }) {
  const t = useTranslations('codebook')
  return (
    <section aria-label={t('split.names')} className="flex flex-col gap-3">
      {split.parts.map((part, i) => (
        <div key={part.key} className="flex items-end gap-2">
          <span className="flex h-9 w-5 items-center pointer-coarse:hidden">{i < 9 && <Kbd>{String(i + 1)}</Kbd>}</span>
          <TextField
            label={t('split.name', { number: i + 1 })}
            value={part.name}
            onChange={(name) => split.rename(part.key, name)}
            maxLength={200}
            error={split.twins.has(part.key) ? t('split.twin') : undefined}
            className="min-w-0 flex-1"
          />
          {split.parts.length > 1 && (
            <IconButton label={t('split.drop', { number: i + 1 })} icon={<X />} onPress={() => split.drop(part.key)} />
          )}
        </div>
      ))}
      <Button
        tone="quiet"
        icon={<Plus aria-hidden />}
        onPress={split.add}
        isDisabled={split.parts.length >= 50}
        className="self-start"
      >
        {t('split.add')}
      </Button>
    </section>
  )
}
