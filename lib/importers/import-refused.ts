import { inEnglish } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** Why a file was not imported, in a closed set that the API and the interface can tell apart. */
export type RefusalCode =
  | 'unsupported-format'
  | 'empty-file'
  | 'too-large'
  | 'corrupt-file'
  | 'encrypted-file'
  /** Nothing to read: a scan, pictures alone, or nothing at all, in whatever format. */
  | 'no-text-layer'
  | 'expands-too-much'
  | 'took-too-long'
  | 'needs-too-much-memory'

/**
 * A file that was refused. What is said is for people: the reason, the limit where there is one, and what to do; `detail` is its English. Nothing of the file is
 * left behind.
 */
export class ImportRefused extends Error {
  readonly detail: string

  constructor(
    readonly code: RefusalCode,
    readonly said: Said,
  ) {
    const detail = inEnglish(said)
    super(detail)
    this.name = 'ImportRefused'
    this.detail = detail
  }
}
