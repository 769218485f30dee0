import { callApi, ProblemError } from '@/lib/browser/api'
import type { Annotation, AnnotationChange, AnnotationCreate } from '@/lib/schemas/annotation'
import type { SendWrite } from './annotation-store'
import { layerItemOf } from './layer-item'

export interface WriteTarget {
  projectId: string
  documentId: string
  /** The revision on screen. */
  revisionId: () => string | undefined
  /** The text on screen, so that the server can refuse a passage that is not what was selected. */
  text: () => string
}

/** Carries the reader's writes to the API. A conflict's stored row comes in the reader's form. */
export function writeSender({ projectId, documentId, revisionId, text }: WriteTarget): SendWrite {
  const path = `/projects/${projectId}/annotations`
  return async (write, version) => {
    if (write.kind === 'create') {
      const { id, start, end, tagIds, note, visibility, certainty, secondOpinion } = write.item
      const body: AnnotationCreate = { id, documentId, revisionId: revisionId(), start, end, quote: text().slice(start, end), tagIds, note, visibility, certainty, secondOpinion }
      return layerItemOf(await callApi<Annotation>('POST', path, body))
    }
    if (write.kind === 'remove') {
      await callApi('DELETE', `${path}/${write.id}`)
      return null
    }
    const { start, end } = write.patch
    const moved = start !== undefined && end !== undefined
    const isStar = Object.keys(write.patch).every((field) => field === 'starred')
    const body: AnnotationChange = { ...write.patch, ...(moved && { quote: text().slice(start, end) }), ...(!isStar && { version }) }
    try {
      return layerItemOf(await callApi<Annotation>('PATCH', `${path}/${write.id}`, body))
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'version-conflict' && error.current) {
        throw new ProblemError(error.code, error.message, error.status, error.errors, layerItemOf(error.current as Annotation))
      }
      throw error
    }
  }
}
