import { readdirSync, readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { closeImporter, importDocument, warmImporter } from '@/lib/importers/import-document'

/**
 * What importing costs when the converter is warm, beside its bounds: time of each file (best of three), the longest the caller's event loop
 * stood still.
 */
export interface ImportRow {
  file: string
  kB: number
  ms: number
  bound: number
  loopMs: number
}

export async function benchImport(): Promise<ImportRow[]> {
  const shared = process.env.SHARED_DIR ?? '../shared'
  const corpus = readdirSync(`${shared}/corpus`).filter((name) => name.endsWith('.txt'))
  const prose = wordsOf(5_000_000)
  const docx = await asDocx(wordsOf(2_900_000))
  const files = [
    ...corpus.map((name) => ({ filename: name, bytes: readFileSync(`${shared}/corpus/${name}`), bound: 150 })),
    { filename: '1 MB.txt', bytes: Buffer.from(prose.slice(0, 1_000_000)), bound: 1000 },
    { filename: '5 MB.txt', bytes: Buffer.from(prose), bound: 5000 },
    { filename: '1 MB.docx', bytes: docx, bound: 8000 },
  ]
  await warmImporter()
  const rows: ImportRow[] = []
  for (const { bound, ...file } of files) {
    let best = Infinity
    let loop = 0
    for (let round = 0; round < 3; round += 1) {
      const delay = monitorEventLoopDelay({ resolution: 1 })
      delay.enable()
      const began = performance.now()
      await importDocument(file)
      best = Math.min(best, performance.now() - began)
      delay.disable()
      loop = Math.max(loop, delay.max / 1e6)
    }
    rows.push({ file: file.filename, kB: Math.round(file.bytes.length / 1000), ms: Math.round(best), bound, loopMs: Math.round(loop) })
  }
  await closeImporter()
  return rows
}

/** Prose of a size in characters that compresses about as real prose does: words drawn unevenly from a vocabulary, in sentences and paragraphs. */
function wordsOf(characters: number): string {
  const syllables = ['ha', 'ren', 'mo', 'ti', 'ska', 'lu', 've', 'dor', 'in', 'as', 'per', 'on', 'qui', 'ba', 'ster', 'el']
  let state = 12345
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * below)
  }
  const vocabulary = Array.from({ length: 20_000 }, () => Array.from({ length: 1 + next(4) }, () => syllables[next(16)]).join(''))
  const parts: string[] = []
  for (let length = 0, word = 0; length < characters; word += 1) {
    const text = `${vocabulary[Math.floor(next(20_000) * (next(1000) / 1000))]}${word % 14 === 13 ? '.' : ''}${word % 120 === 119 ? '\n\n' : ' '}`
    parts.push(text)
    length += text.length
  }
  return parts.join('').slice(0, characters)
}

async function asDocx(text: string): Promise<Uint8Array> {
  const { convert } = await import('pandoc-wasm')
  const result = (await convert({ from: 'markdown', to: 'docx', 'output-file': 'out.docx' }, text, {})) as unknown as { files: Record<string, Blob> }
  const made = result.files['out.docx']
  if (!made) throw new Error('pandoc made no docx')
  return new Uint8Array(await made.arrayBuffer())
}
