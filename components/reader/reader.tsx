'use client'

import './reader.css'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import { showToast } from '@/components/ui/toast'
import { usePeopleIn } from '@/lib/browser/live/live-context'
import { useTellPresence } from '@/lib/browser/live/use-tell-presence'
import { queryKeys } from '@/lib/browser/query-keys'
import { useDifferences } from '@/lib/browser/reader/use-differences'
import { useIsWide } from '@/lib/browser/reader/use-is-wide'
import { useCodingTasks } from '@/lib/browser/rounds/use-coding-tasks'
import { useLanes, type LaneMode } from '@/lib/browser/reader/use-lanes'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import { consensusCredit, creditedTo, isCodingOf } from '@/lib/domain/review/credited'
import { normingHref } from '@/lib/domain/rounds/passage-address'
import { useFocusHome } from '@/lib/browser/reader/use-focus-home'
import { KeysInForce, useReaderKeys } from '@/lib/browser/reader/use-reader-keys'
import type { OwnKeys } from '@/lib/domain/reading/reader-keys'
import { useReading } from '@/lib/browser/reader/use-reading'
import { useReadingKeys } from '@/lib/browser/reader/use-reading-keys'
import { useSetting } from '@/lib/browser/use-kept'
import { ConflictDialog } from './conflict-dialog'
import { DifferenceLane } from './difference-lane'
import { EdgeBar } from './edge-bar'
import { EdgeHandles } from './edge-handles'
import { FindBar } from './find-bar'
import { KeyHelp } from './key-help'
import { Margin } from './margin'
import { ReaderSide } from './reader-side'
import { ReaderToolbar } from './reader-toolbar'
import { RoundBar } from './round-bar'
import type { SideTab } from './side-panel'
import { ThreadMarks } from './thread-marks'
import { TouchBar } from './touch-bar'
import { PassagePanel } from './passage-panel'
import { PassageSheets } from './passage-sheets'
import { PresenceMarks } from './presence-marks'
import { useReaderCommands } from './use-reader-commands'
import { useTalk } from './use-talk'
import { useReaderUndoing } from './use-reader-undoing'
import { usePointer } from './use-pointer'

export interface ReaderProps {
  project: { id: string; defaultVisibility: 'private' | 'shared'; pinnedTagIds: string[] }
  document: { id: string; title: string; language: string; direction: 'ltr' | 'rtl'; revisionId: string }
  viewer: { id: string; name: string; keys: OwnKeys }
  may: {
    annotate: boolean
    star: boolean
    createTags: boolean
    proposeTags: boolean
    setUpRounds: boolean
    talk: boolean
  }
  /** The annotation that the address names. */
  annotationId?: string
}

