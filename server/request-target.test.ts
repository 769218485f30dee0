import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { readTarget } from './request-target'

const outcome = (target: string, method = 'GET') => {
  try {
    const { for: who, url } = readTarget(method, target)
    return `${who} ${url}`
  } catch (error) {
    if (error instanceof AppError) return error.status
    throw error
  }
}

test.each<[string, string | number]>([
  ['/', 'pages /'],
  ['/projects/1?next=/api/v1', 'pages /projects/1?next=/api/v1'],
  ['/api/v1/me?limit=1', 'api /api/v1/me?limit=1'],
  ['/api/health', 'api /api/health'],
  ['/api/auth/csrf', 'pages /api/auth/csrf'],
  ['/api', 'pages /api'],
  ['/caf%C3%A9', 'pages /caf%C3%A9'],
  ['/projects?q=%zz', 'pages /projects?q=%zz'], // A query is its reader's to judge.
  ['/projects/%zz', 400],
  ['/projects/%', 400],
  ['/projects/%ff', 400],
  ['/projects/%ED%A0%80', 400],
  ['/projects/%00', 400],
  ['/api/v1/projects/%zz', 400],
  ['/\\evil', 400],
  ['', 400],
  ['*', 400],
  ['host:80', 400],
  ['ftp://host/', 400],
  ['http://elsewhere.example/api/v1/me?a', 'api /api/v1/me?a'],
  ['http://elsewhere.example', 'pages /'],
  ['HTTP://elsewhere.example?x', 'pages /?x'],
  ['/api/auth/../v1/me', 'api /api/v1/me'],
  ['/api/v1/../../sign-in', 'pages /sign-in'],
  ['/api/auth/%2e%2e/v1/me', 'api /api/v1/me'],
  ['/%61pi/v1/me', 404],
  ['/api%2fv1/me', 404],
  ['//api/v1/me', 404],
  ['/api//auth/../v1/me', 'api /api//v1/me'],
  ['/%61pi/auth/csrf', 'pages /%61pi/auth/csrf'],
])('%s', (target, expected) => {
  expect(outcome(target)).toBe(expected)
})

test('OPTIONS * asks the server', () => {
  expect(outcome('*', 'OPTIONS')).toBe('server *')
})

test('whatever is sent is read or refused, and what is read for pages is none of the API’s however it is decoded', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          '/',
          '.',
          '..',
          '%2e',
          '%2f',
          '%',
          'api',
          'auth',
          'v1',
          '%61pi',
          '?',
          '#',
          '\\',
          'é',
          '%00',
          '//',
        ),
        { maxLength: 12 },
      ),
      (parts) => {
        const read = outcome(`/${parts.join('')}`)
        if (typeof read === 'number') {
          expect([400, 404]).toContain(read)
          return
        }
        const path = decodeURIComponent(
          new URL(`http://host${read.slice(read.indexOf(' ') + 1).split(/[?#]/)[0] ?? ''}`).pathname,
        )
        if (read.startsWith('pages')) expect(path).not.toMatch(/^\/api\/(?!auth\/)/)
        else expect(path).toMatch(/^\/api\//)
      },
    ),
  )
})
