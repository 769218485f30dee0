'use client'

import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import type { Reading } from '@/lib/browser/reader/use-reading'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Span } from '@/lib/domain/anchoring/span'
import { Chooser } from './sheets/chooser'
import { FloatingSheet } from './sheets/floating-sheet'
import { SideSheet } from './sheets/side-sheet'
import { TagPicker } from './picker/tag-picker'
import type { ReaderCommands } from './commands/use-reader-commands'
import type { Talk } from './use-talk'

export interface PassageSheetsProps {
  reading: Reading
  commands: ReaderCommands
  talk: Talk
  /** The card and the side panel, for a screen without room beside the text. */
  card: ReactNode
  side: ReactNode
  isWide: boolean
  isSideOpen: boolean
  onSide: (isOpen: boolean) => void
  mayCreate: boolean
  mayPropose: boolean
  /** Where a lead sets up a norming session of a passage. */
  normHref?: (span: Span) => string
  authorOf: (item: LayerItem) => string
}

/** Whatever lies above the page for a while: picker, chooser, and on a narrow screen the card and the side panel. */
export function PassageSheets({
  reading,
  commands,
  talk,
  card,
  side,
  isWide,
  isSideOpen,
  onSide,
  mayCreate,
  mayPropose,
  normHref,
  authorOf,
}: PassageSheetsProps) {
  const t = useTranslations('reader')
  const { picking, choosing } = commands
  const isCardOpen =
    !isWide && (reading.focused !== null || talk.stretch !== null) && !picking && !choosing && !commands.isEdgingByKey
  return (
    <>
      {picking && (
        <FloatingSheet label={t('picker.title')} at={picking.at} width={560} onClose={commands.closePicker}>
          <TagPicker
            tags={reading.tags}
            pinnedTagIds={reading.pins.pinned}
            lastTagIds={commands.lastTagIds}
            initial={picking.initial}
            quote={reading.quoteOf(picking.span)}
            mayCreate={mayCreate}
            mayPropose={mayPropose}
            onProposeTag={reading.proposeTag}
            normHref={
              picking.item === null ? normHref?.({ start: picking.span.start, end: picking.span.end }) : undefined
            }
            onCreateTag={commands.createTag}
            onApply={commands.apply}
            onPin={(id) => void reading.pins.pin(id)}
            onClose={commands.closePicker}
          />
        </FloatingSheet>
      )}
      {choosing && (
        <FloatingSheet
          label={t('chooser.title', { count: choosing.items.length })}
          at={choosing.at}
          width={360}
          onClose={commands.closeChooser}
        >
          <Chooser
            items={choosing.items}
            authorOf={authorOf}
            tags={reading.tagsById}
            quoteOf={reading.quoteOf}
            onChoose={(id) => {
              commands.closeChooser()
              reading.focus(id)
            }}
          />
        </FloatingSheet>
      )}
      <SideSheet title={t('side.label')} isOpen={isSideOpen} onOpenChange={onSide}>
        {side}
      </SideSheet>
      <SideSheet
        title={t('card.title')}
        isOpen={isCardOpen}
        onOpenChange={(isOpen) => {
          if (isOpen) return
          reading.focus(null)
          talk.close()
        }}
      >
        {card}
      </SideSheet>
    </>
  )
}
