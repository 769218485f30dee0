'use client'

import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { meantKey } from '@/lib/domain/keyboard/pressed-key'
import { GoToList, type GoToListProps } from './go-to-list'

/** The field "Search or go to…" of the header; Ctrl-K opens it from anywhere in a project. */
export function GoTo(places: Omit<GoToListProps, 'onGone'>) {
  const t = useTranslations('shell.goTo')
  const [isOpen, setOpen] = useState(false)
  const field = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.isComposing) return
      if (meantKey(event) !== 'k') return
      // A dialog that is open hides the page behind it from everybody, and leaving it would lose what was begun there.
      const isBehind = field.current?.closest('[inert], [aria-hidden="true"]')
      event.preventDefault()
      if (!isBehind) setOpen(true)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <>
      <Button
        ref={field}
        onPress={() => setOpen(true)}
        aria-label={t('title')}
        aria-keyshortcuts="Control+K"
        className="flex size-9 shrink-0 cursor-text items-center justify-center gap-2 rounded-md text-sm text-ink-muted focus-ring data-hovered:text-ink pointer-coarse:size-11 xl:h-9 xl:min-w-56 xl:w-auto xl:justify-start xl:border xl:border-rule-strong xl:bg-paper-raised xl:px-2.5 max-xl:data-hovered:bg-paper-sunken"
      >
        <Search aria-hidden className="size-[1.125rem] shrink-0 xl:size-4" />
        <span className="flex-1 text-start whitespace-nowrap max-xl:hidden">{t('title')}</span>
        {/* Drawn by the style sheet: letters in the text would be part of what a voice user has to say. */}
        <kbd
          aria-hidden
          data-keys="Ctrl K"
          className="rounded-sm border border-rule bg-paper-sunken px-1 font-sans text-[0.6875rem] leading-[1.35] font-medium before:content-[attr(data-keys)] max-xl:hidden"
        />
      </Button>
      <ModalOverlay
        isDismissable
        isOpen={isOpen}
        onOpenChange={setOpen}
        className="fixed inset-0 z-40 flex items-start justify-center bg-scrim sm:p-6 sm:pt-[12dvh]"
      >
        <Modal className="flex max-h-dvh w-full flex-col overflow-hidden border-rule bg-paper-raised shadow-raised max-sm:min-h-dvh sm:max-h-[76dvh] sm:max-w-xl sm:rounded-lg sm:border">
          <Dialog aria-label={t('title')} className="flex min-h-0 flex-1 flex-col outline-none">
            {({ close }) => <GoToList {...places} onGone={close} />}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  )
}
