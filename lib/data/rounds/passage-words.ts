import type { Member } from '@/lib/domain/access/viewer'
import type { Transaction } from '../database/client'
import { revisionText } from '../documents/revision-text'

/** Spans of the current texts of live documents with their words, to be recognised by; what does not exist (any more) is left out. */
export async function passageWords(
  db: Transaction,
  member: Member,
  spans: readonly { documentId: string; start: number; end: number }[],
) {
  const documents = await db.document.findMany({
    where: {
      projectId: member.projectId,
      id: { in: [...new Set(spans.map((span) => span.documentId))] },
      deletedAt: null,
    },
    select: { id: true, title: true, currentRevisionId: true },
  })
  const known = new Map(documents.map((document) => [document.id, document]))
  const worded = []
  for (const { documentId, start, end } of spans) {
    const document = known.get(documentId)
    const text = document?.currentRevisionId ? await revisionText(db, member, document.currentRevisionId) : null
    if (document && text !== null && start < end && end <= text.length)
      worded.push({ documentId, title: document.title, start, end, quote: text.slice(start, end) })
  }
  return worded
}
