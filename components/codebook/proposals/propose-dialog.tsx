'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ComboBox } from '@/components/ui/combo-box'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { ListItem } from '@/components/ui/list-item'
import { TagDot } from '@/components/ui/tag-chip'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import type { ProposalDraft } from '@/lib/browser/codebook/use-proposals'
import type { ProposalKind } from '@/lib/schemas/proposal'
import type { Tag } from '@/lib/schemas/tag'

export interface ProposeDialogProps {
  kind: ProposalKind
  /** The tag that it is about; for a new one the tag below which it would stand. */
  tag: Tag | null
  tags: readonly Tag[]
  onPropose: (draft: ProposalDraft) => Promise<boolean>
  onClose: () => void
}

const guidance = ['definition', 'useWhen', 'avoidWhen'] as const

/** Asks what should be changed in the codebook, and why. */
export function ProposeDialog({ kind, tag, tags, onPropose, onClose }: ProposeDialogProps) {
  const t = useTranslations('codebook')
  const { words, setWords, otherId, setOtherId, reason, setReason, isReady, draft } = useProposalDraft(kind, tag)
  const [isPending, setPending] = useState(false)
  const send = async () => {
    setPending(true)
    if (await onPropose(draft())) onClose()
    else setPending(false)
  }
  const choices = tags.filter((other) => other.archivedAt === null && (kind === 'create' || other.id !== tag?.id))
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(`propose.${kind}.title`, { name: tag?.name ?? '' })}
      lede={t('propose.lede')}
    >
      {(kind === 'create' || kind === 'change') && (
        <TextField
          label={t('propose.name')}
          value={words.name}
          onChange={(name) => setWords({ ...words, name })}
          maxLength={200}
        />
      )}
      {(kind === 'create' || kind === 'merge') && (
        <ComboBox
          label={t(kind === 'create' ? 'propose.below' : 'merge.into')}
          placeholder={t(kind === 'create' ? 'propose.atTop' : 'merge.choose')}
          defaultItems={choices}
          selectedKey={otherId}
          onSelectionChange={(key) => setOtherId(key === null ? null : String(key))}
        >
          {(other: Tag) => (
            <ListItem
              id={other.id}
              lead={<TagDot colour={other.colour} />}
              note={other.path.length > 1 ? other.path.slice(0, -1).join(' › ') : undefined}
            >
              {other.name}
            </ListItem>
          )}
        </ComboBox>
      )}
      {(kind === 'create' || kind === 'change') &&
        guidance.map((field) => (
          <TextArea
            key={field}
            label={t(`panel.${field}`)}
            rows={2}
            maxLength={5000}
            value={words[field]}
            onChange={(text) => setWords({ ...words, [field]: text })}
          />
        ))}
      <TextArea
        label={t('propose.reason')}
        help={t('propose.reasonHelp')}
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
      <DialogActions>
        <Button onPress={onClose}>{t('cancel')}</Button>
        <Button tone="primary" isDisabled={!isReady} isPending={isPending} onPress={() => void send()}>
          {t('propose.action')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** What is filled in, whether it is enough for this kind of proposal, and the proposal that it makes. */
function useProposalDraft(kind: ProposalKind, tag: Tag | null) {
  const before = {
    name: '',
    definition: '',
    useWhen: '',
    avoidWhen: '',
    ...(kind === 'change' &&
      tag && { name: tag.name, definition: tag.definition, useWhen: tag.useWhen, avoidWhen: tag.avoidWhen }),
  }
  const [words, setWords] = useState(before)
  const [otherId, setOtherId] = useState<string | null>(kind === 'create' ? (tag?.id ?? null) : null)
  const [reason, setReason] = useState('')
  const changed = Object.fromEntries(
    ([...guidance, 'name'] as const)
      .filter((field) => words[field].trim() !== before[field])
      .map((field) => [field, words[field]]),
  )
  const isReady = {
    create: words.name.trim() !== '',
    change: Object.keys(changed).length > 0 && words.name.trim() !== '',
    merge: otherId !== null,
    remove: true,
  }[kind]
  const draft = (): ProposalDraft => {
    if (kind === 'create') return { kind, ...changed, name: words.name, parentId: otherId, reason }
    const tagId = tag?.id ?? ''
    if (kind === 'change') return { kind, tagId, ...changed, reason }
    return kind === 'merge' ? { kind, tagId, intoId: otherId ?? '', reason } : { kind, tagId, reason }
  }
  return { words, setWords, otherId, setOtherId, reason, setReason, isReady, draft }
}
