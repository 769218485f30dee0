import { spawn, type ChildProcess } from 'node:child_process'
import { workerFile, type WorkerName } from '@/lib/workers/worker-file'
import { ImportRefused, type RefusalCode } from '@/lib/importers/import-refused'
import { tooLong, tooMuchMemory, type ImportLimits } from '@/lib/importers/limits'
import type { WorkerProgress, WorkerReply, WorkerRequest } from './worker-messages'
import { say } from '@/lib/i18n/say'

/** After so many documents the process is replaced, so that no leak of a library adds up over weeks. */
const documentsPerProcess = 200

/** A process that has pandoc and pdf.js loaded holds some 200 MB. After so long without a document it is ended (ms); another is there in less than a second. */
export const idleMilliseconds = 10 * 60_000

/**
 * What the kernel holds the process to, where there is a shell: no file written, no core left behind, the first to go when the machine has no memory left, and
 * a size that it cannot pass between two looks at its memory. Of that, V8 sets 1 GB aside for pandoc's code and never fills it, and 2.2 GB from version 13 on (Node 24):
 * where that is not left to it, pandoc stops now and then in the middle of a good file.
 */
const underLimits = 'ulimit -c 0; ulimit -f 0; ulimit -d "$0" || :; echo 800 >/proc/self/oom_score_adj || :; exec "$@"'
const besidesBytes = (parseInt(process.versions.v8) < 13 ? 1.25 : 2.5) * 2 ** 30

/** Said of a conversion that was stopped although nothing was wrong with it. */
export class ConversionStopped extends Error {
  override name = 'ConversionStopped'
}

/** What a process is asked and answers; the rest of both is between whoever asks and its thread. */
interface Bounded {
  limits: ImportLimits
}
type Answered = { kind: string } | Extract<WorkerReply, { kind: 'refused' | 'failed' }>

/**
 * One process that converts one source at a time, which its caller sees to. It is started by the first and kept while there is work, and killed after any breach
 * of a limit. It is given no environment, and what it is told is all that it knows. `thread` names what reads in it: files, where nothing is said.
 */
export class Converter<Request extends Bounded = WorkerRequest, Reply extends Answered = WorkerReply> {
  #process: ChildProcess | undefined
  #idle: NodeJS.Timeout | undefined
  #served = 0
  #wasStopped = false

  constructor(
    private readonly idle = idleMilliseconds,
    private readonly thread: WorkerName = 'import-worker',
  ) {}

  /** The id of the process, at work or waiting for some. */
  get pid(): number | undefined {
    return this.#process?.pid
  }

