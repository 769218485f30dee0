import type { Member } from '@/lib/domain/access/viewer'
import type { Span } from '@/lib/domain/anchoring/span'
import type { Transaction } from '../database/client'
import { revisionText } from '../documents/revision-text'

/** More of a passage is not needed to recognise it, and many passages may each be a whole book. */
const longestQuote = 600

/** Spans of the current texts of live documents with the words that each begins with, to be recognised by; what does not exist (any more) is left out. */
export async function passageWords(db: Transaction, member: Member, spans: readonly (Span & { documentId: string })[]) {
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
      worded.push({
        documentId,
        title: document.title,
        start,
        end,
        quote: text.slice(start, Math.min(end, start + longestQuote)),
      })
  }
  return worded
}
