import { parentPort, workerData } from 'node:worker_threads'
import { answer } from './answer'
import type { Question } from './question'

// A thread for one question: its answer, or the error that it dies of, is all that leaves it. Its entry is this file, bundled to dist/agreement-worker.mjs.
parentPort?.postMessage(answer(workerData as Question))
