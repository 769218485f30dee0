import { AppError, notFound, type Thing } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** Why a versioned write touched nothing: the row is gone, or it was changed meanwhile and comes back as it stands. */
export function staleVersion(current: object | null, what: Thing): AppError {
  if (current === null) return notFound(what)
  return new AppError('version-conflict', say('refusals.staleVersion', { what }), { current })
}
