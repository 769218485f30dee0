import { dayAfter } from '@/lib/domain/days/day-start'

/** What of a theme is shown and how it is grouped: the query string of its page, of its excerpts and of an export alike. */
export interface ThemeView {
  /** document, tag, author or attribute:KEY */
  groupBy: string
  documentIds: string[]
  tagIds: string[]
  /** Tags that must be on the passage besides those of the theme. */
  alsoTagIds: string[]
  authorIds: string[]
  roundIds: string[]
  caseIds: string[]
  /** KEY=value */
  attributes: string[]
  /** Annotated on or after, and on or before: YYYY-MM-DD. */
  from: string
  until: string
  /** The document's date begins so: YYYY, YYYY-MM or YYYY-MM-DD. */
  dated: string
  q: string
  /** The text of a query over passages. */
  query: string
  starred: boolean
  /** Whose decisions: the coders' own, what review made of them, or both side by side. */
  layer: 'coder' | 'consensus' | 'both'
  /** Only passages whose author asks for a second opinion. */
  secondOpinion: boolean
}

export const plainView: ThemeView = {
  groupBy: 'document',
  documentIds: [],
  tagIds: [],
  alsoTagIds: [],
  authorIds: [],
  roundIds: [],
  caseIds: [],
  attributes: [],
  from: '',
  until: '',
  dated: '',
  q: '',
  query: '',
  starred: false,
  layer: 'coder',
  secondOpinion: false,
}

const lists = {
  documentIds: 'documentId',
  tagIds: 'tagId',
  alsoTagIds: 'alsoTagId',
  authorIds: 'authorId',
  roundIds: 'roundId',
  caseIds: 'caseId',
  attributes: 'attribute',
} as const
const layers = ['coder', 'consensus', 'both'] as const
const words = ['from', 'until', 'dated', 'q', 'query'] as const

/** Reads a view from a query string; what it does not know is left aside. */
export function readView(query: URLSearchParams): ThemeView {
  const groupBy = query.get('groupBy') ?? plainView.groupBy
  const view: ThemeView = {
    ...plainView,
    groupBy: /^(document|tag|author|attribute:.{1,100})$/.test(groupBy) ? groupBy : plainView.groupBy,
    starred: query.get('starred') === 'true',
    layer: layers.find((layer) => layer === query.get('layer')) ?? plainView.layer,
    secondOpinion: query.get('secondOpinion') === 'true',
  }
  for (const [field, name] of Object.entries(lists) as [keyof typeof lists, string][]) view[field] = query.getAll(name)
  for (const word of words) view[word] = query.get(word) ?? ''
  return view
}

/** The view as the query string of the theme's page; the plain view is an empty one. */
export function writeView(view: ThemeView): string {
  const query = filters(view)
  if (view.groupBy !== plainView.groupBy) query.set('groupBy', view.groupBy)
  if (view.until !== '') query.set('until', view.until)
  if (view.layer !== plainView.layer) query.set('layer', view.layer)
  return query.toString()
}

/** The view as the filters of the API, for excerpts, summary and export: days are the reader's, and the day that `until` names is included. */
export function viewFilters(view: ThemeView, timeZone: string): URLSearchParams {
  const query = filters(view)
  if (view.from !== '' || view.until !== '') query.set('timeZone', timeZone)
  if (view.until !== '') query.set('to', dayAfter(view.until))
  if (view.layer !== 'both') query.set('layer', view.layer)
  return query
}

/** Whether anything narrows the theme. */
export function isNarrowed(view: ThemeView): boolean {
  return [...filters(view).keys()].length > 0 || view.until !== ''
}

/** The list with `value` in it, or without it where it was. */
export function toggled(list: readonly string[], value: string): string[] {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value]
}

function filters(view: ThemeView): URLSearchParams {
  const query = new URLSearchParams()
  for (const [field, name] of Object.entries(lists) as [keyof typeof lists, string][])
    for (const value of view[field]) query.append(name, value)
  for (const word of ['from', 'dated', 'q', 'query'] as const) if (view[word] !== '') query.set(word, view[word])
  if (view.starred) query.set('starred', 'true')
  if (view.secondOpinion) query.set('secondOpinion', 'true')
  return query
}
