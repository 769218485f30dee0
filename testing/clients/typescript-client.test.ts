import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@hey-api/openapi-ts'
import { build } from 'esbuild'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { listening } from '@/testing/attack/listening'
import { apiOn, person } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const folder = await mkdtemp(join(tmpdir(), 'client-'))
afterAll(() => rm(folder, { recursive: true }))

/** What a generated function answers: the body, or the problem. */
interface Answered {
  data?: Record<string, unknown>
  error?: Record<string, unknown>
  response: Response
}
type Operation = (options: Record<string, unknown>) => Promise<Answered>

/** Generates a client from the served description, as somebody would who has nothing but the address, and loads it. */
async function generatedClient(baseUrl: string): Promise<Record<string, Operation>> {
  const description = await (await fetch(`${baseUrl}/api/v1/openapi.json`)).text()
  await writeFile(join(folder, 'openapi.json'), description)
  await createClient({
    input: join(folder, 'openapi.json'),
    output: { path: join(folder, 'client') },
    plugins: ['@hey-api/client-fetch', '@hey-api/sdk'],
    logs: { level: 'silent' },
  })
  expect(await readdir(join(folder, 'client'))).toContain('sdk.gen.ts')
  const outfile = join(folder, 'client.mjs')
  await build({
    entryPoints: [join(folder, 'client/sdk.gen.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    logLevel: 'error',
  })
  return (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as Record<string, Operation>
}

test('a generated client has every operation under its name, and does work with them', async () => {
  const { port } = await listening(api)
  const baseUrl = `http://127.0.0.1:${port}`
  const client = await generatedClient(baseUrl)
  const { paths } = (await (await fetch(`${baseUrl}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { operationId: string }>>
  }
  const names = Object.values(paths).flatMap((operations) => Object.values(operations).map((one) => one.operationId))
  expect(names.filter((name) => typeof client[name] !== 'function')).toEqual([])

  const coder = await person(db, api, 'Wilma')
  const { body: token } = await coder.call('POST', '/me/tokens', { name: 'script', scope: 'write' })
  const call = async (name: string, options: Record<string, unknown> = {}) => {
    const answer = await client[name]?.({ baseUrl, auth: token.secret, ...options })
    if (!answer) throw new Error(`There is no ${name}.`)
    return answer
  }
  const project = (await call('createProject', { body: { name: 'Wells' } })).data
  const p = project?.id
  const tag = (await call('createTag', { path: { p }, body: { name: 'water' } })).data
  const made = (await call('createDocument', { path: { p }, body: { title: 'Diary', text: 'The well is dry.' } })).data
  const documentId = (made?.document as { id: string }).id
  const { data: annotation } = await call('createAnnotation', {
    path: { p },
    body: { documentId, start: 4, end: 8, tagIds: [tag?.id] },
  })
  expect(annotation).toMatchObject({ quote: 'well', tagIds: [tag?.id] })
  const listed = await call('listAnnotations', { path: { p }, query: { tagId: tag?.id } })
  expect(listed.data).toMatchObject({ total: 1, items: [{ id: annotation?.id }] })
  expect(await call('getText', { path: { p, d: documentId } })).toMatchObject({ data: 'The well is dry.' })
  const gone = await call('getTag', { path: { p, t: documentId } })
  expect(gone.response.status).toBe(404)
  expect(gone.error).toMatchObject({ code: 'not-found' })
})