  /**
   * The answer of the process. Rejects with ImportRefused where a limit was breached, with ConversionStopped after `stop`, with Error for a fault of ours. That a
   * source takes too much memory is believed of a process that has read nothing else: any other may hold what the sources before it have left. `onProgress` is told
   * now and then how much of the processor the source has taken (ms), in the process that reads it.
   */
  async ask(request: Request, onProgress?: (milliseconds: number) => void): Promise<Reply> {
    clearTimeout(this.#idle)
    this.#wasStopped = false
    const isUsed = this.#served > 0
    try {
      const reply = await this.#askOnce(request, onProgress)
      if (!isUsed || !isOutOfMemory(reply)) return reply
    } catch (error) {
      if (!isUsed || !isOutOfMemory(error)) throw error
    }
    return this.#askOnce(request, onProgress)
  }

  async #askOnce(request: Request, onProgress?: (milliseconds: number) => void): Promise<Reply> {
    try {
      const child = (this.#process ??= await this.#start(request.limits))
      if (this.#wasStopped) throw new ConversionStopped()
      const reply = await answerOf<Reply>(child, request, onProgress)
      this.#served += 1
      if (isSpent(reply) || this.#served >= documentsPerProcess) this.#end()
      else this.#idle = setTimeout(() => this.#end(), this.idle).unref()
      return reply
    } catch (error) {
      this.#end()
      throw this.#wasStopped ? new ConversionStopped('The conversion was stopped') : error
    }
  }

  /** Ends the process at once, whatever it is doing. */
  stop(): void {
    this.#wasStopped = true
    this.#end()
  }

  async #start(limits: ImportLimits): Promise<ChildProcess> {
    const child = await start(limits, this.thread)
    // One that dies while it is idle is not asked again.
    child.once('exit', () => {
      if (this.#process !== child) return
      this.#process = undefined
      this.#served = 0
    })
    return child
  }

  #end(): void {
    clearTimeout(this.#idle)
    const child = this.#process
    this.#process = undefined
    this.#served = 0
    if (child) kill(child)
  }
}

async function start({ processBytes }: ImportLimits, thread: WorkerName): Promise<ChildProcess> {
  const files = await Promise.all([workerFile('import-process'), workerFile(thread)])
  const command = [process.execPath, ...files]
  const shell =
    process.platform === 'win32'
      ? []
      : ['/bin/sh', '-c', underLimits, String(Math.ceil((processBytes + besidesBytes) / 1024))]
  const [program = '', ...rest] = [...shell, ...command]
  // A group of its own, so that it is killed as a whole and a Ctrl-C meant for the server does not end a conversion.
  const child: ChildProcess = spawn(program, rest, {
    env: {} as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  child.on('error', () => undefined) // Told by the exit, or by the message that cannot be sent.
  return child
}

const isSpent = (reply: { kind: string; spent?: boolean }): boolean =>
  reply.kind === 'failed' || (reply.kind === 'refused' && reply.spent === true)

const isOutOfMemory = (outcome: unknown): boolean =>
  (outcome instanceof ImportRefused || (outcome as Answered).kind === 'refused') &&
  (outcome as { code: RefusalCode }).code === 'needs-too-much-memory'

function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** The reply of a process, or a rejection when it breaches a limit or dies. An idle one keeps nobody alive. */
async function answerOf<Reply extends Answered>(
  child: ChildProcess,
  request: Bounded,
  onProgress?: (milliseconds: number) => void,
): Promise<Reply> {
  const { limits } = request
  const done = new AbortController()
  const said: Buffer[] = []
  child.stderr?.on('data', (chunk: Buffer) => said.length < 100 && said.push(chunk))
  refer(child, true)
  try {
    return await new Promise<Reply>((resolve, reject) => {
      const timer = setTimeout(() => reject(tooLong(limits.milliseconds)), limits.milliseconds * limits.patience)
      const onMessage = (message: unknown) => {
        if ((message as WorkerProgress).kind === 'progress') onProgress?.((message as WorkerProgress).milliseconds)
        else resolve(message as Reply)
      }
      const onEnd = (code: number | null, signal: NodeJS.Signals | null) =>
        reject(endOf(code, signal, Buffer.concat(said).toString(), limits))
      child.on('message', onMessage).once('close', onEnd).once('error', reject)
      done.signal.addEventListener('abort', () => {
        clearTimeout(timer)
        child.off('message', onMessage).off('close', onEnd).off('error', reject)
      })
      // What cannot be sent because the process has ended is told by its end.
      child.send(request, () => undefined)
    })
  } finally {
    done.abort()
    child.stderr?.removeAllListeners('data').resume()
    refer(child, false)
  }
}

function refer(child: ChildProcess, isAtWork: boolean): void {
  const parts = [child, child.channel, child.stderr as { ref?: () => void; unref?: () => void } | null]
  for (const part of parts) (isAtWork ? part?.ref : part?.unref)?.call(part)
}

/** Why a process ended in the middle of a file: the kernel or V8 had no more memory for it, something in the file brought it down, or it could not even run. */
function endOf(code: number | null, signal: NodeJS.Signals | null, said: string, limits: ImportLimits): Error {
  if (signal === 'SIGKILL' || /out of memory|allocation failed/i.test(said)) return tooMuchMemory(limits.processBytes)
  if (signal !== null) return new ImportRefused('corrupt-file', say('refusals.files.stopsConverterSignal', { signal }))
  return new Error(`The converter stopped with code ${code}: ${said}`)
}
