import { faultyCounts } from '@/lib/data/annotations/check-counts'
import type { Database } from '@/lib/data/database/client'
import { brokenReferences, checkOriginals, misplacedRows } from '@/lib/data/database/instance'
import { checkSearch } from '@/lib/services/search/check-search'
import { checkAnchors, type AnchorReport } from '@/lib/services/documents/check-anchors'

export interface InstanceReport extends AnchorReport {
  originals: number
}

/**
 * Checks what the invariants promise of all that is stored: texts against their hash and their content, annotations against their text, uploaded files against
 * their hash, rows that repeat what others say against those, kept counts against what they count, what search was made ready with against the texts, and every reference against what it names. Changes nothing.
 */
export async function checkInstance(db: Database): Promise<InstanceReport> {
  const { faults, ...anchors } = await checkAnchors(db)
  const files = await checkOriginals(db)
  const rows = [
    ...(await misplacedRows(db)),
    ...(await faultyCounts(db)),
    ...(await checkSearch(db)),
    ...(await brokenReferences(db)),
  ]
  return { ...anchors, originals: files.originals, faults: [...faults, ...files.faults, ...rows] }
}

/** The same of one project, for whoever has just written it: texts, files and passages, and what repeats what others say. Its references the database has checked. */
export async function checkProject(db: Database, projectId: string): Promise<AnchorReport['faults']> {
  const [anchors, files] = [await checkAnchors(db, projectId), await checkOriginals(db, projectId)]
  return [...anchors.faults, ...files.faults, ...(await misplacedRows(db, projectId))]
}
