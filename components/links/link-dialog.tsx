'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useUndoable } from '@/components/history/use-undoable'
import { Button } from '@/components/ui/button'
import { ComboBox } from '@/components/ui/combo-box'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Form } from '@/components/ui/form'
import { ListItem } from '@/components/ui/list-item'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { TextArea } from '@/components/ui/text-area'
import { isEnd, useLinkCommands, useLinkKinds } from '@/lib/browser/links/use-links'
import { useSubmission } from '@/lib/browser/use-submission'
import { wordsIn } from '@/lib/domain/search/has-words'
import type { Link, LinkEnd } from '@/lib/schemas/link'
import { OtherEnd } from './other-end'

export interface LinkDialogProps {
  projectId: string
  /** The end at which one stands. */
  here: LinkEnd
  /** The link that is changed; a new one is made without. */
  link?: Link
  onClose: () => void
}

/** Where a link leads, as it is chosen by somebody who stands at one of its ends. */
type Way = 'out' | 'in' | 'both' | 'none'

/** Asks what a passage or tag is linked with, and how; of a link that is there, how. */
export default function LinkDialog({ projectId, here, link, onClose }: LinkDialogProps) {
  const t = useTranslations('links')
  const commands = useLinkCommands(projectId)
  const { run } = useUndoable(commands.revert, undefined, 'elsewhere')
  const [other, setOther] = useState<LinkEnd | null>(null)
  const [kind, setKind] = useState(link?.kind ?? '')
  const [way, setWay] = useState<Way>(link ? wayOf(link, here) : 'out')
  const [note, setNote] = useState(link?.note ?? '')
  const submission = useSubmission(
    async () => {
      const words = { kind: kind.trim() === '' ? null : kind.trim(), note: note.trim(), direction: directionOf(way) }
      const step = () => {
        if (link) return commands.change(link.id, { ...words, version: link.version })
        if (!other) return Promise.resolve([])
        return commands.create({ ...words, ...(way === 'in' ? { from: other, to: here } : { from: here, to: other }) })
      }
      const isDone = await run(step, link ? t('changed') : t('made'), link ? t('failedChange') : t('failedMake'))
      if (isDone) onClose()
    },
    { other: !link && other === null && t('otherNeeded') },
  )
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={link ? t('dialogEdit') : here.type === 'tag' ? t('dialogTag') : t('dialog')}
    >
      <Form submission={submission} className="flex flex-col gap-5">
        {!link && (
          <OtherEnd
            projectId={projectId}
            here={here}
            onChoose={setOther}
            error={submission.errorOf('other') ?? undefined}
          />
        )}
        <KindField projectId={projectId} value={kind} onChange={setKind} />
        <RadioGroup label={t('direction')} value={way} onChange={(value) => setWay(value as Way)}>
          {/* Which end a link leads from stays as it was made. */}
          {(!link || isEnd(link.from, here)) && <Radio value="out">{t('directions.out')}</Radio>}
          {(!link || !isEnd(link.from, here)) && <Radio value="in">{t('directions.in')}</Radio>}
          <Radio value="both">{t('directions.both')}</Radio>
          <Radio value="none">{t('directions.none')}</Radio>
        </RadioGroup>
        <TextArea label={t('note')} rows={2} maxLength={2000} value={note} onChange={setNote} />
        <DialogActions>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" tone="primary" isPending={submission.isPending}>
            {link ? t('save') : t('action')}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

const wayOf = (link: Link, here: LinkEnd): Way =>
  link.direction === 'both-ways' ? 'both' : link.direction === 'none' ? 'none' : isEnd(link.from, here) ? 'out' : 'in'

const directionOf = (way: Way): Link['direction'] =>
  way === 'both' ? 'both-ways' : way === 'none' ? 'none' : 'one-way'

const longest = 60
const suggested = ['contradicts', 'explains', 'supports', 'leadsTo'] as const

/** How one thing is linked with another: in a word that is in use, one that is suggested, or one of one's own. */
function KindField({
  projectId,
  value,
  onChange,
}: {
  projectId: string
  value: string
  onChange: (kind: string) => void
}) {
  const t = useTranslations('links')
  const used = useLinkKinds(projectId)
  const all = [...new Set([...used, ...suggested.map((kind) => t(`kinds.${kind}`))])]
  const fitting = all.includes(value) ? all : all.filter(wordsIn(value))
  return (
    <ComboBox
      label={t('kind')}
      help={t('kindHelp')}
      allowsCustomValue
      items={fitting.map((kind) => ({ kind }))}
      inputValue={value}
      onInputChange={(typed) => onChange(typed.slice(0, longest))}
      empty={t('kindOwn')}
    >
      {({ kind }: { kind: string }) => <ListItem id={kind}>{kind}</ListItem>}
    </ComboBox>
  )
}
