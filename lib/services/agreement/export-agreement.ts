import type { Database } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import { csv } from '@/lib/exporters/csv'
import { xlsx } from '@/lib/exporters/xlsx'
import type { FiguresSettings } from '@/lib/schemas/agreement'
import { authorise } from '../authorise'
import { inFilename, mediaTypes, type ExportFile } from '../export/export-project'
import { agreementTable, confusionFile } from './agreement-table'
import { confusion, type Pair } from './confusion'
import { measureAgreement } from './measure-agreement'

export interface AgreementFile extends Pair {
  /** The figures, or which tags coders chose against which. */
  table: 'figures' | 'confusion'
  format: 'csv' | 'xlsx'
  /** Whether csv begins with a byte order mark, by which Excel knows UTF-8. */
  bom: boolean
  now: Date
}

/** The figures as a table, one row each with the rules and counts beside it, or the confusion table, one row for each cell with what it says. */
export async function exportAgreement(
  db: Database,
  member: Member,
  settings: FiguresSettings,
  { table: which, pair, format, bom, now }: AgreementFile,
  signal?: AbortSignal,
): Promise<ExportFile> {
  authorise(member, 'export')
  const answer =
    which === 'confusion'
      ? await confusion(db, member, { ...studyOf(settings), pair }, signal)
      : await measureAgreement(db, member, settings, signal)
  const table = 'units' in answer ? confusionFile(answer, member.locale) : agreementTable(answer)
  const filename = [
    member.projectName,
    which === 'confusion' ? 'confusion' : 'agreement',
    answer.round?.name,
    now.toISOString().slice(0, 10),
  ]
    .flatMap((part) => part ?? [])
    .map(inFilename)
    .join('_')
  return {
    filename: `${filename}.${format}`,
    mediaType: mediaTypes[format],
    chunks: format === 'csv' ? csv(table, { bom }) : xlsx(table, now),
  }
}

/** The settings without those that only figures have. */
function studyOf({ measure: _, level: _l, replicates: _r, seed: _s, ...study }: FiguresSettings) {
  return study
}
