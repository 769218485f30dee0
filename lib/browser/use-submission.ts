'use client'

import { useState } from 'react'
import { ProblemError } from './api'

/**
 * One command of a form. `isPending` while it runs, and a second press then does nothing; `failure` is the refusal of the last attempt and
 * `errorOf(path)` what is wrong with one field, by the path the API gives it. Anything but a refusal of the API is thrown on.
 */
export function useSubmission<Args extends unknown[]>(work: (...args: Args) => Promise<unknown>) {
  const [isPending, setPending] = useState(false)
  const [failure, setFailure] = useState<ProblemError | null>(null)
  async function submit(...args: Args): Promise<void> {
    if (isPending) return
    setPending(true)
    setFailure(null)
    try {
      await work(...args)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setFailure(error)
    } finally {
      setPending(false)
    }
  }
  const errorOf = (path: string): string | null => failure?.errors.find((fault) => fault.path === path)?.message ?? null
  return { isPending, failure, errorOf, submit }
}
