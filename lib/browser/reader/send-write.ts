import { callApi, ProblemError } from '@/lib/browser/api'
import type { Annotation, AnnotationChange, AnnotationCreate } from '@/lib/schemas/annotation'
import type { SendWrite, Write } from './annotation-store'
import { layerItemOf } from './layer-item'

export interface WriteTarget {
  projectId: string
  documentId: string
  /** Whose writes they are: sent while somebody else is signed in they are refused, and do not become theirs. */
  viewerId: string
}

/** A write with what the server checks it by: the revision on screen and the words that were meant. */
export function withWords(write: Write, revisionId: string | undefined, text: string): Write {
  if (write.kind === 'create')
    return { ...write, at: { revisionId, quote: text.slice(write.item.start, write.item.end) } }
  if (write.kind === 'change' && write.patch.start !== undefined && write.patch.end !== undefined)
    return { ...write, quote: text.slice(write.patch.start, write.patch.end) }
  return write
}

/** Carries the reader's writes to the API. A conflict's stored row comes in the reader's form. */
export function writeSender({ projectId, documentId, viewerId }: WriteTarget): SendWrite {
  const path = `/projects/${projectId}/annotations`
  const call = <T>(method: 'POST' | 'PATCH' | 'DELETE', at: string, body?: object) =>
    callApi<T>(method, at, body, undefined, viewerId)
  return async (write, version) => {
    if (write.kind === 'create') {
      const { id, start, end, tagIds, note, visibility, certainty, secondOpinion } = write.item
      const body: AnnotationCreate = {
        id,
        documentId,
        ...write.at,
        start,
        end,
        tagIds,
        note,
        visibility,
        certainty,
        secondOpinion,
      }
      return layerItemOf(await call<Annotation>('POST', path, body))
    }
    if (write.kind === 'remove') {
      await call('DELETE', `${path}/${write.id}`)
      return null
    }
    const isStar = Object.keys(write.patch).every((field) => field === 'starred')
    const body: AnnotationChange = {
      ...write.patch,
      ...(write.quote !== undefined && { quote: write.quote }),
      ...(!isStar && { version }),
    }
    try {
      return layerItemOf(await call<Annotation>('PATCH', `${path}/${write.id}`, body))
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'version-conflict' && error.current) {
        throw new ProblemError(
          error.code,
          error.message,
          error.status,
          error.errors,
          layerItemOf(error.current as Annotation),
        )
      }
      throw error
    }
  }
}
