'use client'

import { NotebookPen } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { MeantFor } from '@/components/ui/meant-for'
import { Skeleton } from '@/components/ui/skeleton'
import { useMemoCounts, useMemos } from '@/lib/browser/memos/use-memos'
import { useWriter } from '@/lib/browser/threads/use-comments'
import type { Memo } from '@/lib/schemas/memo'
import { MemoCard } from './memo-card'
import type { MemoEditorHandle } from './memo-editor'
import { useDraft } from './use-draft'
import { useMemoSteps } from './use-memo-steps'

const MemoForm = lazy(() => import('./memo-form'))
const MemoEditor = lazy(() => import('./memo-editor'))

/** What memos are written about from its own place. */
export interface MemoPlace {
  type: 'document' | 'tag' | 'theme' | 'annotation'
  id: string
  /** Of the document, tag or theme; the words of a passage. */
  name: string
}

export interface MemosButtonProps {
  projectId: string
  about: MemoPlace
  /** How many there are; none and unknown say nothing. */
  count: number | undefined
  size?: 'small'
}

/** Opens the memos on one thing, and says how many there are. Of a document they are those on its passages, too. */
export function MemosButton({ projectId, about, count = 0, size }: MemosButtonProps) {
  const t = useTranslations('memos')
  const [open, setOpen] = useState<{ isFirst: boolean } | null>(null)
  const drafting = useDraft()
  return (
    <>
      <Button
        size={size}
        icon={<NotebookPen aria-hidden />}
        onPress={() => setOpen({ isFirst: count === 0 })}
        className="pointer-coarse:min-h-11 print:hidden"
      >
        {count > 0 ? t('buttonCount', { count }) : t('title')}
      </Button>
      {open && (
        <MemosSheet
          projectId={projectId}
          about={about}
          isFirst={open.isFirst}
          drafting={drafting}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

/** The same for a tag or a theme, which it counts by itself. */
export function CountedMemosButton({
  projectId,
  about,
}: {
  projectId: string
  about: MemoPlace & { type: 'tag' | 'theme' }
}) {
  const counts = useMemoCounts(projectId, { subjectType: about.type, subjectId: about.id })
  return <MemosButton projectId={projectId} about={about} count={counts?.total} />
}

type Shown = 'list' | 'new' | Memo

/** The memos on one thing. Where there is none one begins to write at once, and is done when it is kept. */
function MemosSheet({
  projectId,
  about,
  isFirst,
  drafting: [draft, setDraft, clearDraft],
  onClose,
}: Pick<MemosButtonProps, 'projectId' | 'about'> & {
  isFirst: boolean
  drafting: ReturnType<typeof useDraft>
  onClose: () => void
}) {
  const t = useTranslations('memos')
  const steps = useMemoSteps(projectId, 'elsewhere')
  const { mayWrite } = useWriter(projectId)
  const [chosen, show] = useState<Shown | null>(null)
  const shown = chosen ?? (isFirst && mayWrite ? 'new' : 'list')
  const editor = useRef<MemoEditorHandle>(null)
  // Whoever closes the sheet while they write closes it once all is stored, and does not go back to the list.
  const isClosing = useRef(false)
  const back = () => {
    if (typeof shown === 'object') steps.finish(shown.title)
    if (isClosing.current || (shown === 'new' && chosen === null)) onClose()
    else show('list')
    isClosing.current = false
  }
  const title = shown === 'list' ? 'dialog' : shown === 'new' ? 'form.titleNew' : 'form.titleEdit'
  return (
    <Dialog
      isOpen
      onOpenChange={(stays) => {
        if (stays) return
        isClosing.current = true
        if (editor.current) return editor.current.leave()
        back()
      }}
      title={t(title)}
      lede={
        <bdi className={about.type === 'annotation' ? 'line-clamp-2 font-serif' : undefined}>
          {about.type === 'annotation' ? about.name : t('dialogAbout', { type: about.type, name: about.name })}
        </bdi>
      }
    >
      <Suspense fallback={<Skeleton lines={6} />}>
        {shown === 'list' ? (
          <MemosOn projectId={projectId} about={about} steps={steps} onShow={show} />
        ) : shown === 'new' ? (
          <MemoForm
            projectId={projectId}
            subject={{ type: about.type, id: about.id }}
            draft={draft}
            onDraft={setDraft}
            onWrite={async (memo) => {
              await steps.write(memo)
              clearDraft()
              back()
            }}
            onCancel={back}
          />
        ) : (
          <MemoEditor
            key={shown.id}
            memo={shown}
            projectId={projectId}
            onSave={(part) => steps.save(shown.id, part)}
            ref={editor}
            onLeft={back}
          />
        )}
      </Suspense>
    </Dialog>
  )
}

function MemosOn({
  projectId,
  about,
  steps,
  onShow,
}: Pick<MemosButtonProps, 'projectId' | 'about'> & {
  steps: ReturnType<typeof useMemoSteps>
  onShow: (shown: Shown) => void
}) {
  const t = useTranslations('memos')
  const query: Record<string, string> =
    about.type === 'document' ? { documentId: about.id } : { subjectType: about.type, subjectId: about.id }
  const list = useMemos(projectId, new URLSearchParams(query).toString())
  const { viewerId, mayWrite } = useWriter(projectId)
  const ownOf = (memo: Memo) =>
    mayWrite && memo.author.id === viewerId
      ? { onEdit: () => onShow(memo), onShow: () => steps.show(memo), onRemove: () => steps.remove(memo) }
      : undefined
  return (
    <>
      <MeantFor kind="memo" />
      {list.isError && list.items.length === 0 ? (
        <ErrorState onRetry={() => void list.refetch()}>{list.error.message}</ErrorState>
      ) : list.isPending ? (
        <Skeleton lines={4} />
      ) : list.items.length === 0 ? (
        <p className="text-[0.9375rem] text-ink-muted text-pretty">{t('noneHereToRead')}</p>
      ) : (
        <ol aria-label={t('title')} className="-my-2 divide-y divide-rule">
          {list.items.map((memo) => (
            <li key={memo.id}>
              <MemoCard
                projectId={projectId}
                memo={memo}
                own={ownOf(memo)}
                showsAbout={about.type === 'document' && memo.subject.type === 'annotation'}
                level={3}
              />
            </li>
          ))}
        </ol>
      )}
      <div className="flex flex-wrap gap-2.5">
        {list.hasNextPage && (
          <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
        {mayWrite && (
          <Button tone="primary" onPress={() => onShow('new')}>
            {t('new')}
          </Button>
        )}
      </div>
    </>
  )
}
