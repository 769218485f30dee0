import type { Database } from '@/lib/data/database/client'
import { currentRevision } from '@/lib/data/documents/revision-text'
import { loadVeil } from '@/lib/data/rounds/load-veil'
import type { Member } from '@/lib/domain/access/viewer'
import { notFound } from '@/lib/errors'
import type { Live } from '@/lib/events/live'
import type { PresencePut } from '@/lib/schemas/presence'
import { authorise } from '@/lib/services/authorise'

/** Lets colleagues see where somebody is. Nothing is stored. */
export async function tellPresence(
  db: Database,
  live: Live,
  member: Member,
  { pageId, documentId, offset }: PresencePut,
): Promise<void> {
  authorise(member, 'project.read')
  if (documentId !== null && !(await currentRevision(db, member, documentId))) throw notFound('document')
  const isBlind = documentId !== null && (await loadVeil(db, member)).documentIds.has(documentId)
  live.present(member.projectId, { pageId, userId: member.userId, name: member.name, documentId, offset, isBlind })
}
