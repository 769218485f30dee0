import { AppError } from '@/lib/errors'
import type { Said } from '@/lib/i18n/said'

/** Why an event can no longer be reverted, as a sentence; 409, and nothing was changed. */
export function cannotRevert(reason: Said): AppError {
  return new AppError('cannot-revert', reason)
}

/** Those of `fields` in which the two rows differ; values are compared as JSON, for rows that were read from the history. */
export function changedFields<T extends object, Field extends keyof T>(
  before: T,
  after: T,
  fields: readonly Field[],
): Field[] {
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
}
