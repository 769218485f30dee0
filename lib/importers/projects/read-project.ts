import { qdaImport } from '@/lib/importers/qdpx/qda-import'
import { openQdpx } from '@/lib/importers/qdpx/qda-files'
import type { BroughtProject, ProjectSource } from './brought-project'

/**
 * Reads a project of another program in the thread it is called in, which it may block for seconds: the worker's side of importProject. Null where the file is
 * none. Throws ImportRefused for one that cannot be read.
 */
export async function readProject({ bytes, selfId, now }: ProjectSource): Promise<BroughtProject | null> {
  const files = await openQdpx(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (!files) return null
  try {
    return await qdaImport(files, selfId, now)
  } finally {
    files.close()
  }
}
