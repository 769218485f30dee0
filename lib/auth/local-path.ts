const nowhere = 'http://local.invalid'

/**
 * `next` where it is a path of this site, else the projects. Guards the redirect after signing in. What counts is where a browser comes out, once when it reads
 * `next` and once more when it reads the answer: it takes a backslash for a slash, passes over tabs and line breaks, and goes to another site for what begins with two slashes, as
 * `/.//host` does after its dots are gone.
 */
export function localPath(next: unknown): string {
  if (
    typeof next !== 'string' ||
    !next.startsWith('/') ||
    /[\u0000-\u001f\u007f\\]/.test(next) ||
    !URL.canParse(next, nowhere)
  )
    return '/'
  const url = new URL(next, nowhere)
  const path = url.pathname + url.search + url.hash
  const again = URL.canParse(path, nowhere) ? new URL(path, nowhere) : null
  return url.origin === nowhere && !path.startsWith('//') && again?.href === url.href ? path : '/'
}

/** The same as an address, for whoever may also name this site in front of the path. */
export function localAddress(next: string, baseUrl: string): string {
  const { origin } = new URL(baseUrl)
  const url = URL.canParse(next) ? new URL(next) : null
  return new URL(localPath(url?.origin === origin ? url.pathname + url.search + url.hash : next), origin).href
}
