'use client'

import { useQueryClient, type Query } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { ProblemError } from '@/lib/browser/api'
import { connection } from '@/lib/browser/offline/connection'
import { useConnection } from '@/lib/browser/offline/use-connection'

/** Texts do not change under whoever reads them: another text is another revision, which the reader offers. */
const unmoved = new Set<unknown>(['content', 'text'])
/** Figures are not exchanged under whoever reads them, either; they are marked, and count anew when they are asked for. */
const isFigure = ({ queryKey }: Query): boolean => queryKey[2] === 'agreement'
const isMoving = (query: Query): boolean => !unmoved.has(query.queryKey[2]) && !isFigure(query)

/** Milliseconds after which what could not be brought up to date is asked for once more. */
const pause = 5000

/**
 * Brings a page that the browser had kept up to date as soon as the server is reached: what the server made of it and what it has asked for since. Only when all of
 * that has come does it count as fresh.
 */
export function useComingBack(): void {
  const { isReached, keptAt } = useConnection()
  const queries = useQueryClient()
  const router = useRouter()
  const [isRefreshing, refresh] = useTransition()
  const [attempt, setAttempt] = useState(0)
  const isBegun = useRef(false)
  const isBack = isReached && keptAt !== null
  // Above the one that begins, which the same drawing of the page must not take for the end.
  useEffect(() => {
    if (!isBack || !isBegun.current || isRefreshing) return
    const isLeft = queries.getQueryCache().findAll({ type: 'active', predicate: isMoving }).some(hasFailed)
    if (!isLeft) return connection.isFresh()
    const timer = setTimeout(() => setAttempt((before) => before + 1), pause)
    return () => clearTimeout(timer)
  }, [isBack, isRefreshing, queries])
  useEffect(() => {
    isBegun.current = isBack
    if (!isBack) return
    refresh(async () => {
      router.refresh()
      void queries.invalidateQueries({ predicate: isFigure, refetchType: 'none' })
      await queries.invalidateQueries({ predicate: isMoving })
    })
  }, [isBack, attempt, queries, router])
}

/** Whether the server was too busy or too broken to answer: what it refuses it refuses the next time, too. */
function hasFailed({ state: { status, error } }: Query): boolean {
  return status === 'error' && !(error instanceof ProblemError && error.status < 500 && error.status !== 429)
}
