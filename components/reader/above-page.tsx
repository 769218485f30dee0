'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import type { People } from '@/lib/browser/live/live-project'
import { CasesBar } from './bars/cases-bar'
import { FindBar } from './bars/find-bar'
import type { ReaderPart } from './reader-props'
import { ReaderToolbar } from './bars/reader-toolbar'
import { RoundBar } from './bars/round-bar'
import type { BesideText } from './use-beside-text'
import type { Side } from './use-side'

interface AbovePageProps extends ReaderPart {
  beside: BesideText
  side: Side
  people: People
  onHelp: () => void
}

/** The bars above the page: the reader's own, news of the text, the rounds it is coded in, and the search. */
export function AbovePage({
  project,
  document: shown,
  viewer,
  reading,
  coding,
  commands,
  beside,
  side,
  people,
  onHelp,
}: AbovePageProps) {
  const { view, find } = reading
  return (
    <>
      <ReaderToolbar
        title={shown.title}
        view={view}
        store={reading.store}
        pages={reading.pages}
        laneMode={beside.laneMode}
        onLaneMode={beside.setLaneMode}
        showsDifferences={beside.showsDifferences}
        onDifferences={beside.toggleDifferences}
        isPanelOpen={side.isOpen}
        onPanel={side.toggle}
        onFind={find.open}
        onHelp={onHelp}
        people={people}
        onPerson={(offset) => view?.scrollTo(offset, 'third')}
      />
      <CasesBar project={project} document={shown} />
      {reading.isOutdated && <NewRevision />}
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
    </>
  )
}

function NewRevision() {
  const t = useTranslations('reader')
  return (
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
  )
}
