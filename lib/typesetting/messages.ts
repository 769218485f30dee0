import type { WholeReport } from '@/lib/exporters/pdf-report'
import type { WorkerReply } from '@/lib/importers/converter/worker-messages'
import type { ImportLimits } from '@/lib/importers/limits'

/** One document to set, and what the process says where letters have no font. */
export interface TypesettingRequest {
  report: WholeReport
  words: MissingWords
  limits: ImportLimits
}

/** How the document says which letters no font has: `notice` holds `{names}` where they are named, in the language of `locale`. */
export interface MissingWords {
  notice: string
  emoji: string
  locale: string
}

export type TypesettingReply =
  | { kind: 'set'; file: Uint8Array }
  /** Typst has no program for this kind of machine. */
  | { kind: 'unavailable' }
  | Extract<WorkerReply, { kind: 'refused' | 'failed' }>
