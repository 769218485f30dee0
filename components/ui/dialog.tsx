'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Dialog as AriaDialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classNames } from './class-names'

export interface DialogProps {
  title: string
  /** One sentence under the title. */
  lede?: ReactNode
  /** The content; a function is given `close`. Put the buttons in `<DialogActions>` as its last child. */
  children: ReactNode | ((close: () => void) => ReactNode)
  /** What opens it. Leave out and use `isOpen` and `onOpenChange` to steer it from outside. */
  trigger?: ReactNode
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  size?: 'narrow' | 'regular' | 'wide'
  /** `alertdialog` is announced at once and is not closed by a press outside. */
  role?: 'dialog' | 'alertdialog'
}

const widths = { narrow: 'sm:max-w-md', regular: 'sm:max-w-xl', wide: 'sm:max-w-4xl' }

/** A sheet above the page that must be answered or closed; on a phone it rises from the bottom. Escape closes it. */
export function Dialog({
  title,
  lede,
  children,
  trigger,
  isOpen,
  onOpenChange,
  size = 'regular',
  role = 'dialog',
}: DialogProps) {
  const t = useTranslations('ui')
  const overlay = (
    <ModalOverlay
      isDismissable={role === 'dialog'}
      isOpen={trigger ? undefined : isOpen}
      onOpenChange={trigger ? undefined : onOpenChange}
      className="fixed inset-0 z-40 flex items-end justify-center bg-scrim transition-opacity duration-150 data-entering:opacity-0 data-exiting:opacity-0 sm:items-center sm:p-6"
    >
      <Modal
        className={classNames(
          'max-h-[92dvh] w-full overflow-auto rounded-t-lg border border-rule bg-paper-raised shadow-raised sm:rounded-lg',
          widths[size],
        )}
      >
        <AriaDialog role={role} className="relative flex flex-col gap-5 px-6 pt-6 pb-6 outline-none sm:px-8 sm:pt-7">
          {({ close }) => (
            <>
              <div className="flex flex-col gap-1.5 pe-9">
                <Heading slot="title" className="font-serif text-xl text-ink">
                  {title}
                </Heading>
                {lede && <p className="text-sm text-ink-muted">{lede}</p>}
              </div>
              {typeof children === 'function' ? children(close) : children}
              {role === 'dialog' && (
                <Button
                  slot="close"
                  aria-label={t('close')}
                  className="absolute end-4 top-5 grid size-9 place-items-center pointer-coarse:end-3 pointer-coarse:top-4 pointer-coarse:size-11 rounded-md text-ink-muted focus-ring data-hovered:bg-paper-sunken data-hovered:text-ink"
                >
                  <X aria-hidden className="size-4.5" />
                </Button>
              )}
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
  if (!trigger) return overlay
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      {overlay}
    </DialogTrigger>
  )
}

/** The row of buttons at the foot of a dialog or form; the decisive one last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-1 flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">{children}</div>
}
