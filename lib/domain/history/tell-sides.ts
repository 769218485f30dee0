import { ownValue } from '../own-value'
import type { Names, ToldEvent } from './tell-event'

/** One thing that an event changed, or that what it made or deleted had. `field` is a key under `history.field`, or null where `label` names an attribute. */
export interface SideRow {
  field: string | null
  label: string
  before: string | null
  after: string | null
}

/** The fields that are worth reading, in the order of reading. */
const fields = [
  'name',
  'title',
  'quote',
  'tagIds',
  'note',
  'visibility',
  'certainty',
  'secondOpinion',
  'parentId',
  'definition',
  'useWhen',
  'avoidWhen',
  'colour',
  'archivedAt',
  'label',
  'key',
  'role',
  'email',
  'description',
  'language',
  'direction',
  'outcome',
  'reason',
  'text',
  'dueAt',
  'openedAt',
  'closedAt',
] as const

/** Before and after of an event as rows to read side by side: where there are both, only what differs. Ids are told by name; places, colours of the bookkeeping and versions are left out. */
export function tellSides(event: Pick<ToldEvent, 'before' | 'after'>, names: Names): SideRow[] {
  const [before, after] = [asRow(event.before), asRow(event.after)]
  const rows: SideRow[] = []
  const push = (field: string | null, label: string, was: unknown, is: unknown) => {
    const [former, later] = [said(field, was, names), said(field, is, names)]
    if (former === later || (former === null && later === null)) return
    rows.push({ field, label, before: former, after: later })
  }
  for (const field of fields) {
    // A side that lacks the field says nothing of it: what a change leaves out stays as it was.
    if (before && after && (!(field in before) || !(field in after)) && field !== 'role') continue
    push(field, field, before?.[field], after?.[field])
  }
  if (before?.['start'] !== undefined && after?.['start'] !== undefined) push('span', 'span', span(before), span(after))
  for (const part of ['attributes', 'settings']) {
    const [was, is] = [asRow(before?.[part]), asRow(after?.[part])]
    for (const key of new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})]))
      push(null, part === 'attributes' ? names.attribute(key) : key, ownValue(was ?? {}, key), ownValue(is ?? {}, key))
  }
  return rows
}

type Row = Record<string, unknown>

function said(field: string | null, value: unknown, names: Names): string | null {
  if (value === null || value === undefined || value === '') return null
  if (field === 'tagIds' && Array.isArray(value))
    return value.length === 0 ? null : names.list(value.map((id) => names.tag(plain(id)) ?? names.gone.tag))
  if (field === 'parentId') return names.tag(plain(value)) ?? names.gone.tag
  if (field === 'role') return names.role(plain(value))
  if (Array.isArray(value)) return names.list(value.map(plain))
  return typeof value === 'object' ? null : plain(value)
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
const span = (row: Row): string => `${String(row['start'])}–${String(row['end'])}`
const asRow = (value: unknown): Row | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : null
