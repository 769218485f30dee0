'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useUndoable } from '@/components/history/use-undoable'
import { Button } from '@/components/ui/button'
import { ComboBox } from '@/components/ui/combo-box'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { ListItem } from '@/components/ui/list-item'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { TagDot } from '@/components/ui/tag-chip'
import { useExampleCommands } from '@/lib/browser/codebook/use-examples'
import type { ExampleKind } from '@/lib/schemas/example'
import type { Tag } from '@/lib/schemas/tag'

export interface ExampleDialogProps {
  projectId: string
  annotationId: string
  tagIds: readonly string[]
  tags: readonly Tag[]
  onClose: () => void
}

/** Asks of which tag the passage is an example, or a counter-example: the latter need not carry it. */
export function ExampleDialog({ projectId, annotationId, tagIds, tags, onClose }: ExampleDialogProps) {
  const t = useTranslations('codebook.examples')
  const book = useTranslations('codebook')
  const commands = useExampleCommands(projectId)
  const { run } = useUndoable(commands.revert, undefined, 'elsewhere')
  const [tagId, setTagId] = useState<string | null>(tagIds[0] ?? null)
  const [chosen, setKind] = useState<ExampleKind>('example')
  const carries = tagId !== null && tagIds.includes(tagId)
  const kind = carries ? chosen : 'counter'
  const choices = tags
    .filter((tag) => tag.archivedAt === null)
    .toSorted((a, b) => Number(tagIds.includes(b.id)) - Number(tagIds.includes(a.id)))
  const name = tags.find((tag) => tag.id === tagId)?.name ?? ''
  const send = async () => {
    if (tagId === null) return
    if (
      await run(
        () => commands.name(tagId, annotationId, kind),
        t(kind === 'example' ? 'done' : 'doneCounter', { name }),
        t('failed'),
      )
    )
      onClose()
  }
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('title')} lede={t('lede')}>
      <ComboBox
        label={t('tag')}
        defaultItems={choices}
        selectedKey={tagId}
        onSelectionChange={(key) => setTagId(key === null ? null : String(key))}
      >
        {(tag: Tag) => (
          <ListItem
            id={tag.id}
            lead={<TagDot colour={tag.colour} />}
            note={tag.path.length > 1 ? tag.path.slice(0, -1).join(' › ') : undefined}
          >
            {tag.name}
          </ListItem>
        )}
      </ComboBox>
      <RadioGroup label={t('what')} value={kind} onChange={(value) => setKind(value as ExampleKind)}>
        <Radio value="example" isDisabled={!carries} note={carries ? undefined : t('notCarried')}>
          {t('isExample')}
        </Radio>
        <Radio value="counter">{t('isCounter')}</Radio>
      </RadioGroup>
      <DialogActions>
        <Button onPress={onClose}>{book('cancel')}</Button>
        <Button tone="primary" isDisabled={tagId === null} onPress={() => void send()}>
          {t('action')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
