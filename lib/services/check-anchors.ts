import { createHash } from 'node:crypto'
import type { Database } from '@/lib/data/client'
import { countStrayTaggings, eachAnchorPage, eachRevision, type RevisionText } from '@/lib/data/instance'
import { anchorFault } from '@/lib/domain/anchoring/anchor-fault'

export interface AnchorReport {
  revisions: number
  annotations: number
  faults: { kind: string; projectId: string; document: string; id: string }[]
}

/** Re-checks every text of the instance against its hash and every annotation against its text. Changes nothing. */
export async function checkAnchors(db: Database): Promise<AnchorReport> {
  const report: AnchorReport = { revisions: 0, annotations: 0, faults: [] }
  await eachRevision(db, async (revision) => {
    report.revisions++
    const blame = (kind: string, id: string) => report.faults.push({ kind, projectId: revision.projectId, document: revision.document.title, id })
    if (!textIsIntact(revision)) blame('text-differs-from-hash', revision.id)
    await eachAnchorPage(db, revision, (anchors) => {
      report.annotations += anchors.length
      for (const anchor of anchors) {
        const fault = anchorFault(revision.text, anchor)
        if (fault) blame(fault, anchor.id)
      }
    })
  })
  const stray = await countStrayTaggings(db)
  if (stray > 0) report.faults.push({ kind: `${stray} taggings name another place than their annotation`, projectId: '', document: '', id: '' })
  return report
}

function textIsIntact({ text, sha256, length }: RevisionText): boolean {
  return text.length === length && createHash('sha256').update(text).digest('hex') === sha256
}
