import { Worker } from 'node:worker_threads'
import type { FileSource, MarkupSource } from './convert'
import { ImportRefused } from './import-refused'
import type { ImportedParts } from './imported-document'
import { inMegabytes, type ImportLimits } from './limits'
import { workerFile } from '@/lib/workers/worker-file'
import type { WorkerReply, WorkerRequest } from './worker-messages'

/** After so many documents the worker is replaced, so that no leak of a library adds up over weeks. */
const documentsPerWorker = 200

/** A worker that has pandoc and pdf.js loaded holds some 200 MB. After so long without a document it is ended (ms); another is there in less than a second. */
export const idleMilliseconds = 10 * 60_000

/** One worker thread that converts one source at a time; the next waits. It is kept while there is work, and replaced after any breach of a limit. */
export class Converter {
  #worker: Worker | undefined
  #idle: NodeJS.Timeout | undefined
  #served = 0
  #last: Promise<unknown> = Promise.resolve()
  /** The worker while it only loads: nobody loses anything when it is ended. */
  #warming: Worker | undefined

  /** Whether there is a worker, at work or waiting for some. */
  get hasWorker(): boolean {
    return this.#worker !== undefined
  }

  /** Converts when those before are done. Rejects with ImportRefused for a file that is refused, with Error for a fault of ours. */
  convert(source: FileSource | MarkupSource, limits: ImportLimits): Promise<ImportedParts> {
    return this.#inTurn(async () => {
      const reply = await this.#ask({ kind: 'convert', source: ownCopy(source), limits }, limits)
      if (reply.kind === 'imported') return reply.parts
      if (reply.kind === 'refused') throw new ImportRefused(reply.code, reply.detail)
      throw new Error(reply.kind === 'failed' ? `The converter failed: ${reply.stack ?? reply.message}` : 'The converter gave no document')
    })
  }

  /** Loads what takes a second to load, so that the first document does not wait for it. Resolves early when the converter is closed meanwhile. */
  warm(limits: ImportLimits): Promise<void> {
    return this.#inTurn(async () => {
      const worker = (this.#worker ??= await this.#start(limits))
      this.#warming = worker
      try {
        await this.#ask({ kind: 'warm', limits }, limits)
      } catch (error) {
        if (this.#warming === worker) throw error // Otherwise it was ended on purpose.
      } finally {
        this.#warming = undefined
      }
    })
  }

  /**
   * Ends the worker once it is idle, at once where it only loads; the next document starts another. With `patience` (ms) no document may take longer than
   * that any more: it and those that wait are refused with an error.
   */
  async close(patience?: number): Promise<void> {
    const warming = this.#warming
    this.#warming = undefined
    if (warming) void warming.terminate()
    // Again and again, because what waited in line starts a worker of its own.
    const cut = patience === undefined ? undefined : setInterval(() => void this.#worker?.terminate(), patience)
    try {
      await this.#inTurn(() => this.#end())
    } finally {
      clearInterval(cut)
    }
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async #ask(request: WorkerRequest, limits: ImportLimits): Promise<WorkerReply> {
    clearTimeout(this.#idle)
    const worker = (this.#worker ??= await this.#start(limits))
    worker.ref()
    const reply = await answerOf(worker, request, limits).catch(async (error: unknown) => {
      await this.#end()
      throw error
    })
    this.#served += 1
    worker.unref()
    if (reply.kind === 'failed' || (reply.kind === 'refused' && reply.spent) || this.#served >= documentsPerWorker) await this.#end()
    else this.#idle = setTimeout(() => void this.#inTurn(() => this.#end()), idleMilliseconds).unref()
    return reply
  }

  async #start(limits: ImportLimits): Promise<Worker> {
    this.#served = 0
    // The worker's own heap holds the tree and the text; pandoc's memory is apart and has its ceiling inside.
    const heap = Math.max(256, Math.ceil(limits.memoryBytes / 1024 / 1024))
    return new Worker(await workerFile('import-worker'), { name: 'import', env: {}, resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 } })
  }

  async #end(): Promise<void> {
    clearTimeout(this.#idle)
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }
}

/** The reply of a worker, or a rejection when it breaches a limit or dies. Nothing listens to the worker afterwards. */
function answerOf(worker: Worker, request: WorkerRequest, limits: ImportLimits): Promise<WorkerReply> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new ImportRefused('took-too-long', `Reading this file takes longer than the ${limits.milliseconds / 1000} seconds it may take. Split it into parts, or save it as plain text.`))
    }, limits.milliseconds)
    const tooMuch = () => new ImportRefused('needs-too-much-memory', `Reading this file takes more memory than the ${inMegabytes(limits.memoryBytes)} it may use. Split it into parts.`)
    const settle = (act: () => void) => {
      clearTimeout(timer)
      worker.removeAllListeners()
      // A worker that dies later, while idle, must not take the process with it.
      worker.on('error', () => undefined)
      act()
    }
    worker.removeAllListeners()
    worker.once('message', (reply: WorkerReply) => settle(() => resolve(reply)))
    worker.once('error', (error: Error & { code?: string }) => settle(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error)))
    worker.once('exit', (code) => settle(() => reject(new Error(`The converter stopped with code ${code}`))))
    worker.postMessage(request, transferable(request))
  })
}

/** The caller keeps the original to store it, so the worker gets a copy of the bytes, handed over rather than cloned again. */
function ownCopy(source: FileSource | MarkupSource): FileSource | MarkupSource {
  return 'bytes' in source ? { ...source, bytes: new Uint8Array(source.bytes) } : source
}

function transferable(request: WorkerRequest): ArrayBuffer[] {
  return request.kind === 'convert' && 'bytes' in request.source ? [request.source.bytes.buffer as ArrayBuffer] : []
}
