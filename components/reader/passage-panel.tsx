'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { TagDot } from '@/components/ui/tag-chip'
import { showToast } from '@/components/ui/toast'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Reading } from '@/lib/browser/reader/use-reading'
import { useVisibleSpan } from '@/lib/browser/reader/use-viewport'
import type { CodingTasks } from '@/lib/browser/rounds/use-coding-tasks'
import { normingHref } from '@/lib/domain/rounds/passage-address'
import { pageAt } from '@/lib/editor/pages'
import { ThreadPanel } from '@/components/threads/thread-panel'
import { AnnotationCard } from './annotation-card'
import { StretchCard } from './stretch-card'
import type { ReaderActs } from './use-reader-acts'
import type { Talk } from './use-talk'

export interface PassagePanelProps {
  /** Whether it stands beside the text, and not on a sheet. */
  isWide: boolean
  reading: Reading
  acts: ReaderActs
  viewerId: string
  may: { annotate: boolean; star: boolean; setUpRounds: boolean }
  coding: CodingTasks
  authorOf: (id: string) => string
  projectId: string
  documentId: string
  talk: Talk
}

/** The passage in focus as a card; without one, the passages in view as a list. */
export function PassagePanel(props: PassagePanelProps) {
  const { reading, acts, viewerId, may, coding, authorOf, projectId, documentId, talk } = props
  const t = useTranslations('reader')
  const rounds = useTranslations('rounds.reader')
  const router = useRouter()
  const { focused, passages } = reading
  if (talk.stretch) return <StretchCard projectId={projectId} documentId={documentId} stretch={talk.stretch} quote={reading.quoteOf(talk.stretch)} onClose={talk.close} />
  if (!focused) return <InView {...props} />
  const isOwn = focused.authorId === viewerId && may.annotate
  const frozen = isOwn ? coding.frozenBy(focused) : null
  const copyLink = async () => {
    await navigator.clipboard.writeText(`${window.location.origin}/projects/${projectId}/documents/${documentId}?annotation=${focused.id}`)
    showToast({ title: t('card.linkCopied'), tone: 'success' })
  }
  return (
    <AnnotationCard
      item={focused}
      author={authorOf(focused.authorId)}
      quote={reading.quoteOf(reading.edges ?? focused)}
      page={pageAt(reading.pages, focused.start)}
      tags={reading.tagsById}
      isOwn={isOwn}
      frozen={frozen && rounds('cardFrozen', { round: frozen.name })}
      mayStar={may.star}
      isEditingEdges={acts.isEdgingByKey}
      onTags={(tagIds) => passages.change(focused.id, { tagIds })}
      onPick={() => acts.repick(focused)}
      onNote={(note) => passages.change(focused.id, { note })}
      onShare={acts.shareFocused}
      onCertainty={acts.sureFocused}
      onSecondOpinion={acts.askFocused}
      onNorm={may.setUpRounds ? () => router.push(normingHref(projectId, [{ documentId, start: focused.start, end: focused.end }])) : undefined}
      onStar={acts.starFocused}
      onEdges={acts.editEdges}
      onLink={() => void copyLink()}
      onDelete={acts.remove}
      onClose={() => reading.focus(null)}
      isClosable={props.isWide}
      discussion={<ThreadPanel key={`${focused.id} ${talk.writingOn === focused.id}`} projectId={projectId} subject={{ type: 'annotation', id: focused.id }} startsWriting={talk.writingOn === focused.id} />}
    />
  )
}

const listed = 40

/** What is tagged on the part of the page in the window, in the order of the text. */
function InView({ reading, may, authorOf }: PassagePanelProps) {
  const t = useTranslations('reader')
  const span = useVisibleSpan(reading.view)
  const inView = span ? reading.inOrder.filter((item) => item.start < span.end && item.end > span.start) : []
  return (
    <section className="flex flex-col p-4">
      <h2 className="label-caps mb-2">{t('inView.title')}</h2>
      {inView.length === 0 && <p className="text-sm text-ink-muted text-pretty">{t(may.annotate ? 'inView.none' : 'inView.noneToRead')}</p>}
      <ul className="-mx-2 flex flex-col">
        {inView.slice(0, listed).map((item) => (
          <li key={item.id}>
            <Row item={item} reading={reading} author={authorOf(item.authorId)} />
          </li>
        ))}
      </ul>
      {inView.length > listed && <p className="px-2 py-1.5 text-xs text-ink-muted">{t('inView.more', { count: inView.length - listed })}</p>}
    </section>
  )
}

function Row({ item, reading, author }: { item: LayerItem; reading: Reading; author: string }) {
  const t = useTranslations('reader')
  const names = item.tagIds.flatMap((id) => reading.tagsById.get(id) ?? [])
  return (
    <button
      type="button"
      onClick={() => reading.focus(item.id)}
      className="flex w-full cursor-default items-start gap-2.5 rounded-md px-2 py-2 text-start focus-ring-inset hover:bg-paper-sunken"
    >
      <AvatarInitials name={author} size="small" isAlone className="size-5! text-[0.5625rem]!" />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2.5 text-[0.8125rem] leading-5 text-ink">
          {names.map((tag) => (
            <span key={tag.id} className="inline-flex min-w-0 items-center gap-1.5">
              <TagDot colour={tag.colour} className="size-2!" /> <span dir="auto">{tag.name}</span>
            </span>
          ))}
          {names.length === 0 && <span className="text-ink-muted italic">{t('untagged')}</span>}
        </span>
        <span dir="auto" className="line-clamp-1 font-serif text-[0.8125rem] leading-5 text-ink-muted">
          {reading.quoteOf({ start: item.start, end: Math.min(item.end, item.start + 120) })}
        </span>
      </span>
    </button>
  )
}
