'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslations } from 'use-intl'

export interface SideSheetProps {
  title: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  children: ReactNode
}

/** What stands beside the text on a wide screen, as a sheet from the foot of a narrow one. */
export function SideSheet({ title, isOpen, onOpenChange, children }: SideSheetProps) {
  const t = useTranslations('ui')
  return (
    <ModalOverlay
      isDismissable
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      className="fixed inset-0 z-40 flex items-end bg-scrim"
    >
      <Modal className="max-h-[82dvh] w-full overflow-auto rounded-t-lg border border-rule bg-paper-raised pb-[env(safe-area-inset-bottom)] shadow-raised">
        <Dialog className="relative outline-none">
          <div className="sticky top-0 z-10 flex items-center justify-between bg-paper-raised ps-4 pe-2 pt-2">
            <Heading slot="title" className="font-serif text-lg">
              {title}
            </Heading>
            <Button
              slot="close"
              aria-label={t('close')}
              className="grid size-11 place-items-center rounded-md text-ink-muted focus-ring"
            >
              <X aria-hidden className="size-5" />
            </Button>
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
