'use client'

import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button'
import { Dialog, DialogActions } from './dialog'

export interface ConfirmDialogProps {
  /** The question, with the name of the thing: "Move “Energy” to the bin?" */
  title: string
  /** What will happen, in figures where there are any, and whether it can be undone. */
  consequence: ReactNode
  /** The verb: "Move to bin", never "OK". */
  action: string
  tone?: 'danger' | 'primary'
  /** Runs on the decisive button; the dialog closes when its promise is kept and stays, with the error, when it is not. */
  onConfirm: () => void | Promise<unknown>
  trigger?: ReactNode
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
}

/** Asks before something is taken away. The safe answer has the focus. */
export function ConfirmDialog({ title, consequence, action, tone = 'danger', onConfirm, ...rest }: ConfirmDialogProps) {
  const t = useTranslations('ui')
  const [isPending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const confirm = async (close: () => void) => {
    setPending(true)
    setFailure(null)
    try {
      await onConfirm()
      close()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t('errorTitle'))
    } finally {
      setPending(false)
    }
  }
  return (
    <Dialog {...rest} role="alertdialog" size="narrow" title={title}>
      {(close) => (
        <>
          <div className="text-[0.9375rem] text-ink">{consequence}</div>
          {failure && (
            <p role="alert" className="text-sm text-danger">
              {failure}
            </p>
          )}
          <DialogActions>
            {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the focus must go somewhere in a dialog, and here the safe answer is the place */}
            <Button autoFocus onPress={close}>
              {t('cancel')}
            </Button>
            <Button tone={tone} isPending={isPending} onPress={() => void confirm(close)}>
              {action}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  )
}
