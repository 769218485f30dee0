'use client'

import { useTranslations } from 'use-intl'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { People } from '@/lib/browser/live/live-project'
import { useBarsAway } from '@/lib/browser/reader/use-bars-away'
import type { Reading } from '@/lib/browser/reader/use-reading'
import { isCodingOf } from '@/lib/domain/review/credited'
import { DifferenceLane } from './margin/difference-lane'
import { EdgeHandles } from './edge-handles'
import { Margin } from './margin/margin'
import { PresenceMarks } from './margin/presence-marks'
import { PrintedNotes } from './printed-notes'
import type { ReaderPart } from './reader-props'
import { ThreadMarks } from './margin/thread-marks'
import type { BesideText } from './use-beside-text'

interface ReaderPageProps extends ReaderPart {
  beside: BesideText
  coders: readonly { id: string; name: string }[]
  people: People
  /** The element in which the keys work. */
  areaRef: (area: HTMLElement | null) => void
}

/** The text as a book page, and what stands beside it. */
export function ReaderPage(props: ReaderPageProps) {
  const { document: shown, reading, people, areaRef } = props
  const t = useTranslations('reader')
  const { setScroller, setHost, view, scroller } = reading
  useBarsAway(scroller)
  return (
    <div
      ref={setScroller}
      dir={shown.direction}
      className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain [scrollbar-gutter:stable] short:h-dvh short:flex-none short:overscroll-auto print:overflow-visible"
    >
      <InsteadOfText reading={reading} />
      <p className="mb-4 hidden font-serif text-2xl print:block" aria-hidden>
        {shown.title}
      </p>
      <div className="mx-auto flex w-full max-w-fit print:block print:max-w-none">
        <div
          ref={areaRef}
          role="region"
          aria-label={t('textOf', { title: shown.title })}
          aria-describedby="reader-keys-hint"
          // The text is where the keys of the reader work, so it must take the focus (WCAG 2.1.1: a scrolling region does anyhow).
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
          tabIndex={0}
          className="reader-area relative min-w-0 outline-none"
        >
          <div className="py-8 pb-[40vh] sm:py-12 sm:pb-[40vh] print:py-0!">
            <div className="relative">
              {view && people.length > 0 && <PresenceMarks view={view} people={people} />}
              <div ref={setHost} className="reader-text" lang={shown.language || undefined} dir={shown.direction} />
              <OwnEdges {...props} />
            </div>
          </div>
        </div>
        <BesidePage {...props} />
      </div>
      <PrintedNotes reading={reading} authorOf={props.authorOf} />
    </div>
  )
}

/** What is told while the text is not there, or where it is empty. */
function InsteadOfText({ reading: { content, layer, view } }: { reading: Reading }) {
  const t = useTranslations('reader')
  const failed = content.error ?? layer.error
  return (
    <>
      {failed && !content.data && <ErrorState onRetry={() => void content.refetch()}>{failed.message}</ErrorState>}
      {failed && content.data && !layer.data && (
        <ErrorState onRetry={() => void layer.refetch()}>{failed.message}</ErrorState>
      )}
      {content.isPending && <Skeleton lines={14} className="mx-auto max-w-xl px-6 py-12" />}
      {view?.text === '' && <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>}
    </>
  )
}

/** Handles at the edges of one's own passage in focus, where it may be changed. */
function OwnEdges({ document: shown, viewer, may, reading, coding, commands }: ReaderPart) {
  const { view, focused, edges, setEdges } = reading
  if (!view || !focused || !may.annotate) return null
  if (!isCodingOf(focused, viewer.id) || coding.frozenBy(focused) !== null) return null
  return (
    <EdgeHandles
      view={view}
      language={shown.language}
      span={edges ?? focused}
      takesFocus={commands.isEdgingByKey}
      onMove={setEdges}
      onSave={commands.saveEdges}
      onCancel={commands.cancelEdges}
    />
  )
}

/** Marks of threads, lanes of passages, and where coders differ. */
function BesidePage({ reading, commands, talk, beside, coders }: ReaderPageProps) {
  const { view, tagsById } = reading
  const { lanes, labelled, laneMode, showsDifferences, differences } = beside
  return (
    // All of it in one row with the text, so that the margin gives way before the text does.
    <div className="contents print:hidden">
      <ThreadMarks view={view} threads={talk.inText} onOpen={talk.open} />
      <Margin
        view={view}
        lanes={lanes}
        labelled={labelled}
        inOrder={reading.inOrder}
        mode={laneMode}
        tags={tagsById}
        coders={coders}
        focusId={reading.focusId}
        onFocus={(id) => reading.focus(id)}
        onChoose={commands.choose}
        onCrowd={(top, bottom, at) => commands.choose(reading.itemsBeside(top, bottom), at)}
      />
      {showsDifferences && (
        <DifferenceLane
          view={view}
          stretches={differences.stretches}
          coders={differences.coders}
          tags={tagsById}
          error={differences.error}
        />
      )}
    </div>
  )
}
