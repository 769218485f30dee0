'use client'

import { useRouter } from 'next/navigation'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useLabelled, type Labelled } from '@/lib/browser/reader/labelled'
import type { Reading } from '@/lib/browser/reader/use-reading'
import { useVisibleSpan } from '@/lib/browser/reader/use-viewport'
import type { CodingTasks } from '@/lib/browser/rounds/use-coding-tasks'
import { normingHref } from '@/lib/domain/rounds/passage-address'
import { pageAt } from '@/lib/editor/pages'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import { isCodingOf } from '@/lib/domain/review/credited'
import { LinksList } from '@/components/links/links-list'
import { MemosButton } from '@/components/memos/memos-button'
import { useLinks } from '@/lib/browser/links/use-links'
import { useMemoCounts } from '@/lib/browser/memos/use-memos'
import { ThreadPanel } from '@/components/threads/thread-panel'
import { AnnotationCard } from './card/annotation-card'
import { CaseDialog } from './card/case-dialog'
import { ExampleDialog } from './card/example-dialog'
import { PassageCases } from './card/passage-cases'
import { PassageRow } from './card/passage-row'
import { StretchCard } from './stretch-card'
import { useLinkCopying } from './card/use-link-copying'
import type { ReaderCommands } from './commands/use-reader-commands'
import type { Talk } from './use-talk'

const LinkDialog = lazy(() => import('@/components/links/link-dialog'))

export interface PassagePanelProps {
  /** Whether it stands beside the text, and not on a sheet. */
  isWide: boolean
  reading: Reading
  commands: ReaderCommands
  viewerId: string
  may: { annotate: boolean; star: boolean; setUpRounds: boolean; createTags: boolean; writeCases: boolean }
  coding: CodingTasks
  authorOf: (item: LayerItem) => string
  projectId: string
  documentId: string
  document: { revisionId: string }
  talk: Talk
  labelled: Labelled
}

/** The passage in focus as a card; without one, the passages in view as a list. */
export function PassagePanel(props: PassagePanelProps) {
  const { reading, commands, viewerId, may, coding, authorOf, projectId, documentId, talk } = props
  const rounds = useTranslations('rounds.reader')
  const router = useRouter()
  const { focused, passages } = reading
  const [asking, setAsking] = useState<Asked | null>(null)
  const link = useLinkCopying(`/projects/${projectId}/documents/${documentId}?annotation=${focused?.id}`)
  if (talk.stretch)
    return (
      <StretchCard
        projectId={projectId}
        documentId={documentId}
        stretch={talk.stretch}
        quote={reading.quoteOf(talk.stretch)}
        onClose={talk.close}
      />
    )
  if (!focused) return <InView {...props} />
  const isOwn = isCodingOf(focused, viewerId) && may.annotate
  const frozen = isOwn ? coding.frozenBy(focused) : null
  return (
    <>
      <AnnotationCard
        item={focused}
        author={authorOf(focused)}
        quote={reading.quoteOf(reading.edges ?? focused)}
        page={pageAt(reading.pages, focused.start)}
        tags={reading.tagsById}
        isOwn={isOwn}
        frozen={frozen && rounds('cardFrozen', { round: frozen.name })}
        mayStar={may.star}
        isEditingEdges={commands.isEdgingByKey}
        onTags={(tagIds) => passages.change(focused.id, { tagIds })}
        onPick={() => commands.repick(focused)}
        onTagAlso={may.annotate ? () => commands.pick({ start: focused.start, end: focused.end }) : undefined}
        onNote={(note) => passages.change(focused.id, { note })}
        onShare={commands.shareFocused}
        onCertainty={commands.sureFocused}
        onSecondOpinion={commands.askFocused}
        onNorm={
          may.setUpRounds
            ? () => router.push(normingHref(projectId, [{ documentId, start: focused.start, end: focused.end }]))
            : undefined
        }
        onLinkTo={may.annotate ? () => setAsking('link') : undefined}
        onExample={may.createTags ? () => setAsking('example') : undefined}
        onCase={may.writeCases ? () => setAsking('case') : undefined}
        onStar={commands.starFocused}
        onEdges={commands.editEdges}
        onLink={link.copyLink}
        onDelete={commands.remove}
        onClose={() => reading.focus(null)}
        isClosable={props.isWide}
        cases={<PassageCases projectId={projectId} documentId={documentId} span={focused} />}
        links={<PassageLinks {...props} id={focused.id} />}
        discussion={<PassageTalk key={focused.id} {...props} id={focused.id} quote={reading.quoteOf(focused)} />}
      />
      {link.dialog}
      {asking && <Asked {...props} what={asking} item={focused} onClose={() => setAsking(null)} />}
    </>
  )
}