/** The reader: the document as a book page, and everything one does to a passage. */
export function Reader({ project, document: shown, viewer, may, annotationId }: ReaderProps) {
  const t = useTranslations('reader')
  const locale = useLocale()
  const queries = useQueryClient()
  const [area, setArea] = useState<HTMLElement | null>(null)
  const offer = useRef<(id: string) => void>(() => undefined)
  const reading = useReading({
    projectId: project.id,
    documentId: shown.id,
    viewerId: viewer.id,
    language: shown.language,
    pinnedTagIds: project.pinnedTagIds,
    onRefused: useCallback(
      (write, error) => {
        showToast({ tone: 'danger', title: t(`refused.${write.kind}`), description: error.message })
        // Submitted in another window: the bar above the page has to say so.
        if (error.code === 'frozen') void queries.invalidateQueries({ queryKey: queryKeys.tasks(project.id) })
      },
      [t, queries, project.id],
    ),
    onPinRefused: useCallback(
      (error) => void showToast({ tone: 'danger', title: t('refused.pin'), description: error.message }),
      [t],
    ),
    onRemoved: useCallback((id) => offer.current(id), []),
  })
  const { setScroller, setHost, view, store, content, layer, filtering, find, cursor, focused } = reading
  const isWide = useIsWide()
  const [laneMode, setLaneMode] = useSetting<LaneMode>('lanes', ['tag', 'coder'])
  const [differing, setDiffering] = useSetting('differences', ['hidden', 'shown'])
  const differences = useDifferences(project.id, shown.id, content.data?.revisionId, differing === 'shown')
  const [panel, setPanel] = useSetting('panel', ['open', 'closed'])
  const [isSheetOpen, setSheetOpen] = useState(false)
  const [tab, setTab] = useState<SideTab>('contents')
  const [characters, setCharacters] = useSetting('single-keys', ['on', 'off'])
  const [isHelpOpen, setHelpOpen] = useState(false)
  const conflicts = useSyncExternalStore(store.subscribe, store.conflictsNow, store.conflictsNow)
  const coders = useMemo(() => orderedCoders(reading.authors, viewer, locale), [reading.authors, viewer, locale])
  // The consensus stands beside the coders: it has a lane of its own and is credited to none of them.
  const { hasConsensus } = filtering
  const credited = useMemo(
    () => (hasConsensus ? [...coders, { id: consensusCredit, name: t('consensus') }] : coders),
    [coders, hasConsensus, t],
  )
  const coderIds = useMemo(() => credited.map((coder) => coder.id), [credited])
  const lanes = useLanes(reading.items, filtering.isShown, laneMode, coderIds)
  const authorOf = useCallback(
    (item: LayerItem) => credited.find((coder) => coder.id === creditedTo(item))?.name ?? '',
    [credited],
  )
  const backToText = useCallback(() => area?.focus({ preventScroll: true }), [area])
  const coding = useCodingTasks(project.id, shown.id)
  useEffect(() => view?.mark({ asked: coding.asked }), [view, coding.asked])
  const showTalk = () => {
    setTab('talk')
    if (isWide) setPanel('open')
    else setSheetOpen(true)
  }
  const talk = useTalk(reading, {
    projectId: project.id,
    documentId: shown.id,
    revisionId: shown.revisionId,
    onDocument: showTalk,
  })
  const commands = useReaderCommands({
    reading,
    coding,
    projectId: project.id,
    viewerId: viewer.id,
    may,
    defaultVisibility: project.defaultVisibility,
    authorOf,
    isWide,
    backToText,
    onHelp: () => setHelpOpen(true),
    onTalk: talk.write,
  })
  const undoing = useReaderUndoing(reading)
  useEffect(() => {
    offer.current = undoing.offer
  }, [undoing])
  const keys = useReaderKeys(
    viewer.keys,
    useCallback(
      (error) => void showToast({ tone: 'danger', title: t('refused.keys'), description: error.message }),
      [t],
    ),
  )
  useReadingKeys(area, commands.run, keys.keys, characters === 'on')
  useFocusHome(area)
  const { painted } = reading
  useEffect(() => {
    // The keys work where the focus is: whoever comes to read need not look for it first. A finger has no use for it.
    if (
      painted &&
      matchMedia('(pointer: fine)').matches &&
      (document.activeElement === null || document.activeElement === document.body)
    )
      area?.focus({ preventScroll: true })
  }, [painted, area])
  const hasTouchSelection = usePointer(area, reading, commands, may.annotate)
  useDeepLink(reading, annotationId)
  const people = usePeopleIn(shown.id)
  useTellPresence(project.id, shown.id, view !== null, () => view?.visibleSpan().start ?? 0)

  const quoteOf = reading.quoteOf
  const failed = content.error ?? layer.error
  const side = (
    <ReaderSide
      reading={reading}
      projectId={project.id}
      documentId={shown.id}
      viewerId={viewer.id}
      authors={coders}
      onGone={() => setSheetOpen(false)}
      talk={talk}
      tab={tab}
      onTab={setTab}
    />
  )
  const card = (
    <PassagePanel
      isWide={isWide}
      reading={reading}
      commands={commands}
      viewerId={viewer.id}
      may={may}
      coding={coding}
      authorOf={authorOf}
      projectId={project.id}
      documentId={shown.id}
      talk={talk}
    />
  )
  return (
    <KeysInForce value={keys.keys}>
      <div data-reader="" className="reader-inks flex h-full min-h-0" data-painted={reading.painted ? '' : undefined}>
        {isWide && panel === 'open' && (
          <aside
            aria-label={t('side.label')}
            className="w-[17rem] shrink-0 overflow-y-auto border-e border-rule bg-paper-sunken/40"
          >
            {side}
          </aside>
        )}
        <div className="flex min-w-0 flex-1 flex-col">
          <ReaderToolbar
            title={shown.title}
            view={view}
            store={store}
            pages={reading.pages}
            laneMode={laneMode}
            onLaneMode={setLaneMode}
            showsDifferences={differing === 'shown'}
            onDifferences={() => setDiffering(differing === 'shown' ? 'hidden' : 'shown')}
            isPanelOpen={isWide ? panel === 'open' : isSheetOpen}
            onPanel={() => (isWide ? setPanel(panel === 'open' ? 'closed' : 'open') : setSheetOpen(true))}
            onFind={find.open}
            onHelp={() => setHelpOpen(true)}
            people={people}
            onPerson={(offset) => view?.scrollTo(offset, 'third')}
          />
          {reading.isOutdated && (
            <div
              role="status"
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-rule bg-warning-soft px-4 py-2 text-sm text-ink"
            >
              <p className="min-w-0 flex-1">
                <strong className="font-medium">{t('newRevision.title')}</strong> {t('newRevision.body')}
              </p>
              <Button size="small" onPress={() => window.location.reload()}>
                {t('newRevision.reload')}
              </Button>
            </div>
          )}
          {coding.running.map((task) => (
            <RoundBar
              key={task.round.id}
              projectId={project.id}
              task={task}
              reading={reading}
              viewerId={viewer.id}
              onAsked={commands.goToAsked}
            />
          ))}
          {find.query !== null && (
            <FindBar
              query={find.query}
              count={find.count}
              at={find.at}
              onType={find.type}
              onStep={find.step}
              onClose={commands.closeFind}
              onSentence={commands.takeHitSentence}
            />
          )}
          <div
            ref={setScroller}
            dir={shown.direction}
            className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain [scrollbar-gutter:stable]"
          >
            {failed && !content.data && (
              <ErrorState onRetry={() => void content.refetch()}>{failed.message}</ErrorState>
            )}
            {failed && content.data && !layer.data && (
              <ErrorState onRetry={() => void layer.refetch()}>{failed.message}</ErrorState>
            )}
            {content.isPending && <Skeleton lines={14} className="mx-auto max-w-xl px-6 py-12" />}
            {view?.text === '' && <EmptyState title={t('empty.title')}>{t('empty.body')}</EmptyState>}
            <div className="mx-auto flex w-full max-w-fit">
              <div
                ref={setArea}
                role="region"
                aria-label={t('textOf', { title: shown.title })}
                aria-describedby="reader-keys-hint"
                // The text is where the keys of the reader work, so it must take the focus (WCAG 2.1.1: a scrolling region does anyhow).
                // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
                tabIndex={0}
                className="reader-area relative min-w-0 outline-none"
              >
                <div className="py-8 pb-[40vh] sm:py-12 sm:pb-[40vh]">
                  <div className="relative">
                    {view && people.length > 0 && <PresenceMarks view={view} people={people} />}
                    <div
                      ref={setHost}
                      className="reader-text"
                      lang={shown.language || undefined}
                      dir={shown.direction}
                    />
                    {view &&
                      focused &&
                      isCodingOf(focused, viewer.id) &&
                      may.annotate &&
                      coding.frozenBy(focused) === null && (
                        <EdgeHandles
                          view={view}
                          language={shown.language}
                          span={reading.edges ?? focused}
                          takesFocus={commands.isEdgingByKey}
                          onMove={reading.setEdges}
                          onSave={commands.saveEdges}
                          onCancel={commands.cancelEdges}
                        />
                      )}
                  </div>
                </div>
              </div>
              <div className="relative flex pt-8 sm:pt-12">
                <ThreadMarks view={view} threads={talk.inText} onOpen={talk.open} />
                <Margin
                  view={view}
                  lanes={lanes}
                  mode={laneMode}
                  tags={reading.tagsById}
                  coders={credited}
                  focusId={reading.focusId}
                  onFocus={(id) => reading.focus(id)}
                  onCrowd={(top, bottom, at) => commands.choose(reading.itemsBeside(top, bottom), at)}
                />
                {differing === 'shown' && (
                  <DifferenceLane
                    view={view}
                    stretches={differences.stretches}
                    coders={differences.coders}
                    tags={reading.tagsById}
                    error={differences.error}
                  />
                )}
              </div>
            </div>
          </div>
          {commands.isEdgingByKey && <EdgeBar onSave={commands.saveEdges} onCancel={commands.cancelEdges} />}
          <TouchBar
            isShown={hasTouchSelection}
            onTag={commands.pickTouched}
            onTalk={may.talk ? commands.talkTouched : undefined}
          />
        </div>
        {isWide && (
          <aside
            aria-label={t('inView.title')}
            className="w-[19rem] shrink-0 overflow-y-auto border-s border-rule max-xl:w-[17rem]"
          >
            {card}
          </aside>
        )}
        <PassageSheets
          talk={talk}
          reading={reading}
          commands={commands}
          card={card}
          side={side}
          isWide={isWide}
          isSideOpen={!isWide && isSheetOpen}
          onSide={setSheetOpen}
          mayCreate={may.createTags}
          mayPropose={may.proposeTags}
          normHref={
            may.setUpRounds ? (span) => normingHref(project.id, [{ documentId: shown.id, ...span }]) : undefined
          }
          authorOf={authorOf}
        />
        {conflicts[0] && (
          <ConflictDialog
            conflict={conflicts[0]}
            tags={reading.tagsById}
            quoteOf={quoteOf}
            onResolve={(choice) => store.resolve(conflicts[0]?.theirs.id ?? '', choice)}
          />
        )}
        <KeyHelp
          isOpen={isHelpOpen}
          onOpenChange={setHelpOpen}
          charactersOn={characters === 'on'}
          onCharacters={(on) => setCharacters(on ? 'on' : 'off')}
          keys={keys}
        />
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
      </div>
    </KeysInForce>
  )
}

/** The reader first, then the others by name; the reader has a lane even before the first passage. */
function orderedCoders(
  authors: readonly { id: string; name: string }[],
  viewer: { id: string; name: string },
  locale: string,
) {
  const others = authors
    .filter((author) => author.id !== viewer.id)
    .sort((a, b) => a.name.localeCompare(b.name, locale))
  return [viewer, ...others]
}

/** Brings the annotation that the address names into focus, once all is painted; says so where it is not here. */
function useDeepLink(reading: ReturnType<typeof useReading>, annotationId: string | undefined): void {
  const t = useTranslations('reader')
  const done = useRef(false)
  const { painted, store, focus } = reading
  useEffect(() => {
    if (!painted || done.current || annotationId === undefined) return
    done.current = true
    if (store.get(annotationId)) focus(annotationId, 'third')
    else showToast({ tone: 'danger', title: t('missing.title'), description: t('missing.body') })
  }, [painted, store, focus, annotationId, t])
}
