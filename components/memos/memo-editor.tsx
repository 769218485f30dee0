'use client'

import { useImperativeHandle, useState, type Ref } from 'react'
import { useTranslations } from 'use-intl'
import { asNarrative, narrativeText } from '@/components/prose/narrative-schema'
import { ProseField, useProse } from '@/components/prose/prose-field'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { SaveConflict, SaveNote } from '@/components/ui/save-note'
import { TextField } from '@/components/ui/text-field'
import { useAutosave } from '@/lib/browser/codebook/use-autosave'
import { firstWords, isCalledByItsWords } from '@/lib/domain/memos/first-words'
import type { Memo, MemoChange } from '@/lib/schemas/memo'
import { KindField } from './kind-field'

export interface MemoEditorProps {
  projectId: string
  memo: Memo
  onSave: (change: MemoChange) => Promise<Memo>
  /** Told when one leaves it: all is stored, or lost by one’s own choice. */
  onLeft: () => void
  ref: Ref<MemoEditorHandle>
}

export interface MemoEditorHandle {
  /** Stores what is not stored yet and then leaves; stays and says so where that cannot be done. */
  leave: () => void
}

/** One's own memo to write on: saved as it is typed, never over what one wrote in another tab. Mount it with the memo's id as key. */
export default function MemoEditor({ projectId, memo, onSave, onLeft, ref }: MemoEditorProps) {
  const t = useTranslations('memos')
  const form = useAutosave<Memo>({
    row: memo,
    save: (change, version) => onSave({ ...changeOf(change), version }),
    delay: 1200,
  })
  // One that nobody named is called by its words, those that it has now.
  const [isNamed, setNamed] = useState(!isCalledByItsWords(memo))
  const named = form.value('title')
  const title = useTyped(isNamed ? named : '', (words) => {
    setNamed(words !== '')
    form.set('title', words || firstWords(narrativeText(form.value('body'))) || named)
  })
  const kind = useTyped(form.value('kind') ?? '', (words) => form.set('kind', words === '' ? null : words))
  const editor = useProse({
    label: t('form.text'),
    stored: memo.body,
    canWrite: true,
    onChange: (body) => {
      if (!isNamed) form.set('title', firstWords(narrativeText(body)) || named)
      form.set('body', body)
    },
    onBlur: form.flush,
    isSaved: form.state === 'saved',
  })
  const [isStuck, setStuck] = useState(false)
  const leave = async () => {
    if (await form.settle()) onLeft()
    else setStuck(true)
  }
  useImperativeHandle(ref, () => ({ leave: () => void leave() }))
  const { theirs, draft } = form
  return (
    <div className="flex flex-col gap-5">
      {theirs && (
        <SaveConflict
          fields={[
            { field: 'title', label: t('form.title'), mine: draft.title ?? '', theirs: theirs.title },
            { field: 'kind', label: t('form.kind'), mine: draft.kind ?? '', theirs: theirs.kind ?? '' },
            { field: 'body', label: t('form.text'), mine: narrativeText(draft.body), theirs: theirs.text },
          ].filter(({ field }) => field in draft)}
          onMine={form.keepMine}
          onTheirs={() => {
            editor?.commands.setContent(asNarrative(theirs.body), { emitUpdate: false })
            form.takeTheirs()
          }}
        />
      )}
      <div className="flex flex-col gap-2">
        <ProseField editor={editor} canWrite placeholder={t('form.placeholder')} />
        <SaveNote state={form.state} message={form.message} onRetry={form.flush} />
      </div>
      <TextField
        label={t('form.title')}
        help={t('form.titleHelp')}
        value={title.shown}
        onChange={title.type}
        onBlur={form.flush}
        maxLength={200}
      />
      <KindField projectId={projectId} value={kind.shown} onChange={kind.type} onBlur={form.flush} />
      {isStuck && form.state !== 'saved' && (
        <p role="alert" className="text-sm text-danger">
          {t('form.stuck')}
        </p>
      )}
      <DialogActions>
        {isStuck && form.state !== 'saved' && <Button onPress={onLeft}>{t('form.lose')}</Button>}
        <Button tone="primary" onPress={() => void leave()}>
          {t('form.done')}
        </Button>
      </DialogActions>
    </div>
  )
}

const changeOf = ({ title, kind, body }: Partial<Memo>): MemoChange => ({
  ...(title !== undefined && { title }),
  ...(kind !== undefined && { kind }),
  ...(body !== undefined && { body: asNarrative(body) }),
})

/** A line of words as it is typed. It is stored without the spaces around it, which stay in sight while they are all that differs: the next word follows them. */
function useTyped(stored: string, store: (words: string) => unknown) {
  const [typed, setTyped] = useState(stored)
  const plain = (words: string) => words.trim().normalize('NFC')
  return {
    shown: plain(typed) === '' || plain(typed) === plain(stored) ? typed : stored,
    type: (words: string) => {
      setTyped(words)
      store(plain(words))
    },
  }
}
