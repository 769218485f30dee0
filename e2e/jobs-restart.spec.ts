import { newId } from '@/lib/data/database/ids'
import { issueSessionCookie, sessionCookieName } from '@/lib/auth/session'
import { besideInstance } from '@/testing/browser/instance'
import { freePort, newDataDir, start } from '@/testing/start-stop/instance.mjs'
import { expect, test } from './fixtures'

test('an import whose server is killed is seen by nobody, and is done by the server that is started next', async () => {
  const { dataDir, remove } = newDataDir()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const serve = async () => {
    const server = start({ dataDir, port, args: ['--no-build'], env: { LOG_LEVEL: 'error' } })
    await server.ready()
    return server
  }
  let server = await serve()
  try {
    const { db, sessionSecret } = besideInstance({ dataDir })
    const id = newId()
    await db.user.create({ data: { id, name: 'Lena Leads', email: 'lena@example.org' }, select: { id: true } })
    const session = await issueSessionCookie({ id, sessionVersion: 1 }, sessionSecret)
    const headers = { cookie: `${sessionCookieName(false)}=${session}`, origin: url }
    const made = await fetch(`${url}/api/v1/projects`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Reading' }),
    })
    const projectId = ((await made.json()) as { id: string }).id
    // A history that takes some seconds to write.
    await db.$executeRaw`
      INSERT INTO "Event" ("projectId", "actorId", type, "subjectId", after)
      SELECT ${projectId}::uuid, ${id}::uuid, 'project.changed', ${projectId}::uuid, jsonb_build_object('description', n) FROM generate_series(1, 20000) n`
    const get = async (path: string) =>
      (await fetch(`${url}/api/v1${path}`, { headers })).json() as Promise<{
        total: number
        state: string
        items: unknown[]
      }>
    const archive = await fetch(`${url}/api/v1/projects/${projectId}/export?what=project&format=zip`, {
      headers,
    })
    const form = new FormData()
    form.set('file', new File([await archive.arrayBuffer()], 'project.zip'))
    // Whatever becomes of the request: the server is killed in the middle of it, or a little later.
    const sent = fetch(`${url}/api/v1/projects/import`, { method: 'POST', headers, body: form }).catch(() => undefined)
    await expect
      .poll(async () => (await db.job.findFirst({ select: { phase: true, done: true } }))?.done ?? 0, {
        intervals: [20],
      })
      .toBeGreaterThan(50)
    await server.stop('SIGKILL')
    await sent
    await db.$disconnect()

    server = await serve()
    const beside = besideInstance({ dataDir })
    const job = await beside.db.job.findFirstOrThrow({ select: { id: true, projectId: true, state: true } })
    await expect.poll(async () => (await get(`/jobs/${job.id}`)).state, { timeout: 120_000 }).toBe('done')
    expect((await get('/projects')).total).toBe(2)
    const events = (of: string) => beside.db.event.count({ where: { projectId: of } })
    expect(await events(job.projectId)).toBe((await events(projectId)) + 1)
    expect(await beside.db.project.count({ where: { unseen: true } })).toBe(0)
    await beside.db.$disconnect()
  } finally {
    await server.stop('SIGTERM')
    remove()
  }
})
