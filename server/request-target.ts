import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** What a request asks for, once its address has been read one way for everybody behind us. */
export interface RequestTarget {
  /** Who answers; `server` is asked by `OPTIONS *` what the server as a whole can do. */
  for: 'api' | 'pages' | 'server'
  /** Path and query with dots resolved and without a host; what was sent where that is the same. */
  url: string
}

/**
 * Reads the target of a request line. Throws an AppError for one that no address is written like: a `%` that begins no letter of UTF-8, a backslash, a NUL. Two
 * programs that read such a thing differently are how somebody gets past the first of them.
 */
export function readTarget(method: string | undefined, target: string): RequestTarget {
  if (target === '*' && method === 'OPTIONS') return { for: 'server', url: target }
  const sent = withoutHost(target)
  const cut = sent.search(/[?#]/)
  const [path, rest] = cut < 0 ? [sent, ''] : [sent.slice(0, cut), sent.slice(cut)]
  if (!path.startsWith('/') || /[\\\u0000-\u0020\u007f-\uffff]/.test(path)) throw unreadable()
  const decoded = decode(path)
  if (decoded.includes('\u0000')) throw unreadable()
  const resolved = /\/\.{1,2}(\/|$)|%2e/i.test(path) ? new URL(`http://host${path}`).pathname : path
  const isApi = resolved.startsWith('/api/') && !resolved.startsWith('/api/auth/')
  // Written in another way, an address of the API would be taken for a page, and Next has routes of that name for `npm run dev`.
  if (!isApi && /^\/+api\/+(?!auth\/)/.test(decode(resolved)))
    throw new AppError('not-found', say('refusals.http.noSuchAddress'))
  return { for: isApi ? 'api' : 'pages', url: resolved + rest }
}

/** A proxy may name the whole address; who serves it is decided by where the request came. */
function withoutHost(target: string): string {
  if (!/^https?:\/\//i.test(target)) return target
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '')
  return path.startsWith('/') ? path : `/${path}`
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw unreadable()
  }
}

function unreadable(): AppError {
  return new AppError('malformed', say('refusals.http.addressMalformed'))
}
