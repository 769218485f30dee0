import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { isSecretPage, loggedPath } from './link-secrets'
import { applySecurityHeaders } from './security-headers'

test.each([
  ['/invitations/s3cret', '/invitations/…'],
  ['/invitations/s3cret/?x=s3cret#s3cret', '/invitations/…/'],
  ['//invitations//s3cret', '//invitations//…'],
  ['/RESETS/s3cret', '/RESETS/…'],
  ['/api/v1/resets/s3cret', '/api/v1/resets/…'],
  ['/api/v1/invitations/s3cret/accept', '/api/v1/invitations/…/accept'],
  ['/setup?code=s3cret', '/setup'],
  ['/sign-in?next=%2Finvitations%2Fs3cret', '/sign-in'],
  ['/projects/1/invitations/2', '/projects/1/invitations/2'],
])('%s is logged as %s', (url, logged) => expect(loggedPath(url)).toBe(logged))

test.each([
  ['/invitations/s3cret', 'no-referrer'],
  ['/resets/s3cret', 'no-referrer'],
  ['/setup?code=s3cret', 'no-referrer'],
  ['/sign-in?next=/invitations/s3cret', 'no-referrer'],
  ['/projects/1', 'same-origin'],
])('what the page %s asks for is sent with the referrer policy %s', (url, policy) => {
  const headers: Record<string, unknown> = {}
  applySecurityHeaders(
    { url, headers: {}, rawHeaders: [] as string[] } as IncomingMessage,
    { setHeader: (name: string, value: unknown) => (headers[name] = value) } as unknown as ServerResponse,
    { secure: true },
  )
  expect([headers['Referrer-Policy'], isSecretPage(url)]).toEqual([policy, policy === 'no-referrer'])
})
