'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { callAllPages, callApi } from '@/lib/browser/api'
import type { Account } from '@/lib/schemas/account'

/** The administrator's own password, where they were asked for it. */
export interface Confirmation {
  password?: string
}

const queryKey = ['users'] as const

/** The accounts of the instance, for an administrator, and what may be done with one. */
export function useAccounts() {
  const queries = useQueryClient()
  const accounts = useQuery({ queryKey, queryFn: ({ signal }) => callAllPages<Account>('/users', signal) })
  const then = async () => queries.invalidateQueries({ queryKey })
  return {
    accounts,
    makeResetLink: (id: string, confirmation: Confirmation) =>
      callApi<{ url: string; expiresAt: string }>('POST', `/users/${id}/reset-link`, confirmation),
    /** Ends somebody's access, gives it back, or takes the account from whoever signs in as it. */
    change: (id: string, how: 'deactivate' | 'reactivate' | 'unlink', confirmation: Confirmation) =>
      callApi('POST', `/users/${id}/${how}`, confirmation).then(then),
  }
}
