'use client'

import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useCallback } from 'react'
import { callApi } from '@/lib/browser/api'
import { jobsKey } from '@/lib/browser/query-keys'
import type { Job } from '@/lib/schemas/job'

interface JobPage {
  items: Job[]
  nextCursor: string | null
}

/** Milliseconds between two looks: how far something is, and whether there is something at all. */
const pause = { underWay: 1_000, quiet: 30_000 }

/** Whether a job is not over yet. */
export const isUnderWay = ({ endedAt }: Job): boolean => endedAt === null

const pauseFor = (jobs: readonly Job[] | undefined): number => (jobs?.some(isUnderWay) ? pause.underWay : pause.quiet)

/** How many of one's own jobs are under way, as of now. */
export function useJobsUnderWay(): number {
  const { data } = useQuery({
    queryKey: [...jobsKey, 'under-way'],
    queryFn: ({ signal }) => callApi<JobPage>('GET', '/jobs?limit=20&total=false', undefined, signal),
    refetchInterval: ({ state }) => pauseFor(state.data?.items),
  })
  return data?.items.filter(isUnderWay).length ?? 0
}

/** One's own jobs, or those of a project, newest first, a page at a time; asked for each second while one is under way. */
export function useJobs(projectId?: string) {
  return useInfiniteQuery({
    queryKey: [...jobsKey, projectId ?? 'own'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '30', ...(pageParam !== null && { cursor: pageParam }) })
      const path = projectId === undefined ? '/jobs' : `/projects/${projectId}/jobs`
      return callApi<JobPage>('GET', `${path}?${query}`, undefined, signal)
    },
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => pauseFor(state.data && jobsIn(state.data)),
  })
}

/** One job, asked for each second until it has ended; none without an id. */
export function useJob(id: string | null): Job | undefined {
  const { data } = useQuery({
    queryKey: [...jobsKey, 'one', id],
    queryFn: ({ signal }) => callApi<Job>('GET', `/jobs/${id}`, undefined, signal),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : pause.underWay),
  })
  return data
}

/** All jobs of the pages that were read. */
export const jobsIn = (data: InfiniteData<JobPage>): Job[] => data.pages.flatMap(({ items }) => items)

/** Tells a job to stop. */
export function useStopJob() {
  const queries = useQueryClient()
  return useCallback(
    async (id: string) => {
      await callApi('DELETE', `/jobs/${id}`)
      await queries.invalidateQueries({ queryKey: jobsKey })
    },
    [queries],
  )
}
