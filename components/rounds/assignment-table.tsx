'use client'

import { Check, Minus } from 'lucide-react'
import { useMemo, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { scrollEdges } from '@/components/ui/scroll-edges'
import { SearchField } from '@/components/ui/search-field'
import { meantKey } from '@/lib/domain/keyboard/pressed-key'
import { faultOf, handedTo, type Assigned } from '@/lib/domain/rounds/assignment'
import type { TaskState } from '@/lib/domain/rounds/round'
import { wordsIn } from '@/lib/domain/search/has-words'
import { AssignmentFaults } from './assignment-faults'
import { TaskStateMark } from './task-state'

interface Named {
  id: string
  name: string
}

export interface AssignmentTableProps {
  documents: readonly { id: string; title: string }[]
  coders: readonly Named[]
  tasks: readonly Assigned[]
  onChange: (tasks: Assigned[]) => void
  /** How far a coder is with a document, in a round that is under way: what was submitted stays with its coder. */
  stateOf?: (documentId: string, coderId: string) => TaskState | undefined
  /** Whether what is missing is marked, so that the focus can go there. */
  isFaultMarked?: boolean
}

/** More rows than this are no table that anybody reads; the filter finds the others, and a box in the head takes them too. */
const drawn = 200

/** Who gets what: a row for each document and a column for each coder, one tab stop in all, arrow keys within. */
export function AssignmentTable({
  documents,
  coders,
  tasks,
  onChange,
  stateOf,
  isFaultMarked = false,
}: AssignmentTableProps) {
  const t = useTranslations('rounds.form')
  const [query, setQuery] = useState('')
  const found = useMemo(() => {
    const hasWords = wordsIn(query)
    return documents.filter(({ title }) => hasWords(title))
  }, [documents, query])
  const { holders, hand } = useHanding({ tasks, onChange, stateOf })
  const rows = found.slice(0, drawn)
  const fault = isFaultMarked ? faultOf(tasks, idsOf(documents), idsOf(coders)) : null
  // A row that is not listed is found by the filter.
  const isFaultHidden = fault?.fault === 'document-without-coder' && !rows.some(({ id }) => id === fault.id)
  const { table, place, onKeyDown, onFocus } = usePlaces(rows.length, coders.length)
  return (
    <div data-invalid={isFaultHidden || undefined} className="flex flex-col gap-2">
      {documents.length > 8 && (
        <SearchField label={t('documentsFilter')} value={query} onChange={setQuery} className="sm:max-w-72" />
      )}
      <p className="text-[0.8125rem] text-ink-muted pointer-coarse:hidden">{t('tableKeys')}</p>
      <div className="overflow-hidden rounded-md border border-rule bg-paper">
        <div style={scrollEdges} className="max-h-[60vh] overflow-auto">
          <table
            ref={table}
            // eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a grid: one tab stop, arrow keys within
            role="grid"
            aria-label={t('handTable')}
            onKeyDown={onKeyDown}
            onFocus={onFocus}
            className="w-full border-separate border-spacing-0 text-sm"
          >
            <Head
              found={found}
              coders={coders}
              holders={holders}
              tabColumn={place.row === 0 ? place.column : null}
              faultyId={fault?.id}
              hand={hand}
            />
            <tbody>
              {rows.map((document, i) => (
                <Row
                  key={document.id}
                  row={i + 1}
                  document={document}
                  coders={coders}
                  holders={holders.get(document.id)}
                  tabColumn={place.row === i + 1 ? place.column : null}
                  stateOf={stateOf}
                  hand={hand}
                  isFaulty={fault?.id === document.id}
                />
              ))}
            </tbody>
          </table>
          {found.length === 0 && <p className="px-3 py-4 text-sm text-ink-muted">{t('noneFound')}</p>}
          {found.length > drawn && (
            <p className="px-3 py-3 text-sm text-ink-muted">{t('tableMore', { shown: drawn, count: found.length })}</p>
          )}
        </div>
      </div>
      <AssignmentFaults documents={documents} coders={coders} tasks={tasks} />
    </div>
  )
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id)

/** Gives documents to coders or takes them away; what a coder has submitted stays theirs. */
type Hand = (documentIds: readonly string[], coderIds: readonly string[], isGiven: boolean) => void

function useHanding({ tasks, onChange, stateOf }: Pick<AssignmentTableProps, 'tasks' | 'onChange' | 'stateOf'>) {
  const holders = useMemo(() => {
    const byDocument = new Map<string, string[]>()
    for (const { documentId, coderId } of tasks)
      byDocument.set(documentId, [...(byDocument.get(documentId) ?? []), coderId])
    return byDocument
  }, [tasks])
  const hand: Hand = (documentIds, coderIds, isGiven) => {
    const isFixed = (task: Assigned) => stateOf?.(task.documentId, task.coderId) === 'submitted'
    const fixed = isGiven ? [] : tasks.filter(isFixed)
    onChange([
      ...handedTo(tasks, documentIds, coderIds, isGiven),
      ...fixed.filter((task) => documentIds.includes(task.documentId) && coderIds.includes(task.coderId)),
    ])
  }
  return { holders, hand }
}

/** Which box the Tab key reaches, row 0 being the head and column 0 everybody's, and the keys that go from one to the next. */
function usePlaces(rows: number, coders: number) {
  const table = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState({ row: 1, column: 0 })
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[meantKey(event.nativeEvent)]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const isBackward = getComputedStyle(event.currentTarget).direction === 'rtl'
    const row = within(at.row + step.down, rows + 1)
    const sideways = within(at.column + (isBackward ? -step.on : step.on), coders + 1)
    const column = step.edge === undefined ? sideways : step.edge === 'first' ? 0 : coders
    table.current?.querySelector<HTMLInputElement>(`input[data-place="${row} ${column}"]`)?.focus()
  }
  const onFocus = (event: FocusEvent) => {
    if (!(event.target instanceof HTMLInputElement)) return
    const [row = 0, column = 0] = (event.target.dataset['place'] ?? '').split(' ').map(Number)
    setAt({ row, column })
  }
  return { table, place: { row: Math.min(at.row, rows), column: Math.min(at.column, coders) }, onKeyDown, onFocus }
}

