import type * as PandocModule from 'pandoc-wasm'
import { ImportRefused } from '@/lib/importers/import-refused'
import { inMegabytes } from '@/lib/importers/limits'
import type { PandocTree } from './pandoc-ast'
import { say } from '@/lib/i18n/say'

type Pandoc = typeof PandocModule
let loaded: Promise<{ pandoc: Pandoc; version: string }> | undefined
let memory: WebAssembly.Memory | undefined

export interface PandocReading {
  tree: PandocTree
  converter: string
}

/**
 * Runs pandoc, a separate program in its own WebAssembly memory without network or files of ours, on one input and gives its tree, of whose JSON `mend` is
 * shown the text first. Only for the worker thread: it blocks until pandoc is done. Throws ImportRefused where pandoc cannot read the file.
 */
export async function readWithPandoc(
  from: string,
  input: string | Uint8Array,
  memoryBytes: number,
  mend = (json: string) => json,
): Promise<PandocReading> {
  const { pandoc, version } = await loadPandoc(memoryBytes)
  const name = 'document'
  const files: Record<string, Blob> =
    typeof input === 'string' ? {} : { [name]: new Blob([input as Uint8Array<ArrayBuffer>]) }
  const result = await run(
    pandoc,
    { from, to: 'json', ...(typeof input === 'string' ? {} : { 'input-files': [name] }) },
    typeof input === 'string' ? input : null,
    files,
    memoryBytes,
  )
  if (result.stdout === '') {
    throw new ImportRefused('corrupt-file', say('refusals.files.damagedReason', { reason: firstLine(result.stderr) }))
  }
  return { tree: JSON.parse(mend(result.stdout)) as PandocTree, converter: `pandoc ${version}` }
}

/** Loads the program once for each worker; a second or less, after which it is warm. */
export function loadPandoc(memoryBytes: number): Promise<{ pandoc: Pandoc; version: string }> {
  return (loaded ??= load(memoryBytes))
}

async function load(memoryBytes: number): Promise<{ pandoc: Pandoc; version: string }> {
  const original = WebAssembly.instantiate
  // The package offers no memory ceiling, so one is written into the module on its way to the engine: growth beyond it fails inside.
  const limited = async (source: BufferSource, imports?: WebAssembly.Imports) => {
    const made = await original(
      withMemoryCeiling(new Uint8Array(source as Uint8Array<ArrayBuffer>), memoryBytes),
      imports,
    )
    memory = made.instance.exports.memory as WebAssembly.Memory
    return made
  }
  WebAssembly.instantiate = limited as typeof WebAssembly.instantiate
  try {
    const pandoc = await import('pandoc-wasm')
    return { pandoc, version: String(pandoc.query({ query: 'version' })) }
  } finally {
    WebAssembly.instantiate = original
  }
}

async function run(
  pandoc: Pandoc,
  options: Record<string, unknown>,
  stdin: string | null,
  files: Record<string, Blob>,
  memoryBytes: number,
) {
  try {
    return await pandoc.convert(options, stdin, files)
  } catch (error) {
    // The program's memory is in no defined state after a trap: whoever runs the worker must end it.
    throw new PandocTrapped(memoryBytes, error)
  }
}

/** Pandoc stopped in the middle: because it had used up its memory, or else over something in the file. */
export class PandocTrapped extends ImportRefused {
  constructor(
    memoryBytes: number,
    override readonly cause: unknown,
  ) {
    if ((memory?.buffer.byteLength ?? 0) < 0.8 * memoryBytes) {
      super('corrupt-file', say('refusals.files.stopsConverter'))
    } else super('needs-too-much-memory', say('refusals.files.tooMuchMemoryPlain', { limit: inMegabytes(memoryBytes) }))
  }
}

/**
 * A WebAssembly module whose own memory may not grow beyond a size. Source of the format: WebAssembly Core Specification 2.0, 5.5.8
 * (memory section: id 5, a vector of limits, flag 0 = minimum only, 1 = minimum and maximum, in pages of 64 KiB).
 */
function withMemoryCeiling(module: Uint8Array, memoryBytes: number): Uint8Array<ArrayBuffer> {
  let at = 8
  while (at < module.length) {
    const id = module[at]
    const size = leb(module, at + 1)
    if (id === 5) {
      const count = leb(module, size.next)
      const minimum = leb(module, count.next + 1)
      if (count.value !== 1) throw new Error('The WebAssembly module has an unexpected number of memories')
      const pages = Math.max(minimum.value, Math.floor(memoryBytes / 65_536))
      const body = [1, 1, ...toLeb(minimum.value), ...toLeb(pages)]
      const end = size.next + size.value
      const section = [5, ...toLeb(body.length), ...body]
      const patched = new Uint8Array(at + section.length + module.length - end)
      patched.set(module.subarray(0, at))
      patched.set(section, at)
      patched.set(module.subarray(end), at + section.length)
      return patched
    }
    at = size.next + size.value
  }
  throw new Error('The WebAssembly module has no memory of its own')
}

function leb(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0
    value += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) return { value, next: at }
  }
}

function toLeb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...toLeb(Math.floor(value / 0x80))]
}

const firstLine = (text: string): string => text.trim().split('\n')[0]?.slice(0, 200) || 'no further reason was given'
