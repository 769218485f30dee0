'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { callAllPages, callApi } from '@/lib/browser/api'
import type { Account } from '@/lib/schemas/account'

const queryKey = ['users'] as const

/** The accounts of the instance, for an administrator, and what may be done with one. */
export function useAccounts() {
  const queries = useQueryClient()
  const accounts = useQuery({ queryKey, queryFn: ({ signal }) => callAllPages<Account>('/users', signal) })
  const then = async () => queries.invalidateQueries({ queryKey })
  return {
    accounts,
    makeResetLink: (id: string) => callApi<{ url: string; expiresAt: string }>('POST', `/users/${id}/reset-link`),
    deactivate: (id: string) => callApi('POST', `/users/${id}/deactivate`).then(then),
    unlink: (id: string) => callApi('POST', `/users/${id}/unlink`).then(then),
    reactivate: (id: string) => callApi('POST', `/users/${id}/reactivate`).then(then),
  }
}
