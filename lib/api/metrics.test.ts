import { expect, test } from 'vitest'
import { createApi } from '@/lib/api/app'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const { db } = await freshDatabase()
const secret = 'a secret for tests only, at least 32 bytes'
const token = 'a token for tests only'
const api = createApi({ db, secret, metricsToken: token })
const scrape = (authorization?: string, of = api) =>
  of.request('/api/metrics', { headers: authorization === undefined ? {} : { authorization } })

/** The value of a sample, by its name and labels in any order. */
function sample(text: string, name: string, labels: Record<string, string> = {}): number | undefined {
  const line = text
    .split('\n')
    .find(
      (row) =>
        row.startsWith(Object.keys(labels).length > 0 ? `${name}{` : `${name} `) &&
        Object.entries(labels).every(([key, value]) => row.includes(`${key}="${value}"`)),
    )
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}

test('without a token in the settings, with none or with a wrong one, there is no such address', async () => {
  for (const answer of [
    await scrape(`Bearer ${token}`, apiOn(db)),
    await scrape(),
    await scrape('Bearer wrong'),
    await scrape(token),
  ]) {
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'not-found' }])
  }
})

test('counts requests by pattern and status, never by address, and tells of loop, memory, pool and streams', async () => {
  const { lead, path, projectId } = await team(db, api, [])
  for (let i = 0; i < 3; i += 1) await lead.call('GET', `${path}/documents`)
  await lead.call('GET', `${path}/tags/not-an-id`)
  await api.request('/api/v1/nowhere')
  const answer = await scrape(`Bearer ${token}`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringMatching(/^text\/plain; version=0\.0\.4/),
  ])
  const text = await answer.text()
  const counted = (labels: Record<string, string>) =>
    sample(text, 'commonplace_http_request_duration_seconds_count', labels)
  expect(counted({ method: 'GET', route: '/api/v1/projects/:p/documents', status: '200' })).toBe(3)
  expect(counted({ method: 'GET', route: '/api/v1/projects/:p/tags/:t', status: '404' })).toBe(1)
  expect(counted({ method: 'GET', route: 'none', status: '404' })).toBe(1)
  expect(text).not.toContain(projectId)
  expect(sample(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0)
  expect(sample(text, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000)
  expect(
    (sample(text, 'commonplace_database_pool_connections', { state: 'idle' }) ?? 0) +
      (sample(text, 'commonplace_database_pool_connections', { state: 'busy' }) ?? 0),
  ).toBeGreaterThan(0)
  expect(sample(text, 'commonplace_live_streams')).toBe(0)
})
