'use client'

import { useState, type ReactNode } from 'react'
import { useFormatter } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { FileDropZone } from '@/components/ui/file-drop-zone'
import { ProgressBar } from '@/components/ui/progress-bar'
import { showToast } from '@/components/ui/toast'
import type { AttributeCommands } from '@/lib/browser/documents/use-document-commands'
import type { Attribute, AttributeFill, AttributeSubject, MadeColumns } from '@/lib/schemas/document'
import { ColumnProposals } from './column-proposals'
import { FillPreview, useFillWords } from './fill-preview'

interface FillDialogProps {
  /** What the lines of the sheet are. */
  subject: AttributeSubject
  attributes: readonly Attribute[]
  /** What the lines may be about, by title or name. */
  described: readonly { id: string; title: string }[]
  commands: AttributeCommands
  trigger: ReactNode
}

/** Attributes of many documents, or cases, from a sheet: a file is chosen, shown line by line as what it would change, and only then stored. */
export function FillDialog({ trigger, ...props }: FillDialogProps) {
  const t = useFillWords(props.subject)
  return (
    <Dialog title={t('title')} lede={t('lede')} size="wide" trigger={trigger}>
      {(close) => <Fill {...props} onClose={close} />}
    </Dialog>
  )
}

function Fill({
  subject,
  attributes,
  described,
  commands,
  onClose,
}: Omit<FillDialogProps, 'trigger'> & { onClose: () => void }) {
  const t = useFillWords(subject)
  const format = useFormatter()
  const { file, plan, failure, taken, setTaken, make, isPending, read, remake, store, another } = useFill(
    subject,
    commands,
    onClose,
  )
  const known = [...attributes, ...(plan?.made ?? [])]
  const count = changedCount(plan, taken)
  return (
    <>
      {(!file || (failure && !plan)) && (
        <FileDropZone
          accept={[
            '.csv',
            '.tsv',
            '.txt',
            '.xlsx',
            'text/csv',
            'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          ]}
          hint={
            attributes.length === 0
              ? t('hintNone')
              : t('hint', { attributes: format.list(attributes.map(({ label }) => label)) })
          }
          onFiles={(files) => files[0] && void read(files[0])}
        />
      )}
      {failure && (
        <p role="alert" className="text-sm text-danger">
          {file?.name}: {failure}
        </p>
      )}
      {file && !plan && !failure && <ProgressBar label={t('reading', { name: file.name })} />}
      {file && plan && (
        <>
          <ColumnProposals plan={plan} make={make} onMake={(columns) => void remake(columns)} />
          <FillPreview
            name={file.name}
            plan={plan}
            attributes={known}
            subject={subject}
            described={described}
            taken={taken}
            onTake={setTaken}
          />
        </>
      )}
      <DialogActions>
        <Button onPress={onClose}>{t('cancel')}</Button>
        {plan && <Button onPress={another}>{t('another')}</Button>}
        {plan && (
          <Button tone="primary" isDisabled={count === 0} isPending={isPending} onPress={() => void store()}>
            {t('action', { count })}
          </Button>
        )}
      </DialogActions>
    </>
  )
}

/** What a sheet would do; `added` are the lines that make a case. */
type FillPlan = AttributeFill & { added?: number[] }

/** A line that changes something does so by making it, by an empty value that it fills, or by being taken. */
const changedCount = (plan: FillPlan | null, taken: ReadonlySet<number>): number =>
  plan?.lines.filter(
    ({ line, cells }) =>
      plan.added?.includes(line) ||
      cells.some(({ outcome }) => outcome === 'new' || (outcome === 'conflict' && taken.has(line))),
  ).length ?? 0

/** A sheet on its way: read, looked at, and stored, with an offer to revert it. */
function useFill(subject: AttributeSubject, commands: AttributeCommands, onStored: () => void) {
  const t = useFillWords(subject)
  const [file, setFile] = useState<File | null>(null)
  const [plan, setPlan] = useState<FillPlan | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [taken, setTaken] = useState<ReadonlySet<number>>(new Set())
  const [make, setMake] = useState<MadeColumns>([])
  const [isPending, setPending] = useState(false)
  const said = (error: unknown) => setFailure(error instanceof Error ? error.message : String(error))
  const read = async (chosen: File) => {
    setFile(chosen)
    setPlan(null)
    setFailure(null)
    setTaken(new Set())
    setMake([])
    await commands.previewFill(chosen, []).then(setPlan, said)
  }
  // What the sheet would do with these columns as attributes; what is shown stays until that is known.
  const remake = async (columns: MadeColumns) => {
    if (!file) return
    setMake(columns)
    setFailure(null)
    await commands.previewFill(file, columns).then(setPlan, said)
  }
  const store = async () => {
    if (!file) return
    setPending(true)
    try {
      const { changed, revert } = await commands.fill(file, taken, make)
      const undo = async () => {
        try {
          await revert()
          showToast({ title: t('undone'), tone: 'success' })
        } catch (error) {
          showToast({
            title: t('failedUndo'),
            description: error instanceof Error ? error.message : undefined,
            tone: 'danger',
          })
        }
      }
      showToast({
        title: t('done', { count: changed }),
        tone: 'success',
        action: { label: t('undo'), onPress: () => void undo() },
      })
      onStored()
    } catch (error) {
      said(error)
    }
    setPending(false)
  }
  return {
    file,
    plan,
    failure,
    taken,
    setTaken,
    make,
    isPending,
    read,
    remake,
    store,
    another: () => setFile(null),
  }
}
