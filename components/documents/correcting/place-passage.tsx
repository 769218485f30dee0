'use client'

import '@/components/reader/reader.css'
import { Search } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { FindBar } from '@/components/reader/bars/find-bar'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { Kbd } from '@/components/ui/kbd'
import { Skeleton } from '@/components/ui/skeleton'
import { useCandidates } from '@/lib/browser/documents/use-unplaced'
import { usePlacing, type ChosenPlace } from '@/lib/browser/documents/use-placing'
import { shownKey, type KeysByCommand } from '@/lib/domain/reading/reader-keys'
import type { Annotation } from '@/lib/schemas/annotation'

export interface PlacePassageProps {
  projectId: string
  document: { id: string; title: string; language: string; direction: 'ltr' | 'rtl' }
  passage: Annotation
  keys: KeysByCommand
  onPut: (place: ChosenPlace) => void
  onLeave: () => void
}

/** The text with a passage that waits above it: whoever marked the passage selects where it stands now. */
export function PlacePassage({ projectId, document, passage, keys, onPut, onLeave }: PlacePassageProps) {
  const t = useTranslations('documents.unplaced')
  const reader = useTranslations('reader')
  const { data: candidates } = useCandidates(projectId, passage.id, document.id)
  const { setArea, setHost, view, content, find, chosen, spoken, select, selectSentence, backToText } = usePlacing({
    projectId,
    documentId: document.id,
    language: document.language,
    stood: candidates?.stood ?? null,
    keys,
    onChosen: onPut,
    onLeave,
  })
  const closeFind = (takesSentence: boolean) => {
    const hit = find.hit()
    if (hit && takesSentence) selectSentence(hit)
    else if (hit) select(hit)
    find.close()
    backToText()
  }
  return (
    <section aria-label={t('placing')} data-reader="" className="flex flex-col gap-4">
      <blockquote
        lang={document.language}
        dir="auto"
        className="max-h-32 overflow-y-auto border-s-2 border-rule-strong ps-4 font-serif text-ink"
      >
        {passage.quote}
      </blockquote>
      <PlacingHint keys={keys} />
      <div className="overflow-hidden rounded-lg border border-rule-strong">
        {find.query !== null && (
          <FindBar
            query={find.query}
            count={find.count}
            at={find.at}
            onType={find.type}
            onStep={find.step}
            onClose={() => closeFind(false)}
            onSentence={() => closeFind(true)}
          />
        )}
        {content.error && <ErrorState onRetry={() => void content.refetch()}>{content.error.message}</ErrorState>}
        {content.isPending && <Skeleton lines={10} className="p-6" />}
        <div
          ref={setArea}
          role="region"
          aria-label={reader('textOf', { title: document.title })}
          aria-describedby="placing-hint"
          // Where the keys work, as in the reader.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
          tabIndex={0}
          className="reader-area max-h-[55dvh] overflow-y-auto overscroll-contain focus-ring"
        >
          <div
            ref={setHost}
            className="reader-text mx-auto py-4"
            lang={document.language || undefined}
            dir={document.direction}
          />
        </div>
      </div>
      <ChosenBar
        chosen={chosen}
        language={document.language}
        onFind={view ? find.open : null}
        onPut={onPut}
        onLeave={onLeave}
      />
      <p role="status" aria-live="polite" className="sr-only" lang={document.language || undefined}>
        {spoken}
      </p>
    </section>
  )
}

/** How a place is chosen, by pointing and by key. */
function PlacingHint({ keys }: Pick<PlacePassageProps, 'keys'>) {
  const t = useTranslations('documents.unplaced')
  const key = (command: 'this-sentence' | 'extend-word' | 'tag') =>
    keys[command][0] === undefined ? null : <Kbd>{shownKey(keys[command][0])}</Kbd>
  return (
    <p id="placing-hint" className="max-w-prose text-sm text-ink-muted">
      {t('placingHint')}{' '}
      <span className="pointer-coarse:hidden">
        {t.rich('placingKeys', {
          sentence: () => key('this-sentence'),
          word: () => key('extend-word'),
          put: () => key('tag'),
        })}
      </span>
    </p>
  )
}

interface ChosenBarProps extends Pick<PlacePassageProps, 'onPut' | 'onLeave'> {
  chosen: ChosenPlace | null
  language: string
  /** Null until the text is there. */
  onFind: (() => void) | null
}

/** The words that are chosen, and what to do with them. */
function ChosenBar({ chosen, language, onFind, onPut, onLeave }: ChosenBarProps) {
  const t = useTranslations('documents.unplaced')
  return (
    <div
      data-bottom-bar
      className="sticky bottom-14 z-10 -mx-2 md:bottom-0 flex print:hidden flex-wrap items-center gap-3 border-t border-rule bg-paper px-2 py-3"
    >
      <p className="min-w-0 flex-1 basis-64 truncate text-sm text-ink">
        {chosen ? (
          <>
            <span className="text-ink-muted">{t('chosen')}</span>{' '}
            <bdi lang={language} className="font-serif">
              “{chosen.quote}”
            </bdi>
          </>
        ) : (
          <span className="text-ink-muted">{t('nothingChosen')}</span>
        )}
      </p>
      <Button isDisabled={onFind === null} icon={<Search aria-hidden />} onPress={() => onFind?.()}>
        {t('find')}
      </Button>
      <Button onPress={onLeave}>{t('leave')}</Button>
      <Button tone="primary" isDisabled={chosen === null} onPress={() => chosen && onPut(chosen)}>
        {t('put')}
      </Button>
    </div>
  )
}
