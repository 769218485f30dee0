'use client'

import { EqualNot, Keyboard, ListTree, Search, Tags, Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/icon-button'
import type { People } from '@/lib/browser/live/live-project'
import type { AnnotationStore } from '@/lib/browser/reader/annotation-store'
import type { TextView } from '@/lib/browser/reader/text-view'
import type { LaneMode } from '@/lib/browser/reader/use-lanes'
import { useShownKey } from '@/lib/browser/reader/use-reader-keys'
import { useReadingOffset } from '@/lib/browser/reader/use-viewport'
import { pageAt } from '@/lib/editor/pages'
import { PresenceFaces } from './presence-faces'
import { SaveState } from './save-state'

export interface ReaderToolbarProps {
  title: string
  view: TextView | null
  store: AnnotationStore
  pages: readonly number[]
  laneMode: LaneMode
  onLaneMode: (mode: LaneMode) => void
  /** Whether the lane stands beside the text that says where coders differ. */
  showsDifferences: boolean
  onDifferences: () => void
  isPanelOpen: boolean
  onPanel: () => void
  onFind: () => void
  onHelp: () => void
  /** Who else has the document open. */
  people: People
  onPerson: (offset: number) => void
}

/** Above the page: its title, whether all is saved, the page number, and the reader's own means. */
export function ReaderToolbar(props: ReaderToolbarProps) {
  const { title, view, store, pages, laneMode, onLaneMode } = props
  const t = useTranslations('reader')
  const other = laneMode === 'tag' ? 'coder' : 'tag'
  return (
    <div className="flex min-h-12 items-center gap-1 border-b border-rule px-2 sm:px-3">
      <IconButton
        label={t(props.isPanelOpen ? 'bar.hidePanel' : 'bar.showPanel')}
        icon={<ListTree aria-hidden />}
        isActive={props.isPanelOpen}
        aria-expanded={props.isPanelOpen}
        onPress={props.onPanel}
      />
      <h1 title={title} className="min-w-0 flex-1 truncate ps-1 font-serif text-[1.0625rem] font-normal text-ink">
        <bdi>{title}</bdi>
      </h1>
      <PresenceFaces people={props.people} onGo={props.onPerson} />
      <SaveState store={store} />
      {pages.length > 0 && view && <PageBox view={view} pages={pages} />}
      <span aria-hidden className="mx-1 h-5 border-s border-rule max-lg:hidden" />
      <IconButton
        label={t(`bar.lanes.${other}`)}
        icon={laneMode === 'tag' ? <Tags aria-hidden /> : <Users aria-hidden />}
        onPress={() => onLaneMode(other)}
        className="max-lg:hidden"
      />
      <IconButton
        label={t(`bar.differences.${props.showsDifferences ? 'hide' : 'show'}`)}
        icon={<EqualNot aria-hidden />}
        isActive={props.showsDifferences}
        aria-pressed={props.showsDifferences}
        onPress={props.onDifferences}
        className="max-lg:hidden"
      />
      <IconButton
        label={t('bar.find')}
        shortcut={useShownKey('find')}
        icon={<Search aria-hidden />}
        onPress={props.onFind}
      />
      <IconButton
        label={t('bar.help')}
        shortcut={useShownKey('help')}
        icon={<Keyboard aria-hidden />}
        onPress={props.onHelp}
        className="max-md:hidden"
      />
    </div>
  )
}

/** The page one is on, and the way to another. */
function PageBox({ view, pages }: { view: TextView; pages: readonly number[] }) {
  const t = useTranslations('reader')
  const at = useReadingOffset(view)
  const [typed, setTyped] = useState<string | null>(null)
  const here = pageAt(pages, at) ?? 1
  const go = () => {
    const page = Number(typed)
    const start = pages[Math.min(pages.length, Math.max(1, Math.round(page))) - 1]
    if (typed !== null && typed !== '' && Number.isFinite(page) && start !== undefined) view.scrollTo(start, 'third')
    setTyped(null)
  }
  return (
    <label className="ms-2 flex items-center gap-1.5 text-xs whitespace-nowrap text-ink-muted tabular-nums">
      <span className="max-sm:sr-only">{t('bar.page')}</span>
      <input
        inputMode="numeric"
        value={typed ?? String(here)}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={go}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
        className="h-7 w-11 rounded-sm border border-rule-strong bg-paper-raised text-center text-ink focus-ring pointer-coarse:h-11"
      />
      <span>{t('bar.of', { count: pages.length })}</span>
    </label>
  )
}
