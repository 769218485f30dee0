import { createHash } from 'node:crypto'
import type { Database } from '@/lib/data/database/client'
import { eachAnchorPage, eachRevision, quotedPlaces, type RevisionText } from '@/lib/data/database/instance'
import { anchorFault } from '@/lib/domain/anchoring/anchor-fault'
import { canonicalText } from '@/lib/editor/canonical-text'
import type { NodeJson } from '@/lib/editor/document-json'
import { pageAt, pageStarts } from '@/lib/editor/pages'

interface Fault {
  kind: string
  projectId: string
  /** Its title, where the fault is in one. */
  document: string
  id: string
}

export interface AnchorReport {
  revisions: number
  annotations: number
  faults: Fault[]
}

/** Re-checks every text of the instance, or of one project, against its hash and its content, and every annotation, and whatever else has a place in one, against its text. Changes nothing. */
export async function checkAnchors(db: Database, projectId?: string): Promise<AnchorReport> {
  const report: AnchorReport = { revisions: 0, annotations: 0, faults: [] }
  await eachRevision(
    db,
    async (revision) => {
      report.revisions++
      const blame = (kind: string, id: string) =>
        report.faults.push({ kind, projectId: revision.projectId, document: revision.document?.title ?? '', id })
      if (!textIsIntact(revision)) blame('text-differs-from-hash', revision.id)
      for (const kind of contentFaults(revision)) blame(kind, revision.id)
      await eachAnchorPage(db, revision, (anchors) => {
        report.annotations += anchors.length
        for (const anchor of anchors) {
          const fault =
            anchorFault(revision.text, anchor) ??
            (anchor.page === pageAt(revision.pageStarts, anchor.start) ? undefined : 'page-differs')
          if (fault) blame(fault, anchor.id)
        }
      })
      for (const { id, start, end, quote } of await quotedPlaces(db, revision))
        if (revision.text.slice(start, end) !== quote) blame('place-differs-from-text', id)
    },
    projectId,
  )
  return report
}

function textIsIntact({ text, sha256, length }: RevisionText): boolean {
  return text.length === length && createHash('sha256').update(text).digest('hex') === sha256
}

/** The text and the pages of a revision are a pure function of its content. */
function contentFaults({ content, text, pageStarts: pages }: RevisionText): string[] {
  try {
    const doc = content as NodeJson
    return [
      ...(canonicalText(doc) === text ? [] : ['content-differs-from-text']),
      ...(JSON.stringify(pageStarts(doc)) === JSON.stringify(pages) ? [] : ['content-differs-from-pages']),
    ]
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return ['content-is-no-document']
    throw error
  }
}
