const linkPath = /^(\/+(?:api\/v1\/)?(?:invitations|resets)\/+)[^/?#]+/i

/** The path of a request as it may be written into a log: without its query, and without the secret of an invitation or a reset. */
export function loggedPath(url: string): string {
  return (url.split(/[?#]/)[0] ?? '').replace(linkPath, '$1…')
}

/** Whether the address of this page is a secret, or may hold one: then nothing that it asks for may name it. */
export function isSecretPage(url: string): boolean {
  return linkPath.test(url) || /^\/+(setup|sign-in)\b/i.test(url)
}
