/** By what the places found are ordered: as one reads, or by the words on one side of them. */
const orders = ['reading', 'before', 'after'] as const

export const searchModes = ['words', 'phrase', 'regex'] as const
export type SearchMode = (typeof searchModes)[number]

/** The way of searching that a text names; by words where it names none. */
export const searchMode = (text: string | null): SearchMode => searchModes.find((mode) => mode === text) ?? 'words'

/** What is searched, as the address says it. */
export interface SearchView {
  q: string
  mode: SearchMode
  case: boolean
  accents: boolean
  wholeWord: boolean
  order: (typeof orders)[number]
}

export function readSearch(query: URLSearchParams): SearchView {
  const is = (name: string) => query.get(name) === 'true'
  return {
    q: query.get('q') ?? '',
    mode: searchMode(query.get('mode')),
    case: is('case'),
    accents: is('accents'),
    wholeWord: is('wholeWord'),
    order: orders.find((order) => order === query.get('order')) ?? 'reading',
  }
}

/** What the API is asked: the address without the order, which is the page's own. */
export function askedOf({ q, mode, ...is }: SearchView): string {
  const query = new URLSearchParams({ q })
  if (mode !== 'words') query.set('mode', mode)
  for (const name of ['case', 'accents', 'wholeWord'] as const) if (is[name]) query.set(name, 'true')
  return query.toString()
}

/** The query of the address for a view. */
export const writeSearch = (view: SearchView): string =>
  `${askedOf(view)}${view.order === 'reading' ? '' : `&order=${view.order}`}`

/** The place of something found in the reader: found again there, so that one goes on from it to the next. */
export function hitHref(projectId: string, hit: { documentId: string; start: number; match: string }): string {
  const query = new URLSearchParams({ find: hit.match.slice(0, 100), at: String(hit.start) })
  return `/projects/${projectId}/documents/${hit.documentId}?${query.toString()}`
}
