'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useUndoable } from '@/components/history/use-undoable'
import { Button, ButtonLink } from '@/components/ui/button'
import { ComboBox } from '@/components/ui/combo-box'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { ListItem } from '@/components/ui/list-item'
import { Skeleton } from '@/components/ui/skeleton'
import { casesOver } from '@/lib/browser/cases/cases-at'
import { useCaseCommands, useCasePlaces, useEveryCase } from '@/lib/browser/cases/use-cases'
import type { Span } from '@/lib/domain/anchoring/span'

export interface CaseDialogProps {
  projectId: string
  documentId: string
  /** The text in which the passage stands. */
  revisionId: string
  span: Span
  onClose: () => void
}

/** Asks into which case a passage is put: one that does not have all of it yet. */
export function CaseDialog({ projectId, documentId, revisionId, span, onClose }: CaseDialogProps) {
  const t = useTranslations('cases')
  const commands = useCaseCommands(projectId)
  const { run } = useUndoable(commands.revert, undefined, 'elsewhere')
  const { cases, isPending } = useEveryCase(projectId)
  const places = useCasePlaces(projectId, documentId)
  const [caseId, setCaseId] = useState<string | null>(null)
  const over = casesOver(places ?? [], span)
  const choices = cases.filter(({ id }) => !over.has(id))
  const send = async () => {
    if (caseId === null) return
    const name = cases.find(({ id }) => id === caseId)?.name ?? ''
    const { start, end } = span
    const put = () => commands.put(caseId, [{ documentId, revisionId, start, end }])
    if (await run(put, t('passage.done', { name }), t('parts.failed'))) onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('passage.title')}
      lede={choices.length === 0 && !isPending ? t('passage.none') : t('passage.lede')}
    >
      {/* A list that comes while one types would not open for what was typed. */}
      {isPending && <Skeleton lines={2} />}
      {choices.length > 0 && (
        <ComboBox
          label={t('one')}
          defaultItems={choices}
          selectedKey={caseId}
          onSelectionChange={(key) => setCaseId(key === null ? null : String(key))}
        >
          {(one: { id: string; name: string }) => <ListItem id={one.id}>{one.name}</ListItem>}
        </ComboBox>
      )}
      <DialogActions>
        <Button onPress={onClose}>{t('form.cancel')}</Button>
        {choices.length > 0 || isPending ? (
          <Button tone="primary" isDisabled={caseId === null} onPress={() => void send()}>
            {t('passage.action')}
          </Button>
        ) : (
          <ButtonLink href={`/projects/${projectId}/cases`}>{t('passage.toCases')}</ButtonLink>
        )}
      </DialogActions>
    </Dialog>
  )
}
