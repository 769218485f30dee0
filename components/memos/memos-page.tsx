'use client'

import { FileOutput, PenLine } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { lazy, Suspense, useDeferredValue, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { everyMemo, isNarrowed, readMemoView, writeMemoView, type MemoView } from '@/lib/browser/memos/memo-view'
import { useMemoCounts, useMemos } from '@/lib/browser/memos/use-memos'
import { useHides } from '@/lib/browser/rounds/use-hides'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import type { Memo } from '@/lib/schemas/memo'
import { MemoCard } from './memo-card'
import type { MemoEditorHandle } from './memo-editor'
import { MemoFilters } from './memo-filters'
import { useDraft } from './use-draft'
import { useMemoSteps } from './use-memo-steps'

const MemoForm = lazy(() => import('./memo-form'))
const MemoEditor = lazy(() => import('./memo-editor'))

export interface MemosPageProps {
  project: { id: string; lastEvent: number; abilities: Record<string, boolean> }
  viewerId: string
}

/** Every memo of the project that one may see, newest first: the research journal, and what is written about documents, tags, themes and passages. */
export function MemosPage({ project, viewerId }: MemosPageProps) {
  const t = useTranslations('memos')
  useProjectEvents(project.lastEvent)
  const [view, change] = useMemoView()
  const asked = useDeferredValue(writeMemoView(view))
  const list = useMemos(project.id, asked)
  const counts = useMemoCounts(project.id, null)
  const steps = useMemoSteps(project.id, 'here')
  const [open, setOpen] = useState<Memo | 'new' | null>(null)
  const mayWrite = project.abilities['comments.write'] === true
  const begin = mayWrite && (
    <Button tone="primary" icon={<PenLine aria-hidden />} onPress={() => setOpen('new')}>
      {t('new')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('title')}
        lede={t('lede')}
        actions={
          <>
            <ButtonLink icon={<FileOutput aria-hidden />} href={`/projects/${project.id}/export?what=memos`}>
              {t('export')}
            </ButtonLink>
            {begin}
          </>
        }
      />
      <MemoFilters view={view} onChange={change} counts={counts} />
      <MemoList
        projectId={project.id}
        list={list}
        empty={
          isNarrowed(view) ? (
            <EmptyState
              title={t('none.title')}
              action={<Button onPress={() => change(everyMemo)}>{t('none.clear')}</Button>}
            >
              {t('none.body')}
            </EmptyState>
          ) : (
            <EmptyState title={t('empty.title')} action={begin}>
              {t(mayWrite ? 'empty.body' : 'empty.bodyReader')}
            </EmptyState>
          )
        }
        ownOf={(memo) =>
          mayWrite && memo.author.id === viewerId
            ? { onEdit: () => setOpen(memo), onShow: () => steps.show(memo), onRemove: () => steps.remove(memo) }
            : undefined
        }
      />
      <MemoSheet
        projectId={project.id}
        open={open !== null && open !== 'new' ? (list.items.find(({ id }) => id === open.id) ?? open) : open}
        steps={steps}
        onClose={() => setOpen(null)}
      />
    </>
  )
}

/** The view that the address holds; each change is kept there, so that a view can be sent, and one comes back to it. */
function useMemoView(): [MemoView, (part: Partial<MemoView>) => void] {
  const query = useSearchParams()
  const [view, setView] = useState(() => readMemoView(new URLSearchParams(query)))
  const change = (part: Partial<MemoView>) => {
    const next = { ...view, ...part }
    setView(next)
    window.history.replaceState(null, '', `?${writeMemoView(next)}`)
  }
  return [view, change]
}

function MemoList({
  projectId,
  list,
  empty,
  ownOf,
}: {
  projectId: string
  list: ReturnType<typeof useMemos>
  empty: React.ReactNode
  ownOf: (memo: Memo) => React.ComponentProps<typeof MemoCard>['own']
}) {
  const t = useTranslations('memos')
  const hides = useHides()
  if (list.isError && list.items.length === 0)
    return <ErrorState onRetry={() => void list.refetch()}>{list.error.message}</ErrorState>
  if (list.isPending) return <Skeleton lines={10} />
  return (
    <>
      <p role="status" className="mb-1 text-sm text-ink-muted">
        {list.total !== undefined && list.items.length > 0 && t('count', { count: list.total, hides })}
      </p>
      {list.items.length === 0 ? (
        empty
      ) : (
        <ol
          aria-label={t('title')}
          aria-busy={list.isPlaceholderData}
          className="divide-y divide-rule border-t border-rule"
        >
          {list.items.map((memo) => (
            <li key={memo.id}>
              <MemoCard projectId={projectId} memo={memo} own={ownOf(memo)} />
            </li>
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <div className="mt-6 flex justify-center">
          <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}

/** The sheet in which a memo is written or changed. What was typed of a new one stays when it is closed. */
function MemoSheet({
  projectId,
  open,
  steps,
  onClose,
}: {
  projectId: string
  open: Memo | 'new' | null
  steps: ReturnType<typeof useMemoSteps>
  onClose: () => void
}) {
  const t = useTranslations('memos')
  const [draft, setDraft, clearDraft] = useDraft()
  const editor = useRef<MemoEditorHandle>(null)
  if (open === null) return null
  const isNew = open === 'new'
  const close = () => {
    onClose()
    if (!isNew) steps.finish(open.title)
  }
  const leave = () => (editor.current ? editor.current.leave() : close())
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && leave()} title={t(isNew ? 'form.titleNew' : 'form.titleEdit')}>
      <Suspense fallback={<Skeleton lines={6} />}>
        {isNew ? (
          <MemoForm
            projectId={projectId}
            draft={draft}
            onDraft={setDraft}
            onWrite={async (memo) => {
              await steps.write(memo)
              clearDraft()
              onClose()
            }}
            onCancel={close}
          />
        ) : (
          <MemoEditor
            key={open.id}
            memo={open}
            projectId={projectId}
            onSave={(part) => steps.save(open.id, part)}
            ref={editor}
            onLeft={close}
          />
        )}
      </Suspense>
    </Dialog>
  )
}
