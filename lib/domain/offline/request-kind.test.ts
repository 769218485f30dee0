import { expect, test } from 'vitest'
import { isAboutProjectAlone, isKeptPage, keptAddress, projectOf, requestKind } from './request-kind'

const origin = 'https://texts.example'
const p = '01985f3e-1111-7111-8111-111111111111'
const d = '01985f3e-2222-7222-8222-222222222222'

interface Given {
  method?: string
  isNavigation?: boolean
  headers?: Record<string, string>
}

const kindOf = (address: string, { method = 'GET', isNavigation = false, headers = {} }: Given = {}) =>
  requestKind({ method, isNavigation, url: new URL(address, origin), header: (name) => headers[name] ?? null }, origin)

test.each<[string, string, Given, string]>([
  ['a page', `/projects/${p}/codebook`, { isNavigation: true }, 'page'],
  ['a file that the browser goes to', `/api/v1/projects/${p}/export?format=csv`, { isNavigation: true }, 'page'],
  ['a page inside another', `/projects/${p}/codebook?_rsc=1`, { headers: { rsc: '1' } }, 'step'],
  ['a page fetched ahead', `/projects/${p}`, { headers: { rsc: '1', 'next-router-prefetch': '1' } }, 'other'],
  ['data', `/api/v1/projects/${p}/documents/${d}/content`, {}, 'data'],
  ['projects', '/api/v1/projects?limit=500', {}, 'data'],
  ['notifications', '/api/v1/me/notifications?limit=20', {}, 'data'],
  ['a script', '/_next/static/chunks/a.js', {}, 'file'],
  ['tokens', '/api/v1/me/tokens', {}, 'other'],
  ['sessions', '/api/v1/me/sessions', {}, 'other'],
  ['accounts', '/api/v1/users', {}, 'other'],
  ['an export', `/api/v1/projects/${p}/export?format=csv`, {}, 'other'],
  ['figures as a file', `/api/v1/projects/${p}/agreement/export`, {}, 'other'],
  ['an original', `/api/v1/projects/${p}/documents/${d}/revisions/1/original`, {}, 'other'],
  ['what happened since', `/api/v1/projects/${p}/events?after=3&limit=500`, {}, 'other'],
  ['the history', `/api/v1/projects/${p}/events?limit=50`, {}, 'data'],
  ['a stream', `/api/v1/projects/${p}/events`, { headers: { accept: 'text/event-stream' } }, 'other'],
  ['a part', `/api/v1/projects/${p}/tags`, { headers: { range: 'bytes=0-9' } }, 'other'],
  ['a write', `/api/v1/projects/${p}/tags`, { method: 'POST' }, 'other'],
  ['a form', '/projects', { method: 'POST', isNavigation: true }, 'other'],
  ['signing in', '/api/auth/callback/oidc?code=1', { isNavigation: true }, 'through'],
  [
    'a part that the browser goes to',
    `/projects/${p}`,
    { isNavigation: true, headers: { range: 'bytes=0-9' } },
    'through',
  ],
  ['a token of next-auth', '/api/auth/csrf', {}, 'other'],
  ['whether the server is there', '/api/health', {}, 'other'],
  ['another host', 'https://elsewhere.example/', { isNavigation: true }, 'other'],
])('%s', (_what, address, given, kind) => {
  expect(kindOf(address, given)).toBe(kind)
})

test('kept are one’s projects and their pages, and no page with a secret in its address', () => {
  for (const kept of ['/', '/notifications', `/projects/${p}/documents/${d}`, `/projects/${p}/export`])
    expect(isKeptPage(kept)).toBe(true)
  for (const not of ['/account', '/sign-in', '/setup', '/invitations/abc', '/resets/abc', '/offline', '/api/docs'])
    expect(isKeptPage(not)).toBe(false)
})

test('the address of a project leads to its documents', () => {
  expect(keptAddress(`/projects/${p}`)).toBe(`/projects/${p}/documents`)
  expect(keptAddress(`/projects/${p}/`)).toBe(`/projects/${p}/documents`)
  expect(keptAddress(`/projects/${p}/codebook`)).toBe(`/projects/${p}/codebook`)
})

test('where nothing but the project is named, nothing there says that the project is gone', () => {
  expect(projectOf(`/api/v1/projects/${p}/tags`)).toBe(p)
  expect(projectOf(`/projects/${p}`)).toBe(p)
  expect(projectOf('/projects/new')).toBeNull()
  expect(isAboutProjectAlone(`/projects/${p}/documents`)).toBe(true)
  expect(isAboutProjectAlone(`/api/v1/projects/${p}/tags`)).toBe(true)
  expect(isAboutProjectAlone(`/projects/${p}/documents/${d}`)).toBe(false)
  expect(isAboutProjectAlone('/notifications')).toBe(false)
})
