import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { buffer } from 'node:stream/consumers'
import { fromBuffer, type Entry } from 'yauzl'
import type { Api } from '@/lib/api/http/context'
import { archive } from './document-files'
import type { Answer, Caller } from './team'

/** The parts of an archive by name. */
export type Parts = Record<string, Buffer>

/** The archive of a project, as this person exports it. */
export async function exportedArchive(api: Api, who: Caller, path: string): Promise<Buffer> {
  const response = await api.request(`/api/v1${path}/export?what=project&format=zip`, {
    headers: { cookie: who.cookie },
  })
  if (response.status !== 200)
    throw new Error(`The archive was answered with ${response.status}: ${await response.text()}`)
  return Buffer.from(await response.arrayBuffer())
}

/** What is in an archive. */
export function partsOf(bytes: Buffer): Promise<Parts> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (!zip) return reject(error ?? new Error('no archive'))
      const parts: Parts = {}
      zip.on('entry', (entry: Entry) =>
        zip.openReadStream(entry, (_, stream) => {
          if (!stream) return reject(new Error(entry.fileName))
          void buffer(stream).then((content) => {
            parts[entry.fileName] = content
            zip.readEntry()
          }, reject)
        }),
      )
      zip.on('end', () => resolve(parts))
      zip.readEntry()
    })
  })
}

/** The rows of a part. */
export const rowsIn = (parts: Parts, table: string): Record<string, unknown>[] =>
  (parts[`rows/${table}.jsonl`] ?? Buffer.alloc(0))
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

/** Parts with other rows in one of them, and a manifest that says so. */
export function withRows(parts: Parts, table: string, rows: readonly unknown[]): Parts {
  return said({
    ...parts,
    [`rows/${table}.jsonl`]: Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
  })
}

/** Parts whose manifest says what they are, as somebody would write it who changed them by hand. */
export function said(
  parts: Parts,
  change: (manifest: Record<string, unknown>) => object = (manifest) => manifest,
): Parts {
  const manifest = JSON.parse(parts['manifest.json']?.toString() ?? '{}') as Record<string, unknown>
  const list = Object.entries(parts)
    .filter(([path]) => path !== 'manifest.json')
    .map(([path, bytes]) => ({
      path,
      rows: path.startsWith('rows/') ? bytes.toString().split('\n').length - 1 : 0,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }))
  return { ...parts, 'manifest.json': Buffer.from(JSON.stringify(change({ ...manifest, parts: list }))) }
}

/** Sends an archive to be imported, with these further fields, and answers what became of it: on a busy machine it takes longer than a request waits. */
export async function importArchive(
  who: Caller,
  archived: Buffer | Parts,
  fields: Record<string, string> = {},
): Promise<Answer> {
  const bytes = Buffer.isBuffer(archived) ? archived : Buffer.from(await archive(archived))
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], 'project.zip'))
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  const answer = await who.call('POST', '/projects/import', form)
  if (answer.status !== 202) return answer
  for (;;) {
    const job = await who.call('GET', answer.headers.get('location') ?? '')
    if (job.body.state === 'done') return { ...job, status: 201, body: job.body.result }
    if (job.body.problem) return { ...job, status: 422, body: job.body.problem }
    await setImmediate()
  }
}
