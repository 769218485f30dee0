import { Worker } from 'node:worker_threads'
import { AppError } from '@/lib/errors'
import { workerFile } from '@/lib/workers/worker-file'
import type { Answers } from './answer'
import type { Asked, PackedStudy, Question } from './question'
import { say } from '@/lib/i18n/say'

export interface AgreementLimits {
  milliseconds: number
  /** Heap of the thread, in MiB. */
  megabytes: number
  /** Threads at work at the same time; further questions wait. */
  atOnce: number
}

export const agreementLimits: AgreementLimits = { milliseconds: 20_000, megabytes: 256, atOnce: 2 }

/**
 * Counts agreement in a thread of its own, so that no other request waits for it. The thread ends with its answer, when `signal` aborts, or at a
 * limit: then rejects with AppError "invalid" and says what to do.
 */
export async function askWorker<Kind extends Asked['kind']>(
  question: Question<Kind>,
  signal?: AbortSignal,
  limits = agreementLimits,
): Promise<Answers[Kind]> {
  const file = await workerFile('agreement-worker')
  const release = await turn(limits.atOnce, signal)
  try {
    return await run(file, question, limits, signal)
  } finally {
    release()
  }
}

async function run<Kind extends Asked['kind']>(
  file: string,
  question: Question<Kind>,
  { milliseconds, megabytes }: AgreementLimits,
  signal?: AbortSignal,
): Promise<Answers[Kind]> {
  if (signal?.aborted) throw dropped()
  const worker = new Worker(file, {
    name: 'agreement',
    env: {},
    workerData: question,
    transferList: packedBytes(question.study),
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 32 },
  })
  let timer: NodeJS.Timeout | undefined
  let abort = () => {}
  try {
    return await new Promise<Answers[Kind]>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', (error: Error & { code?: string }) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch('needs-too-much-memory') : error),
      )
      worker.once('exit', (code) => reject(new Error(`Counting agreement stopped with code ${code}`)))
      timer = setTimeout(() => reject(tooMuch('took-too-long')), milliseconds)
      abort = () => reject(dropped())
      signal?.addEventListener('abort', abort, { once: true })
    })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    // What a dying thread still says must not take the process with it.
    worker.removeAllListeners().on('error', () => undefined)
    await worker.terminate()
  }
}

/** Nobody reads it: whoever asked has gone. */
const dropped = () => new AppError('unavailable', say('refusals.busy.dropped'))

function tooMuch(reason: 'took-too-long' | 'needs-too-much-memory'): AppError {
  return new AppError(
    'invalid',
    say('refusals.agreement.tooMuch', { needs: reason === 'took-too-long' ? 'time' : 'memory' }),
    { reason },
  )
}

/** The spans are handed over rather than copied; several layers may be cut from one piece of memory. */
function packedBytes({ documents }: PackedStudy): ArrayBuffer[] {
  return [...new Set(documents.flatMap(({ layers }) => layers.map(({ spans }) => spans.buffer as ArrayBuffer)))]
}

let working = 0
const waiting: (() => void)[] = []

/** Waits for a free thread; the function that is answered gives it back. Rejects if `signal` aborts meanwhile. */
async function turn(atOnce: number, signal?: AbortSignal): Promise<() => void> {
  if (signal?.aborted) throw dropped()
  if (working >= atOnce) {
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1)
        reject(dropped())
      }
      const enter = () => {
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      waiting.push(enter)
      signal?.addEventListener('abort', leave, { once: true })
    })
  } else working += 1
  return () => {
    const next = waiting.shift()
    if (next)
      next() // It takes over this place.
    else working -= 1
  }
}
