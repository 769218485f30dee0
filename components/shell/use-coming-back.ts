'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'
import { connection } from '@/lib/browser/offline/connection'
import { useConnection } from '@/lib/browser/offline/use-connection'

/** Data that does not change under whoever reads it: another text is another revision, which the reader offers, and figures say themselves that they are overtaken. */
const unmoved = new Set<unknown>(['content', 'text', 'agreement'])

/**
 * Brings a page that the browser had kept up to date as soon as the server is reached: what the server made of it and what it has asked for since. Only then does
 * it count as fresh.
 */
export function useComingBack(): void {
  const { isReached, keptAt } = useConnection()
  const queries = useQueryClient()
  const router = useRouter()
  const [isRefreshing, refresh] = useTransition()
  const isBegun = useRef(false)
  const isBack = isReached && keptAt !== null
  // Above the one that begins, which the same drawing of the page must not take for the end.
  useEffect(() => {
    if (isBack && isBegun.current && !isRefreshing) connection.isFresh()
  }, [isBack, isRefreshing])
  useEffect(() => {
    isBegun.current = isBack
    if (!isBack) return
    refresh(async () => {
      router.refresh()
      await queries.invalidateQueries({ predicate: ({ queryKey }) => !unmoved.has(queryKey[2]) })
    })
  }, [isBack, queries, router])
}
