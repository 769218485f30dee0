import { newId } from '@/lib/data/database/ids'
import { readStream, type OpenStream } from '@/testing/open-stream'
import { freePort, newDataDir, start } from '@/testing/start-stop/instance.mjs'
import { callAs, readingProject } from './reading-project'
import { expect, test } from './fixtures'

/** Another process on the database of the instance that the browsers use. */
async function another({ databaseUrl, sessionSecret }: { databaseUrl: string; sessionSecret: string }) {
  const { dataDir, remove } = newDataDir()
  const port = await freePort()
  const server = start({
    dataDir,
    port,
    args: ['--no-build'],
    env: { LOG_LEVEL: 'error', DATABASE_URL: databaseUrl, NEXTAUTH_SECRET: sessionSecret },
  })
  await server.ready()
  return { url: `http://127.0.0.1:${port}`, server, remove }
}

test('two processes on one database tell each other’s changes; when one is killed, whoever read from it misses nothing and is told nothing twice', async ({
  signIn,
  instance,
  beside,
}) => {
  const lead = await signIn('Petra Process')
  const { projectId, documentId } = await readingProject(lead)
  const { secret } = (await callAs(lead, 'POST', '/me/tokens', { name: 'script', scope: 'write' })) as {
    secret: string
  }
  const second = await another(beside)
  const headers = { authorization: `Bearer ${secret}` }
  const open = async (url: string, more: Record<string, string> = {}): Promise<OpenStream> =>
    readStream(
      await fetch(`${url}/api/v1/projects/${projectId}/events`, {
        headers: { ...headers, accept: 'text/event-stream', ...more },
      }),
    )
  const [here, there] = await Promise.all([open(instance.url), open(second.url)])

  const ids = Array.from({ length: 300 }, () => newId())
  let isKilled = false
  const write = async (id: string, i: number) => {
    for (;;) {
      const origin = i % 2 === 0 || isKilled ? instance.url : second.url
      const body = JSON.stringify({ id, documentId, start: i % 20, end: (i % 20) + 8 })
      const answer = await fetch(`${origin}/api/v1/projects/${projectId}/annotations`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
      }).catch(() => null)
      if (answer?.ok) return
      expect(answer, 'only a killed process answers nothing').toBeNull()
    }
  }
  let next = 0
  const writers = Array.from({ length: 8 }, async () => {
    while (next < ids.length) {
      const i = next++
      if (i === 150) {
        isKilled = true
        second.server.child.kill('SIGKILL')
      }
      await write(ids[i] ?? '', i)
    }
  })
  await there.closed
  const again = await open(instance.url, { 'last-event-id': there.lastEventId() })
  await Promise.all(writers)
  const subjects = (...streams: OpenStream[]) =>
    streams.flatMap(({ events }) => events.map(({ subjectId }) => subjectId)).toSorted()
  await here.until(() => here.events.length >= ids.length)
  await again.until(() => there.events.length + again.events.length >= ids.length)
  expect(subjects(here)).toEqual(ids.toSorted())
  expect(subjects(there, again)).toEqual(ids.toSorted())
  await Promise.all([here.close(), again.close()])
  await second.server.ended
  second.remove()
})

test('a process that is stopped ends its streams and is gone within five seconds', async ({ signIn, beside }) => {
  const lead = await signIn('Stella Stop')
  const { projectId } = await readingProject(lead)
  const { secret } = (await callAs(lead, 'POST', '/me/tokens', { name: 'script', scope: 'read' })) as { secret: string }
  const process = await another(beside)
  const streams = await Promise.all(
    Array.from({ length: 20 }, async () =>
      readStream(
        await fetch(`${process.url}/api/v1/projects/${projectId}/events`, {
          headers: { authorization: `Bearer ${secret}`, accept: 'text/event-stream' },
        }),
      ),
    ),
  )
  const { code, took } = await process.server.stop('SIGTERM')
  await Promise.all(streams.map((stream) => stream.closed))
  expect([code, took < 5000]).toEqual([0, true])
  process.remove()
})
