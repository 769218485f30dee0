'use client'

import { useState } from 'react'
import { ProblemError } from './api'

/** What has to be entered before it makes sense to ask the server: by the path of a field what to do, and nothing where it is well. */
export type Needs = Readonly<Record<string, string | false | null>>

/**
 * One command of a form. `isPending` while it runs, and a second press then does nothing; `failure` is the refusal of the last attempt and
 * `errorOf(path)` what is wrong with one field, by the path the API gives it: what it needs, once an attempt has failed, or what the server said. `failed`
 * counts attempts that failed, for the `Form` that then goes to the first such field. Anything but a refusal of the API is thrown on.
 */
export function useSubmission<Args extends unknown[]>(work: (...args: Args) => Promise<unknown>, needs: Needs = {}) {
  const [isPending, setPending] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  const [failed, setFailed] = useState(0)
  async function submit(...args: Args): Promise<void> {
    if (isPending) return
    setFailure(null)
    if (Object.values(needs).some(Boolean)) return setFailed(failed + 1)
    setPending(true)
    try {
      await work(...args)
      setFailed(0)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setFailure(error)
      setFailed(failed + 1)
    } finally {
      setPending(false)
    }
  }
  const errorOf = (path: string): string | null =>
    (failed > 0 && needs[path]) || (failure?.errors.find((fault) => fault.path === path)?.message ?? null)
  return { isPending, failure, failed, errorOf, submit }
}
