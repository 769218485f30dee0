import type { ProblemError } from '@/lib/browser/api'

/** Why the form was refused, where no single field is to blame; announced. */
export function FormFailure({ failure }: { failure: ProblemError | null }) {
  if (!failure || failure.errors.length > 0) return null
  return (
    <p role="alert" className="rounded-md border border-danger bg-danger-soft px-4 py-3 text-sm text-ink">
      {failure.message}
    </p>
  )
}
