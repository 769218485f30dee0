import type { TextEncoding } from '@/lib/domain/documents/text-encodings'
import type { ProblemError } from '@/lib/browser/api'
import type { DocumentPreview } from '@/lib/schemas/document'

/** What is proposed for a document and may be corrected before it is saved. Blank means "not given". */
export interface Proposed {
  title: string
  author: string
  date: string
  source: string
}
export type ProposedField = keyof Proposed
export const proposedFields = ['title', 'author', 'date', 'source'] as const satisfies readonly ProposedField[]

/** Where a file stands on its way to being a document. */
export type FileState =
  | { step: 'waiting' }
  /** `sent` is the share of the bytes that has arrived, 0 to 1; at 1 the server is reading the file. */
  | { step: 'reading'; sent: number }
  | { step: 'refused'; reason: string; canRetry: boolean }
  | { step: 'ready'; preview: DocumentPreview; errors: ProblemError['errors']; failure: string | null }
  | { step: 'saving'; preview: DocumentPreview; sent: number }
  | { step: 'saved'; documentId: string; title: string }

export interface QueuedFile {
  /** Also the id of the document it becomes, so that saving twice stores once. */
  key: string
  name: string
  size: number
  proposed: Proposed
  /** How its letters are encoded, where the person has said it. */
  encoding: TextEncoding | null
  state: FileState
  /** The name of an earlier file of the queue with the same bytes. */
  sameAsInQueue: string | null
}

/** What the preview proposes, as text for the form. */
export function proposalsOf(preview: DocumentPreview): Proposed {
  const text = (key: string) => String(preview.report.proposed[key] ?? '')
  return { title: preview.title, author: text('author'), date: text('date'), source: text('source') }
}

/** The form that saves a file with what the person made of the proposals. An emptied field is sent as null, so that the text's own value is not taken after all. */
export function formOf(file: File, queued: QueuedFile): FormData {
  const { title, author, date, source } = queued.proposed
  const form = new FormData()
  form.set('id', queued.key)
  form.set('title', title.trim())
  form.set(
    'attributes',
    JSON.stringify({ author: author.trim() || null, date: date.trim() || null, source: source.trim() || null }),
  )
  if (queued.encoding) form.set('encoding', queued.encoding)
  form.set('file', file)
  return form
}
