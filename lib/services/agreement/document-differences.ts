import type { Database } from '@/lib/data/database/client'
import { currentRevision } from '@/lib/data/documents/revision-text'
import type { Member } from '@/lib/domain/access/viewer'
import { notFound } from '@/lib/errors'
import type { DocumentDifferences, StudySettings } from '@/lib/schemas/agreement'
import { countStudy } from './count-study'

/** Where the coders of one document differ, by tag: what lies behind its figures, for the lane beside the text. */
export async function documentDifferences(
  db: Database,
  member: Member,
  documentId: string,
  chosen: Pick<StudySettings, 'coderIds' | 'tagIds' | 'roundId'>,
  signal?: AbortSignal,
): Promise<DocumentDifferences> {
  if (!(await currentRevision(db, member, documentId))) throw notFound('document')
  const settings: StudySettings = {
    ...chosen,
    documentIds: [documentId],
    unit: 'character',
    whiteSpace: 'counted',
    touching: 'joined',
    overlappingTags: 'combined',
  }
  const { read, answer: items } = await countStudy(
    db,
    member,
    settings,
    () => ({ kind: 'differences', documentId }),
    signal,
  )
  const document = read.documents[0]
  if (!document) throw notFound('document')
  const coders = read.packed.documents[0]?.coderIds ?? []
  return {
    revisionId: document.revisionId,
    coders: read.packed.coderIds
      .filter((id) => coders.includes(id))
      .map((id) => ({ id, name: read.people.get(id) ?? '' })),
    items: items.map(({ tagId, start, end, codedBy, notCodedBy }) => ({
      tagId,
      start,
      end,
      codedBy: [...codedBy],
      notCodedBy: [...notCodedBy],
    })),
  }
}
