'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { callAllPages, callApi } from '@/lib/browser/api'

export interface Token {
  id: string
  name: string
  scope: 'read' | 'write'
  expiresAt: string | null
  lastUsedAt: string | null
  createdAt: string
}

const queryKey = ['me', 'tokens'] as const

/** One's own tokens; `make` answers the secret, which is shown once. */
export function useTokens() {
  const queries = useQueryClient()
  const tokens = useQuery({ queryKey, queryFn: ({ signal }) => callAllPages<Token>('/me/tokens', signal) })
  return {
    tokens,
    async make(input: { name: string; scope: Token['scope']; expiresAt?: string; password?: string }): Promise<string> {
      const { secret } = await callApi<{ secret: string }>('POST', '/me/tokens', input)
      void queries.invalidateQueries({ queryKey })
      return secret
    },
    async revoke(id: string): Promise<void> {
      await callApi('DELETE', `/me/tokens/${id}`)
      await queries.invalidateQueries({ queryKey })
    },
  }
}
