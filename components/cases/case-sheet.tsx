'use client'

import { FileOutput, TextQuote, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { ComboBox } from '@/components/ui/combo-box'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { IconButton } from '@/components/ui/icon-button'
import { ListItem } from '@/components/ui/list-item'
import { Skeleton } from '@/components/ui/skeleton'
import type { UndoableCommands } from '@/components/history/use-undoable'
import { useCase, type CaseCommands } from '@/lib/browser/cases/use-cases'
import { useNames } from '@/lib/browser/history/use-history'
import type { CasePart, CaseWhole } from '@/lib/schemas/case'
import type { Attribute } from '@/lib/schemas/document'
import { CaseFields } from './case-fields'
import { useValue } from './cases-table'

interface CaseSheetProps {
  projectId: string
  caseId: string
  attributes: readonly Attribute[]
  mayExport: boolean
  /** Null where this person only reads. */
  commands: CaseCommands | null
  run: UndoableCommands['run']
  onClose: () => void
}

/** One case: what it says of itself, and the documents and passages that belong to it. */
export function CaseSheet({ projectId, caseId, attributes, mayExport, commands, run, onClose }: CaseSheetProps) {
  const t = useTranslations('cases')
  const [isLeaving, setLeaving] = useState(false)
  const { data: row, isError, error, refetch } = useCase(projectId, caseId, !isLeaving)
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={row?.name ?? t('one')}>
      {isError && !row && <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState>}
      {!isError && !row && <Skeleton lines={6} />}
      {row && (
        <>
          <Ways projectId={projectId} caseId={caseId} mayExport={mayExport} />
          {!commands && <Said row={row} attributes={attributes} />}
          <Parts projectId={projectId} row={row} commands={commands} run={run} />
          {commands && (
            <CaseFields
              row={row}
              attributes={attributes}
              onSave={async (change) => {
                const events = await commands.change(caseId, change)
                await run(() => Promise.resolve(events), t('done.changed', { name: row.name }), t('failed.saved'))
              }}
            />
          )}
          {commands && (
            <DialogActions>
              <Button
                tone="plain"
                className="me-auto"
                icon={<Trash2 aria-hidden />}
                onPress={() => {
                  setLeaving(true)
                  onClose()
                  void run(() => commands.remove(caseId), t('done.removed', { name: row.name }), t('failed.removed'))
                }}
              >
                {t('remove')}
              </Button>
              <Button onPress={onClose}>{t('close')}</Button>
            </DialogActions>
          )}
        </>
      )}
    </Dialog>
  )
}

/** Where what was marked in the case is read together, and handed over as a file. */
function Ways({ projectId, caseId, mayExport }: Pick<CaseSheetProps, 'projectId' | 'caseId' | 'mayExport'>) {
  const t = useTranslations('cases')
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink
        size="small"
        icon={<TextQuote aria-hidden />}
        href={`/projects/${projectId}/passages?caseId=${caseId}`}
      >
        {t('passages')}
      </ButtonLink>
      {mayExport && (
        <ButtonLink
          size="small"
          icon={<FileOutput aria-hidden />}
          href={`/projects/${projectId}/export?caseId=${caseId}`}
        >
          {t('export')}
        </ButtonLink>
      )}
    </div>
  )
}

/** What a case says of itself, for those who only read it. */
function Said({ row, attributes }: { row: CaseWhole; attributes: readonly Attribute[] }) {
  const value = useValue()
  const given = attributes.flatMap((attribute) => {
    const text = value(row, attribute)
    return text === '' ? [] : [{ ...attribute, text }]
  })
  return (
    <>
      {row.description && (
        <p dir="auto" className="text-sm whitespace-pre-line text-ink">
          {row.description}
        </p>
      )}
      {given.length > 0 && (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
          {given.map(({ id, label, text }) => (
            <div key={id} className="contents">
              <dt dir="auto" className="text-ink-muted">
                {label}
              </dt>
              <dd dir="auto">{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

function Parts({
  projectId,
  row,
  commands,
  run,
}: { row: CaseWhole } & Pick<CaseSheetProps, 'projectId' | 'commands' | 'run'>) {
  const t = useTranslations('cases.parts')
  const named = (part: CasePart) => (part.quote === null ? part.documentTitle : `${part.documentTitle}: ${part.quote}`)
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <h3 className="label-caps">{t('title')}</h3>
      {row.parts.length === 0 ? (
        <p className="text-sm text-ink-muted">{t('none')}</p>
      ) : (
        <ul className="flex flex-col border-t border-rule">
          {row.parts.map((part) => (
            <li key={part.id} className="flex items-center gap-2 border-b border-rule py-1.5 text-sm">
              <span className="min-w-0 flex-1">
                <Link
                  href={`/projects/${projectId}/documents/${part.documentId}`}
                  className="rounded-sm text-accent focus-ring data-hovered:underline pointer-coarse:py-3"
                >
                  <span dir="auto">{part.documentTitle}</span>
                </Link>
                {part.quote !== null && (
                  <q dir="auto" className="line-clamp-2 font-serif text-ink-muted">
                    {part.quote}
                  </q>
                )}
                {part.orphaned && <span className="block text-xs text-ink-muted">{t('orphaned')}</span>}
              </span>
              {commands && (
                <IconButton
                  size="small"
                  label={t('take', { name: named(part) })}
                  icon={<X aria-hidden />}
                  onPress={() =>
                    void run(
                      () => commands.take(row.id, part.id),
                      t('taken', { title: part.documentTitle, name: row.name }),
                      t('failed'),
                    )
                  }
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {commands && <AddDocument projectId={projectId} row={row} commands={commands} run={run} />}
    </section>
  )
}

function AddDocument({
  projectId,
  row,
  commands,
  run,
}: { row: CaseWhole; commands: CaseCommands } & Pick<CaseSheetProps, 'projectId' | 'run'>) {
  const t = useTranslations('cases.parts')
  const { documents, isPending } = useNames(projectId)
  // A field of its own for each document: one that is emptied would open its list again.
  const [given, setGiven] = useState(0)
  // A list that comes while one types would not open for what was typed.
  if (isPending) return <Skeleton lines={2} />
  const whole = new Set(row.parts.flatMap(({ documentId, start }) => (start === null ? [documentId] : [])))
  const choices = [...documents].flatMap(([id, name]) => (whole.has(id) ? [] : [{ id, name }]))
  return (
    <ComboBox
      key={given}
      // eslint-disable-next-line jsx-a11y/no-autofocus -- whoever has put one in stays where they were
      autoFocus={given > 0}
      label={t('add')}
      help={t('addHelp')}
      menuTrigger="input"
      defaultItems={choices}
      onSelectionChange={(key) => {
        if (key === null) return
        const documentId = String(key)
        setGiven(given + 1)
        void run(
          () => commands.put(row.id, [{ documentId }]),
          t('put', { title: documents.get(documentId) ?? '', name: row.name }),
          t('failed'),
        )
      }}
    >
      {(one: { id: string; name: string }) => <ListItem id={one.id}>{one.name}</ListItem>}
    </ComboBox>
  )
}
