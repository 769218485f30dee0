'use client'

import './reader.css'
import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { showToast } from '@/components/ui/toast'
import { useKeepLastRead } from '@/lib/browser/documents/use-last-read'
import { usePeopleIn } from '@/lib/browser/live/live-context'
import { useTellPresence } from '@/lib/browser/live/use-tell-presence'
import { useFocusHome } from '@/lib/browser/reader/use-focus-home'
import { useIsWide } from '@/lib/browser/reader/use-is-wide'
import { KeysInForce, useReaderKeys } from '@/lib/browser/reader/use-reader-keys'
import { useReadingKeys } from '@/lib/browser/reader/use-reading-keys'
import { useSetting } from '@/lib/browser/use-kept'
import { AbovePage } from './above-page'
import { EdgeBar } from './bars/edge-bar'
import { KeyHelp } from './key-help'
import { OverPage } from './over-page'
import { PassagePanel } from './passage-panel'
import { ReaderPage } from './reader-page'
import type { ReaderProps } from './reader-props'
import { ReaderSide } from './reader-side'
import { TouchBar } from './bars/touch-bar'
import { useArrival } from './use-arrival'
import { useBesideText } from './use-beside-text'
import { usePointer } from './use-pointer'
import { useReaderPart } from './use-reader-part'
import { useSide } from './use-side'

/** The reader: the document as a book page, and everything one does to a passage. */
export function Reader(props: ReaderProps) {
  const { project, document: shown, viewer, may } = props
  const t = useTranslations('reader')
  const [area, setArea] = useState<HTMLElement | null>(null)
  const isWide = useIsWide()
  const sides = useSide(isWide)
  const [characters, setCharacters] = useSetting('single-keys', ['on', 'off'])
  const [isHelpOpen, setHelpOpen] = useState(false)
  const onHelp = () => setHelpOpen(true)
  const { part, coders } = useReaderPart(props, { isWide, area, onHelp, onDocumentTalk: sides.showTalk })
  const { reading, commands, talk } = part
  const { view } = reading
  const ids = { projectId: project.id, documentId: shown.id, viewerId: viewer.id }
  const beside = useBesideText(reading, ids, coders.credited)
  const onKeysRefused = useCallback(
    (error: Error) => void showToast({ tone: 'danger', title: t('refused.keys'), description: error.message }),
    [t],
  )
  const keys = useReaderKeys(viewer.keys, onKeysRefused)
  useReadingKeys(area, commands.run, keys.keys, characters === 'on')
  useFocusHome(area)
  const touched = usePointer(area, reading, commands, may.annotate)
  useArrival(area, reading, props.annotationId, props.found)
  useKeepLastRead(viewer.id, project.id, shown.id, view !== null)
  const people = usePeopleIn(shown.id)
  useTellPresence(project.id, shown.id, view !== null, () => view?.visibleSpan().start ?? 0)

  const side = (
    <ReaderSide
      {...ids}
      reading={reading}
      authors={coders.coders}
      onGone={() => sides.setSheetOpen(false)}
      talk={talk}
      tab={sides.tab}
      onTab={sides.setTab}
    />
  )
  const card = <PassagePanel {...part} {...ids} labelled={beside.labelled} />
  return (
    <KeysInForce value={keys.keys}>
      <div
        data-reader=""
        className="reader-inks flex h-full min-h-0 short:h-auto print:block print:h-auto"
        data-painted={reading.painted ? '' : undefined}
      >
        {sides.isColumn && (
          <aside aria-label={t('side.label')} className={`${column} w-[17rem] border-e bg-paper-sunken/40`}>
            {side}
          </aside>
        )}
        <div className="flex min-w-0 flex-1 flex-col print:block">
          <div data-bar="" className="print:hidden">
            <AbovePage {...part} beside={beside} side={sides} people={people} onHelp={onHelp} />
          </div>
          <ReaderPage {...part} beside={beside} coders={coders.credited} people={people} areaRef={setArea} />
          {commands.isEdgingByKey && <EdgeBar onSave={commands.saveEdges} onCancel={commands.cancelEdges} />}
          <TouchBar
            touched={touched}
            onTag={commands.pickTouched}
            onTalk={may.talk ? commands.talkTouched : undefined}
          />
        </div>
        {isWide && (
          <aside aria-label={t('inView.title')} className={`${column} w-[19rem] border-s max-xl:w-[17rem]`}>
            {card}
          </aside>
        )}
        <OverPage {...part} sides={sides} card={card} side={side} />
        <KeyHelp
          isOpen={isHelpOpen}
          onOpenChange={setHelpOpen}
          charactersOn={characters === 'on'}
          onCharacters={(on) => setCharacters(on ? 'on' : 'off')}
          keys={keys}
        />
      </div>
    </KeysInForce>
  )
}

const column = 'shrink-0 overflow-y-auto border-rule print:hidden'
