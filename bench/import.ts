import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { generateScale } from '@/seed/scale/generate-scale'
import { startBenchServer, type BenchServer } from './bench-server'
import type { Figure } from './figure'
import { httpClient } from './http-client'

interface SourceFile {
  name: string
  bytes: Uint8Array
  /** Milliseconds it may take. */
  most: number
}

/**
 * Figures of importing files through the API, from the request to its answer, each with the slowest answer to a small request meanwhile: for so long the
 * server's event loop stood still. First what the first file costs that a server is given, which has to load the converter. All are the best of three.
 */
export async function benchImport(server: BenchServer): Promise<Figure[]> {
  const prose = wordsOf(5_000_000)
  const small = await asDocx(wordsOf(20_000))
  const figures = await firstFiles([
    { name: 'txt', bytes: Buffer.from(prose.slice(0, 20_000)), most: 300 },
    { name: 'docx', bytes: small, most: 2500 },
  ])
  const place = await prepare(server)
  await place.post({ name: 'the converter is loaded.docx', bytes: small })
  const files = [
    ...realTexts(),
    { name: '100 kB.html', bytes: asHtml(prose.slice(0, 100_000)), most: 40 },
    { name: '1 MB.html', bytes: asHtml(prose.slice(0, 1_000_000)), most: 300 },
    { name: '5 MB.html', bytes: asHtml(prose), most: 1600 },
    { name: '1 MB.txt', bytes: Buffer.from(prose.slice(0, 1_000_000)), most: 120 },
    { name: '5 MB.txt', bytes: Buffer.from(prose), most: 5000 },
    { name: '1 MB.docx', bytes: await asDocx(wordsOf(2_900_000)), most: 1500 },
  ]
  for (const file of files) figures.push(...(await measured(place, file)))
  place.close()
  return figures
}

/** Texts that people wrote: the corpus beside the project where it is, and otherwise the demo's documents. */
function realTexts(): SourceFile[] {
  const corpus = `${process.env.SHARED_DIR ?? '../shared'}/corpus`
  const folder = existsSync(corpus) ? corpus : 'seed/demo/documents'
  return readdirSync(folder)
    .filter((name) => /\.(txt|md)$/.test(name))
    .map((name) => ({ name, bytes: readFileSync(`${folder}/${name}`), most: 150 }))
}

async function firstFiles(files: SourceFile[]): Promise<Figure[]> {
  const rounds = [await onNewServer(files), await onNewServer(files), await onNewServer(files)]
  const times = files.map(({ name, bytes, most }, at): Figure => {
    const value = Math.min(...rounds.map(({ took }) => took[at] ?? NaN))
    return {
      name: `import, the first ${name} of a server`,
      value,
      unit: 'ms',
      target: { most },
      beside: `${kilobytes(bytes)} kB`,
    }
  })
  return [...times, { name: 'server memory with the converter loaded', value: rounds[0]?.memory ?? NaN, unit: 'MB' }]
}

async function onNewServer(files: SourceFile[]): Promise<{ took: number[]; memory: number }> {
  const server = await startBenchServer()
  try {
    const place = await prepare(server)
    await wait(2000) // Nobody has a file ready in the second in which a server is.
    const took: number[] = []
    for (const { name, bytes } of files) took.push(await place.post({ name: `first.${name}`, bytes }))
    place.close()
    return { took, memory: server.memory() }
  } finally {
    await server.stop()
  }
}

async function measured(place: Place, file: SourceFile): Promise<Figure[]> {
  // What the server does in one go it does in each round; what comes on top in some is other people's work on the machine.
  let [took, stood] = [Infinity, Infinity]
  for (let round = 0; round < 3; round += 1) {
    const probe = place.probe()
    took = Math.min(took, await place.post(file))
    stood = Math.min(stood, await probe.slowest())
  }
  return [
    {
      name: `import ${file.name}`,
      value: took,
      unit: 'ms',
      target: { most: file.most },
      beside: `${kilobytes(file.bytes)} kB`,
    },
    { name: `import ${file.name}: slowest answer to another request`, value: stood, unit: 'ms', target: { most: 50 } },
  ]
}

interface Place {
  /** Imports a file; answers how long that took in ms. */
  post: (file: Pick<SourceFile, 'name' | 'bytes'>) => Promise<number>
  /** Asks for something small, again and again, until its slowest answer is asked for. */
  probe: () => { slowest: () => Promise<number> }
  close: () => void
}

async function prepare(server: BenchServer): Promise<Place> {
  const { projectId, lead } = await generateScale(server.db, {
    documents: 0,
    annotations: 0,
    coders: 1,
    size: 0,
    now: new Date(),
    name: 'Imported',
  })
  const client = httpClient(server.url, await server.token(lead.userId), 2)
  return {
    async post({ name, bytes }) {
      const answer = await client.upload(`/api/v1/projects/${projectId}/documents`, name, bytes)
      if (answer.status !== 201) throw new Error(`${name} was not imported: ${answer.body.toString()}`)
      return answer.ms
    },
    probe() {
      let going = true
      const asked = (async () => {
        let slowest = 0
        while (going) {
          slowest = Math.max(slowest, (await client.call('GET', '/api/health')).ms)
          await wait(5)
        }
        return slowest
      })()
      return {
        slowest() {
          going = false
          return asked
        },
      }
    },
    close: client.close,
  }
}

const kilobytes = (bytes: Uint8Array): number => Math.round(bytes.length / 1000)

/** Prose of a size in characters that compresses about as real prose does: words drawn unevenly from a vocabulary, in sentences and paragraphs. */
function wordsOf(characters: number): string {
  const syllables = [
    'ha',
    'ren',
    'mo',
    'ti',
    'ska',
    'lu',
    've',
    'dor',
    'in',
    'as',
    'per',
    'on',
    'qui',
    'ba',
    'ster',
    'el',
  ]
  let state = 12345
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * below)
  }
  const vocabulary = Array.from({ length: 20_000 }, () =>
    Array.from({ length: 1 + next(4) }, () => syllables[next(16)]).join(''),
  )
  const parts: string[] = []
  for (let length = 0, word = 0; length < characters; word += 1) {
    const text = `${vocabulary[Math.floor(next(20_000) * (next(1000) / 1000))]}${word % 14 === 13 ? '.' : ''}${word % 120 === 119 ? '\n\n' : ' '}`
    parts.push(text)
    length += text.length
  }
  return parts.join('').slice(0, characters)
}

/** The same as a page: paragraphs, a heading for every tenth, and in each a word that is stressed and one that is a link. */
function asHtml(text: string): Uint8Array {
  const blocks = text.split('\n\n').map((paragraph, at) => {
    const heading = at % 10 === 9 ? `<h2>${paragraph.slice(0, 40)}</h2>` : ''
    return `${heading}<p>${paragraph.replace(/^(\S+) (\S+)/, '<em>$1</em> <a href="https://example.org/">$2</a>')}</p>`
  })
  return Buffer.from(
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Words</title></head><body>${blocks.join('\n')}</body></html>`,
  )
}

async function asDocx(text: string): Promise<Uint8Array> {
  const { convert } = await import('pandoc-wasm')
  const result = (await convert({ from: 'markdown', to: 'docx', 'output-file': 'out.docx' }, text, {})) as unknown as {
    files: Record<string, Blob>
  }
  const made = result.files['out.docx']
  if (!made) throw new Error('pandoc made no docx')
  return new Uint8Array(await made.arrayBuffer())
}
