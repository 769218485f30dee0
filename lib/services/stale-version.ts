import { AppError, notFound } from '@/lib/errors'

/** Why a versioned write touched nothing: the row is gone, or it was changed meanwhile and comes back as it stands. */
export function staleVersion(current: object | null, what: string): AppError {
  if (current === null) return notFound(what)
  return new AppError(
    'version-conflict',
    `This ${what} was changed meanwhile. Nothing of yours was saved over it: look at it as it stands and decide again.`,
    { current },
  )
}
