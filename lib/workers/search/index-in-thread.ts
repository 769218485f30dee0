import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { indexedParts, type IndexedPart } from '@/lib/domain/search/indexed-parts'
import type { TextPlaces } from '@/lib/domain/search/text-places'
import { workerFile } from '../worker-file'

export interface TextToIndex {
  text: string
  /** BCP 47 */
  language: string
  projectId: string
}

/** UTF-16 units of a text that takes longer here than a thread takes to begin. */
const long = 40_000

/**
 * The parts of a text for search, and at the end the places of its sentences: of a long one they are made in a thread of its own, so that no request waits for it,
 * and one part ahead of what is asked for.
 */
export async function* indexText(given: TextToIndex): AsyncGenerator<IndexedPart, TextPlaces, undefined> {
  if (given.text.length < long) return yield* indexedParts(given.text, given.language, given.projectId)
  return yield* inThread(given)
}

type Next = IteratorResult<IndexedPart, TextPlaces>

async function* inThread(given: TextToIndex): AsyncGenerator<IndexedPart, TextPlaces, undefined> {
  const worker = new Worker(await workerFile('search-worker'), {
    name: 'search',
    env: {},
    workerData: given,
    resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 32 },
  })
  const answer = async (): Promise<Next> => {
    worker.postMessage('next')
    const [next] = (await once(worker, 'message')) as [Next]
    return next
  }
  try {
    for (let coming = answer(); ;) {
      const next = await coming
      if (next.done) return next.value
      coming = answer()
      // A failure is told when the next part is asked for, and not to nobody while this one is written.
      coming.catch(() => undefined)
      yield next.value
    }
  } finally {
    // What a dying thread still says must not take the process with it.
    worker.removeAllListeners().on('error', () => undefined)
    await worker.terminate()
  }
}
