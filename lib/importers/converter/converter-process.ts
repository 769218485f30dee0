import { setPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ImportRefused } from '@/lib/importers/import-refused'
import { tooLong, tooMuchMemory, type ImportLimits } from '@/lib/importers/limits'
import type { WorkerProgress, WorkerReply, WorkerRequest } from './worker-messages'

/**
 * The converter's own process. It reads no file itself: its thread does (worker.ts), and this one, which nothing can keep busy, looks every few
 * milliseconds at what that takes of memory and of the processor, and says so when it is too much. It ends with the process that started it, and after a source
 * that left it with more than half of the memory it may have, so that none of it is kept idle or counted against the next. Its entry is this file, bundled to dist/import-process.mjs; its only argument is the thread's bundle.
 */
const everyMilliseconds = 20
/** After so much more of the processor (ms), whoever asked is told how much it has been. */
const toldAfter = 1000
const [, , threadFile = ''] = process.argv
let thread: Worker | undefined
let watch: NodeJS.Timeout | undefined
/** Memory (bytes) that this process may have when a source is done. */
let mostAtRest = Infinity

const end = () => process.kill(process.pid, 'SIGKILL')
process.on('disconnect', end)
process.on('message', (request: WorkerRequest) => {
  thread ??= start(request.limits)
  watch = watched(request.limits)
  mostAtRest = request.limits.processBytes / 2
  thread.postMessage(request)
})

// Whoever reads is served before what is being converted.
setPriority(5)

function start({ memoryBytes }: ImportLimits): Worker {
  // The thread's own heap holds the tree and the text; pandoc's memory is apart and has its ceiling inside. What is outside both is watched from here.
  const heap = Math.max(256, Math.ceil(memoryBytes / 1024 / 1024))
  const started = new Worker(threadFile, {
    name: 'import',
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 },
  })
  started.on('message', answer)
  started.on('error', (error: Error & { code?: string }) =>
    answer(
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? refused(tooMuchMemory(memoryBytes))
        : { kind: 'failed', message: String(error), stack: error.stack },
    ),
  )
  started.on('exit', (code) => {
    thread = undefined // One that dies while it is idle is replaced with the next request.
    answer({ kind: 'failed', message: `The converter's thread stopped with code ${code}`, stack: undefined })
  })
  return started
}

/** Looks at the whole process: what the thread holds outside its heap is in no other figure. */
function watched(limits: ImportLimits): NodeJS.Timeout {
  clearInterval(watch)
  const before = process.cpuUsage()
  let told = 0
  return setInterval(() => {
    const { user, system } = process.cpuUsage(before)
    const milliseconds = (user + system) / 1000
    if (process.memoryUsage.rss() > limits.processBytes) answer(refused(tooMuchMemory(limits.processBytes)))
    else if (milliseconds > limits.milliseconds) answer(refused(tooLong(limits.milliseconds)))
    else if (milliseconds >= told + toldAfter) {
      told = milliseconds
      process.send?.({ kind: 'progress', milliseconds } satisfies WorkerProgress)
    }
  }, everyMilliseconds)
}

const refused = ({ code, said }: ImportRefused): WorkerReply => ({ kind: 'refused', code, said, spent: true })

/** The first answer to a request counts; whoever asked ends this process after a breach. */
function answer(reply: WorkerReply): void {
  if (watch === undefined) return
  clearInterval(watch)
  watch = undefined
  // Looked at once the answer has been written. Who has sent another source meanwhile sends it again to the next process.
  process.send?.(reply, () => process.memoryUsage.rss() > mostAtRest && end())
}
