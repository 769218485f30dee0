'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { callApi } from '@/lib/browser/api'
import type { Backups } from '@/lib/schemas/backup'

const queryKey = ['backups'] as const

/** Milliseconds between looks while one is being made. */
const pause = 2_000

/** The backups of the instance, for an administrator, and a way to ask for one. */
export function useBackups() {
  const queries = useQueryClient()
  const backups = useQuery({
    queryKey,
    queryFn: ({ signal }) => callApi<Backups>('GET', '/backups', undefined, signal),
    refetchInterval: ({ state }) => (state.data?.isRunning ? pause : false),
  })
  const request = async () => {
    queries.setQueryData(queryKey, await callApi<Backups>('POST', '/backups'))
  }
  return { backups, request }
}
