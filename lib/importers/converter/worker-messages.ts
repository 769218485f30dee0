import type {
  CorrectionFault,
  CorrectionSource,
  PreparedCorrection,
} from '@/lib/importers/correction/prepare-correction'
import type { FileSource, MarkupSource } from '@/lib/importers/convert'
import type { RefusalCode } from '@/lib/importers/import-refused'
import type { ImportedParts } from '@/lib/importers/imported-document'
import type { ImportLimits } from '@/lib/importers/limits'
import type { BroughtProject, ProjectSource } from '@/lib/importers/projects/brought-project'
import type { SheetFiles, SheetSource } from '@/lib/importers/sheets/read-sheet'
import type { Said } from '@/lib/i18n/said'

/** What the worker is asked: one source, one sheet, one project of another program, one correction, or only to load what takes long to load. */
export type WorkerRequest =
  | { kind: 'convert'; source: FileSource | MarkupSource; limits: ImportLimits }
  | { kind: 'sheet'; source: SheetSource; limits: ImportLimits }
  | { kind: 'project'; source: ProjectSource; limits: ImportLimits }
  | { kind: 'correct'; source: CorrectionSource; limits: ImportLimits }
  | { kind: 'warm'; limits: ImportLimits }

/** Said while a source is being read, about each second of it: processor time of this source (ms). */
export interface WorkerProgress {
  kind: 'progress'
  milliseconds: number
}

/** `spent` says that the worker must not be used again. */
export type WorkerReply =
  | { kind: 'warm' }
  | { kind: 'imported'; parts: ImportedParts }
  | { kind: 'sheet'; file: SheetFiles[keyof SheetFiles] }
  | { kind: 'project'; made: BroughtProject | null }
  | { kind: 'corrected'; made: PreparedCorrection | CorrectionFault }
  | { kind: 'refused'; code: RefusalCode; said: Said; spent: boolean }
  | { kind: 'failed'; message: string; stack: string | undefined }
