import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isSecretPage } from './link-secrets'
import { noteHeader } from './note-header'

/**
 * Sets the security headers of a response and, for anything that may render a page, puts the content security policy on the request
 * too: Next reads the nonce for its own scripts from there. `x-nonce` carries it to pages that need it by name.
 */
export function applySecurityHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  { secure }: { secure: boolean },
): void {
  response.setHeader('Content-Security-Policy', isData(request.url ?? '/') ? dataPolicy : policyOfPage(request, secure))
  for (const [name, value] of fixedHeaders) response.setHeader(name, value)
  response.setHeader('Referrer-Policy', isSecretPage(request.url ?? '/') ? 'no-referrer' : 'same-origin')
  if (secure) response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
}

function policyOfPage(request: IncomingMessage, secure: boolean): string {
  const nonce = randomBytes(16).toString('base64')
  const policy = pagePolicy(nonce, secure)
  noteHeader(request, 'content-security-policy', policy)
  noteHeader(request, 'x-nonce', nonce)
  return policy
}

const fixedHeaders = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'],
] as const

// What the API answers is never a page, whatever a client makes of it; its rendered documentation is.
const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

function isData(url: string): boolean {
  return url.startsWith('/api/') && !url.startsWith('/api/docs') && !url.startsWith('/api/auth/')
}

function pagePolicy(nonce: string, secure: boolean): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'", // Highlights, lanes and charts are positioned and coloured by style attributes.
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ]
  return [...directives, ...(secure ? ['upgrade-insecure-requests'] : [])].join('; ')
}
