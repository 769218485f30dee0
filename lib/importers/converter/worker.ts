import { parentPort } from 'node:worker_threads'
import { convert } from '@/lib/importers/convert'
import { ImportRefused } from '@/lib/importers/import-refused'
import { tooMuchMemory } from '@/lib/importers/limits'
import { prepareCorrection } from '@/lib/importers/correction/prepare-correction'
import { loadPandoc, PandocTrapped } from '@/lib/importers/pandoc/pandoc'
import { loadPdfJs } from '@/lib/importers/pdf/pdf-document'
import { readProject } from '@/lib/importers/projects/read-project'
import { readSheet } from '@/lib/importers/sheets/read-sheet'
import type { WorkerReply, WorkerRequest } from './worker-messages'
import { say } from '@/lib/i18n/say'

/** The converter's thread: one request at a time, in, converted, out. Its entry is this file, bundled to dist/import-worker.mjs. */
parentPort?.on('message', (request: WorkerRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply))
})

async function answer(request: WorkerRequest): Promise<WorkerReply> {
  try {
    if (request.kind === 'warm') {
      // One after the other: while pandoc loads, every WebAssembly module is taken for it.
      await loadPandoc(request.limits.memoryBytes)
      await loadPdfJs()
      return { kind: 'warm' }
    }
    if (request.kind === 'sheet') return { kind: 'sheet', file: await readSheet(request.source) }
    if (request.kind === 'project') return { kind: 'project', made: await readProject(request.source, request.limits) }
    if (request.kind === 'correct') return { kind: 'corrected', made: prepareCorrection(request.source) }
    return { kind: 'imported', parts: await convert(request.source, request.limits) }
  } catch (error) {
    if (error instanceof ImportRefused)
      return { kind: 'refused', code: error.code, said: error.said, spent: error instanceof PandocTrapped }
    // What lies so deep in one another was made to do that. How far the libraries had come, nobody knows.
    if (error instanceof RangeError && /call stack/.test(error.message))
      return {
        kind: 'refused',
        code: 'corrupt-file',
        said: say('refusals.files.tooDeepToRead'),
        spent: true,
      }
    // A text or a list that became longer than any may be, of a few lines that say it again and again.
    if (
      error instanceof RangeError &&
      /invalid (string|array|array buffer) length|allocation failed/i.test(error.message)
    ) {
      const { code, said } = tooMuchMemory(request.limits.memoryBytes)
      return { kind: 'refused', code, said, spent: true }
    }
    return { kind: 'failed', message: String(error), stack: error instanceof Error ? error.stack : undefined }
  }
}
