/** `next` where it is a path of this site, else the projects. Guards the redirect after signing in: `//host` and `/\host` are other sites to a browser. */
export function localPath(next: string | string[] | undefined): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next) || /[\u0000-\u001f\\]/.test(next)) return '/'
  const url = new URL(next, 'http://local.invalid')
  return url.host === 'local.invalid' ? url.pathname + url.search + url.hash : '/'
}
