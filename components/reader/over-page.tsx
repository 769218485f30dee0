'use client'

import { useSyncExternalStore, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Conflict } from '@/lib/browser/reader/annotation-store'
import { normingHref } from '@/lib/domain/rounds/passage-address'
import { ConflictDialog } from './sheets/conflict-dialog'
import { PassageSheets } from './passage-sheets'
import type { ReaderPart } from './reader-props'
import type { Side } from './use-side'

const none: readonly Conflict[] = []

interface OverPageProps extends ReaderPart {
  sides: Side
  card: ReactNode
  side: ReactNode
}

/** Whatever lies above the page for a while, and what is told to those who do not see it. */
export function OverPage({ project, document: shown, may, reading, sides, ...rest }: OverPageProps) {
  const t = useTranslations('reader')
  const { store, cursor } = reading
  const [conflict] = useSyncExternalStore(store.subscribe, store.conflictsNow, () => none)
  return (
    <>
      <PassageSheets
        talk={rest.talk}
        reading={reading}
        commands={rest.commands}
        card={rest.card}
        side={rest.side}
        isWide={rest.isWide}
        isSideOpen={sides.isSheet}
        onSide={sides.setSheetOpen}
        mayCreate={may.createTags}
        mayPropose={may.proposeTags}
        normHref={may.setUpRounds ? (span) => normingHref(project.id, [{ documentId: shown.id, ...span }]) : undefined}
        authorOf={rest.authorOf}
      />
      {conflict && (
        <ConflictDialog
          conflict={conflict}
          tags={reading.tagsById}
          quoteOf={reading.quoteOf}
          onResolve={(choice) => store.resolve(conflict.theirs.id, choice)}
        />
      )}
      <p id="reader-keys-hint" className="sr-only">
        {t('keysHint')}
      </p>
      <p
        role="status"
        aria-live="polite"
        className="sr-only"
        data-testid="reader-said"
        lang={cursor.cursor ? shown.language : undefined}
      >
        {reading.spoken}
      </p>
    </>
  )
}
