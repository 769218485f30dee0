import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { indexedParts } from '@/lib/domain/search/indexed-parts'
import type { TextToIndex } from './index-in-thread'

// A thread for one text: each message that comes is answered with the next part, so that no more of it is in memory than is being written. Its entry is this file, bundled to dist/search-worker.mjs.
const port = parentPort
if (!port) throw new Error('This runs in a thread')
const { text, language, projectId } = workerData as TextToIndex
const parts = indexedParts(text, language, projectId)
for (let next; !next?.done;) {
  await once(port, 'message')
  next = parts.next()
  port.postMessage(next)
}
port.close()
