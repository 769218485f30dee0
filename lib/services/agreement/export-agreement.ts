import type { Database } from '@/lib/data/client'
import type { Member } from '@/lib/domain/access/viewer'
import { csv } from '@/lib/exporters/csv'
import { xlsx } from '@/lib/exporters/xlsx'
import type { FiguresSettings } from '@/lib/schemas/agreement'
import { authorise } from '../authorise'
import { inFilename, mediaTypes, type ExportFile } from '../export-project'
import { agreementTable } from './agreement-table'
import { measureAgreement } from './measure-agreement'

export interface AgreementFile {
  format: 'csv' | 'xlsx'
  /** Whether csv begins with a byte order mark, by which Excel knows UTF-8. */
  bom: boolean
  now: Date
}

/** The same figures as a table, one row each, with the rules and counts beside it. */
export async function exportAgreement(db: Database, member: Member, settings: FiguresSettings, { format, bom, now }: AgreementFile, signal?: AbortSignal): Promise<ExportFile> {
  authorise(member, 'export')
  const answer = await measureAgreement(db, member, settings, signal)
  const table = agreementTable(answer)
  const filename = [member.projectName, 'agreement', answer.round?.name, now.toISOString().slice(0, 10)].flatMap((part) => part ?? []).map(inFilename).join('_')
  return { filename: `${filename}.${format}`, mediaType: mediaTypes[format], chunks: format === 'csv' ? csv(table, { bom }) : xlsx(table, now) }
}
