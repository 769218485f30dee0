'use client'

import { Plus, Sheet, SlidersHorizontal } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useDeferredValue, useState } from 'react'
import { useTranslations } from 'use-intl'
import { AttributesDialog } from '@/components/documents/attributes-dialog'
import { FillDialog } from '@/components/documents/fill-dialog'
import { useUndoable } from '@/components/history/use-undoable'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { PageHeader } from '@/components/ui/page-header'
import { SearchField } from '@/components/ui/search-field'
import { Skeleton } from '@/components/ui/skeleton'
import { useCaseAttributes, useCaseCommands, useCases, type CaseCommands } from '@/lib/browser/cases/use-cases'
import { useOwnUndo } from '@/lib/browser/history/use-own-undo'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import type { Case } from '@/lib/schemas/case'
import type { Attribute } from '@/lib/schemas/document'
import { CaseForm } from './case-form'
import { CaseSheet } from './case-sheet'
import { CasesTable } from './cases-table'

export interface CasesPageProps {
  project: { id: string; lastEvent: number; abilities: Record<string, boolean> }
  initialAttributes: Attribute[]
}

/** The cases of a project with their attributes and counts, and each with what belongs to it. */
export function CasesPage({ project, initialAttributes }: CasesPageProps) {
  const t = useTranslations('cases')
  useProjectEvents(project.lastEvent)
  const attributes = useCaseAttributes(project.id, initialAttributes)
  const commands = useCaseCommands(project.id)
  const { run } = useUndoable(commands.revert, useOwnUndo(project.id, { kind: 'case' }))
  const [query, setQuery] = useState('')
  const asked = useDeferredValue(query.trim())
  const list = useCases(project.id, asked === '' ? '' : `q=${encodeURIComponent(asked)}`)
  const [open, setOpen] = useOpenCase()
  const [isNew, setNew] = useState(false)
  const mayWrite = project.abilities['documents.write'] === true
  const add = mayWrite && (
    <Button tone="primary" icon={<Plus aria-hidden />} onPress={() => setNew(true)}>
      {t('new')}
    </Button>
  )
  const isBare = asked === '' && list.items.length === 0 && !list.isPending && !list.isError
  return (
    <>
      <PageHeader title={t('title')} lede={t('lede')} actions={!isBare && add} />
      <Tools attributes={attributes} cases={list.items} commands={mayWrite ? commands : null}>
        {!isBare && (
          <SearchField
            label={t('find')}
            value={query}
            onChange={setQuery}
            className="min-w-0 flex-1 max-sm:basis-full sm:max-w-72"
          />
        )}
      </Tools>
      <CaseList
        list={list}
        attributes={attributes}
        onOpen={setOpen}
        empty={
          asked === '' ? (
            <EmptyState title={t('empty.title')} action={add}>
              {t(mayWrite ? 'empty.body' : 'empty.bodyReader')}
            </EmptyState>
          ) : (
            <EmptyState
              title={t('none.title')}
              action={<Button onPress={() => setQuery('')}>{t('none.clear')}</Button>}
            >
              {t('none.body', { query: asked })}
            </EmptyState>
          )
        }
      />
      <Dialog isOpen={isNew} onOpenChange={setNew} title={t('form.titleNew')}>
        <CaseForm
          attributes={attributes}
          onCancel={() => setNew(false)}
          onSave={async (made) => {
            const events = await commands.create({ ...made, parts: [] })
            await run(() => Promise.resolve(events), t('done.created', { name: made.name }), t('failed.saved'))
            setNew(false)
          }}
        />
      </Dialog>
      {open !== null && (
        <CaseSheet
          key={open}
          projectId={project.id}
          caseId={open}
          attributes={attributes}
          mayExport={project.abilities.export === true}
          commands={mayWrite ? commands : null}
          run={run}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

/** The case that the address names, so that one can be sent and gone to. */
function useOpenCase(): [string | null, (id: string | null) => void] {
  const params = useSearchParams()
  const change = (id: string | null) =>
    window.history.replaceState(null, '', id === null ? window.location.pathname : `?case=${id}`)
  return [params.get('case'), change]
}

function Tools({
  attributes,
  cases,
  commands,
  children,
}: {
  attributes: Attribute[]
  cases: Case[]
  commands: CaseCommands | null
  children: React.ReactNode
}) {
  const t = useTranslations('documents.table')
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      {children}
      {commands && (
        <div className="ms-auto flex flex-wrap items-center gap-1 max-sm:ms-0">
          <FillDialog
            subject="case"
            attributes={attributes}
            described={cases.map(({ id, name }) => ({ id, title: name }))}
            commands={commands}
            trigger={
              <Button tone="plain" icon={<Sheet aria-hidden />}>
                {t('fill')}
              </Button>
            }
          />
          <AttributesDialog
            subject="case"
            attributes={attributes}
            described={cases}
            commands={commands}
            trigger={
              <Button tone="plain" icon={<SlidersHorizontal aria-hidden />}>
                {t('attributes')}
              </Button>
            }
          />
        </div>
      )}
    </div>
  )
}

function CaseList({
  list,
  attributes,
  empty,
  onOpen,
}: {
  list: ReturnType<typeof useCases>
  attributes: Attribute[]
  empty: React.ReactNode
  onOpen: (id: string) => void
}) {
  const t = useTranslations('cases')
  if (list.isError && list.items.length === 0)
    return <ErrorState onRetry={() => void list.refetch()}>{list.error.message}</ErrorState>
  if (list.isPending) return <Skeleton lines={10} />
  return (
    <>
      <p role="status" className="mb-1 text-sm text-ink-muted">
        {list.total !== undefined && list.items.length > 0 && t('count', { count: list.total })}
      </p>
      {list.items.length === 0 ? empty : <CasesTable cases={list.items} attributes={attributes} onOpen={onOpen} />}
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
