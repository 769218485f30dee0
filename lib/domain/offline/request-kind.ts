/** A request of a page, as far as it matters what becomes of it without a connection. */
export interface PageRequest {
  method: string
  /** Whether the browser goes there, and does not read it for a page. */
  isNavigation: boolean
  url: URL
  header: (name: string) => string | null
}

/**
 * page: what the browser goes to. step: how Next goes to a page inside another. data: what pages read of the API and what may be kept of it. file: what pages
 * are made of. through: goes to the server and back, as if there were no worker; that is whatever the browser goes to for signing in, for which it has asked
 * already by the time the worker is told: a code that is asked for twice is refused. other: is none of the worker's business, such as everything that writes,
 * streams and downloads.
 */
export type RequestKind = 'page' | 'step' | 'data' | 'file' | 'through' | 'other'

/** What a request is for; `origin` is the server's. */
export function requestKind({ method, isNavigation, url, header }: PageRequest, origin: string): RequestKind {
  const { pathname } = url
  if (method !== 'GET' || url.origin !== origin) return 'other'
  if (pathname.startsWith('/api/auth/') || header('range') !== null) return isNavigation ? 'through' : 'other'
  if (isNavigation) return 'page'
  if (pathname.startsWith('/_next/static/')) return 'file'
  if (pathname.startsWith('/api/')) return isKeptData(url) && !isStream(header('accept')) ? 'data' : 'other'
  return header('rsc') === '1' && !isAhead(header) ? 'step' : 'other'
}

const isStream = (accept: string | null): boolean => accept?.includes('text/event-stream') ?? false
const isAhead = (header: PageRequest['header']): boolean =>
  header('next-router-prefetch') !== null || header('next-router-segment-prefetch') !== null

/** Whether an answer of the API may be kept: what a project's pages show. What is fetched as a file is not, nor what has happened since a moment. */
function isKeptData({ pathname, searchParams }: URL): boolean {
  if (!/^\/api\/v1\/(me(\/notifications)?$|projects($|\/))/.test(pathname)) return false
  return !/\/(export|original)$/.test(pathname) && !searchParams.has('after')
}

/** Whether a page may be kept: one's projects and what is in them. Links with a secret, accounts and forms of signing in are not. */
export function isKeptPage(pathname: string): boolean {
  return pathname === '/' || pathname === '/notifications' || /^\/projects\/[^/]+\/./.test(pathname)
}

/** Whether whoever is shown this page is nobody: then nothing of anybody's may stay. */
export function isForNobody(pathname: string): boolean {
  return pathname === '/sign-in' || pathname === '/setup'
}

/** Where a page is kept that only sends on: a project's address shows its documents. */
export function keptAddress(pathname: string): string {
  return /^\/projects\/[^/]+\/?$/.test(pathname) ? `${pathname.replace(/\/$/, '')}/documents` : pathname
}

const id = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** The project of an address, of a page or of the API; null outside of projects. */
export function projectOf(pathname: string): string | null {
  const found = /^(?:\/api\/v1)?\/projects\/([^/]+)(?:\/|$)/.exec(pathname)?.[1]
  return found !== undefined && id.test(found) ? found.toLowerCase() : null
}

/** Whether there is nothing at this address only where the project itself is not there for whoever asks: it names nothing else that could be missing. */
export function isAboutProjectAlone(pathname: string): boolean {
  return projectOf(pathname) !== null && pathname.split('/').filter((part) => id.test(part)).length === 1
}

/** Whether a page is the same for the server whatever is asked of it in its address: the browser reads that. */
export function isOneForAllQueries(pathname: string): boolean {
  return /^\/projects\/[^/]+\/((documents|codebook|themes)(\/[^/]+)?|agreement)$/.test(pathname)
}

/** Whether what is at an address is gathered from all of somebody's projects. */
export function isOfAllProjects(pathname: string): boolean {
  return pathname === '/' || pathname === '/notifications' || pathname.startsWith('/api/v1/me/notifications')
}