type Asked = 'link' | 'example' | 'case'

/** Asks what a passage is linked with, or put into. */
function Asked({
  what,
  item,
  onClose,
  ...props
}: PassagePanelProps & { what: Asked; item: LayerItem; onClose: () => void }) {
  const { projectId, documentId, reading } = props
  if (what === 'link')
    return (
      <Suspense>
        <LinkDialog projectId={projectId} here={{ type: 'annotation', id: item.id }} onClose={onClose} />
      </Suspense>
    )
  if (what === 'case')
    return (
      <CaseDialog
        projectId={projectId}
        documentId={documentId}
        revisionId={props.document.revisionId}
        span={item}
        onClose={onClose}
      />
    )
  return (
    <ExampleDialog
      projectId={projectId}
      annotationId={item.id}
      tagIds={item.tagIds}
      tags={reading.tags}
      onClose={onClose}
    />
  )
}

/** What a passage is linked with; those of the whole document are asked for at once, so that going from card to card asks for nothing. */
function PassageLinks({ projectId, documentId, reading, viewerId, may, id }: PassagePanelProps & { id: string }) {
  const links = useLinks(projectId, { documentId })
  return (
    <LinksList
      projectId={projectId}
      here={{ type: 'annotation', id }}
      links={links}
      viewerId={viewerId}
      may={{ annotate: may.annotate, writeTags: may.createTags }}
      documentId={documentId}
      onOpen={(annotationId) => reading.focus(annotationId, 'third')}
    />
  )
}

/** What is written about a passage: its memos, and what is said about it. */
function PassageTalk({ projectId, documentId, talk, id, quote }: PassagePanelProps & { id: string; quote: string }) {
  const memos = useMemoCounts(projectId, { documentId })
  return (
    <div className="flex flex-col items-start gap-4 *:last:w-full">
      <MemosButton
        size="small"
        projectId={projectId}
        about={{ type: 'annotation', id, name: quote }}
        count={memos?.byPassage.find(({ annotationId }) => annotationId === id)?.count}
      />
      <ThreadPanel projectId={projectId} subject={{ type: 'annotation', id }} asked={talk.askedToWrite(id)} />
    </div>
  )
}

const listed = 40

/** What is tagged on the part of the page in the window, in the order of the text. What a label beside the text says is not written again. */
function InView({ reading, may, authorOf, talk, labelled }: PassagePanelProps) {
  const t = useTranslations('reader')
  const withLabel = useLabelled(labelled)
  const span = useVisibleSpan(reading.view)
  const talkedAbout = useMemo(
    () =>
      new Set(talk.inText.filter(({ root }) => root.subject.type === 'annotation').map(({ root }) => root.subject.id)),
    [talk.inText],
  )
  const inView = span ? reading.inOrder.filter((item) => item.start < span.end && item.end > span.start) : []
  return (
    <section className="flex flex-col p-4">
      <h2 className="label-caps mb-2">{t('inView.title')}</h2>
      {inView.length === 0 && (
        <p className="text-sm text-ink-muted text-pretty">{t(may.annotate ? 'inView.none' : 'inView.noneToRead')}</p>
      )}
      <ul className="-mx-2 flex flex-col">
        {inView.slice(0, listed).map((item) => (
          <li key={item.id}>
            <PassageRow
              item={item}
              reading={reading}
              author={authorOf(item)}
              hasThread={talkedAbout.has(item.id)}
              hasLabel={withLabel.has(item.id)}
            />
          </li>
        ))}
      </ul>
      {inView.length > listed && (
        <p className="px-2 py-1.5 text-xs text-ink-muted">{t('inView.more', { count: inView.length - listed })}</p>
      )}
    </section>
  )
}