interface HeadProps {
  /** The documents that are listed, which a box here is about. */
  found: readonly { id: string }[]
  coders: readonly Named[]
  holders: ReadonlyMap<string, readonly string[]>
  tabColumn: number | null
  faultyId: string | undefined
  hand: Hand
}

function Head({ found, coders, holders, tabColumn, faultyId, hand }: HeadProps) {
  const t = useTranslations('rounds.form')
  const head = 'sticky top-0 z-10 border-b border-rule-strong bg-paper px-3 py-2 align-bottom font-normal'
  return (
    <thead>
      <tr>
        <th scope="col" className={`${head} start-0 z-20! min-w-36 text-start label-caps sm:min-w-56`}>
          {t('documents')}
        </th>
        <th scope="col" className={`${head} text-center text-[0.8125rem] text-ink-muted`}>
          {t('everybody')}
        </th>
        {coders.map(({ id, name }, column) => {
          const has = found.filter((document) => holders.get(document.id)?.includes(id)).length
          return (
            <th key={id} scope="col" data-invalid={faultyId === id || undefined} className={`${head} min-w-24`}>
              <span className="flex flex-col items-center gap-0.5">
                <bdi className="max-w-32 truncate font-medium text-ink">{name}</bdi>
                <span className="flex items-center gap-1 text-xs text-ink-muted tabular-nums">
                  <Tick
                    place={`0 ${column + 1}`}
                    isTabStop={tabColumn === column + 1}
                    label={t('getsAllShown', { coder: name, count: found.length })}
                    isOn={has === found.length && has > 0}
                    isPart={has > 0 && has < found.length}
                    onChange={(isOn) => hand(idsOf(found), [id], isOn)}
                  />
                  {has}
                </span>
              </span>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

const within = (wanted: number, count: number): number => Math.max(0, Math.min(count - 1, wanted))

const steps: Readonly<Record<string, { down: number; on: number; edge?: 'first' | 'last' }>> = {
  ArrowDown: { down: 1, on: 0 },
  ArrowUp: { down: -1, on: 0 },
  ArrowRight: { down: 0, on: 1 },
  ArrowLeft: { down: 0, on: -1 },
  PageDown: { down: 12, on: 0 },
  PageUp: { down: -12, on: 0 },
  Home: { down: 0, on: 0, edge: 'first' },
  End: { down: 0, on: 0, edge: 'last' },
}

interface RowProps {
  /** From 1; the head is 0. */
  row: number
  document: { id: string; title: string }
  coders: readonly Named[]
  holders: readonly string[] | undefined
  /** Which of its boxes the Tab key reaches; null for none. */
  tabColumn: number | null
  stateOf: AssignmentTableProps['stateOf']
  hand: Hand
  /** Whether the document is the first without a coder, and that is to be put right. */
  isFaulty: boolean
}

function Row({ row, document, coders, holders = [], tabColumn, stateOf, hand, isFaulty }: RowProps) {
  const t = useTranslations('rounds.form')
  const states = useTranslations('rounds.state')
  const cell = 'border-b border-rule px-1 py-0.5 text-center'
  const has = coders.filter(({ id }) => holders.includes(id)).length
  return (
    <tr
      data-invalid={isFaulty || undefined}
      className={classNames('hover:bg-paper-sunken/60', isFaulty && 'bg-danger-soft')}
    >
      <th
        scope="row"
        className={classNames(
          'sticky start-0 z-[5] max-w-36 truncate border-b border-rule px-3 py-1 text-start font-normal sm:max-w-72',
          isFaulty ? 'bg-danger-soft' : 'bg-paper',
        )}
      >
        <bdi>{document.title}</bdi>
      </th>
      <td className={cell}>
        <Tick
          place={`${row} 0`}
          isTabStop={tabColumn === 0}
          label={t('everybodyGets', { document: document.title })}
          isOn={has === coders.length && has > 0}
          isPart={has > 0 && has < coders.length}
          onChange={(isOn) => hand([document.id], idsOf(coders), isOn)}
        />
      </td>
      {coders.map(({ id, name }, column) => {
        const state = stateOf?.(document.id, id)
        const isBegun = state !== undefined && state !== 'not-started'
        return (
          <td key={id} className={cell}>
            <span className="inline-flex items-center gap-1">
              <Tick
                place={`${row} ${column + 1}`}
                isTabStop={tabColumn === column + 1}
                label={
                  isBegun
                    ? t('getsInState', { coder: name, document: document.title, state: states(state) })
                    : t('gets', { coder: name, document: document.title })
                }
                isOn={holders.includes(id)}
                isFixed={state === 'submitted'}
                onChange={(isOn) => hand([document.id], [id], isOn)}
              />
              {isBegun && <TaskStateMark state={state} isShort />}
            </span>
          </td>
        )
      })}
    </tr>
  )
}

interface TickProps {
  place: string
  isTabStop: boolean
  label: string
  isOn: boolean
  isPart?: boolean
  isFixed?: boolean
  onChange: (isOn: boolean) => void
}

/** A box of the browser's own: a hundred documents times six coders are six hundred of them. */
function Tick({ place, isTabStop, label, isOn, isPart = false, isFixed = false, onChange }: TickProps) {
  return (
    <label
      className={classNames(
        'relative inline-grid size-8 place-items-center pointer-coarse:size-11',
        isFixed && 'opacity-50',
      )}
    >
      <input
        type="checkbox"
        aria-label={label}
        aria-disabled={isFixed || undefined}
        data-place={place}
        tabIndex={isTabStop ? 0 : -1}
        checked={isOn}
        ref={(input) => {
          if (input) input.indeterminate = isPart
        }}
        onChange={(event) => !isFixed && onChange(event.target.checked)}
        className="peer absolute inset-0 cursor-default opacity-0"
      />
      <span
        aria-hidden
        className={classNames(
          'pointer-events-none grid size-4 place-items-center rounded-sm border text-accent-ink peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus',
          isOn || isPart ? 'border-accent bg-accent' : 'border-rule-strong bg-paper-raised',
        )}
      >
        {isPart ? <Minus className="size-3" strokeWidth={3} /> : isOn && <Check className="size-3" strokeWidth={3} />}
      </span>
    </label>
  )
}
