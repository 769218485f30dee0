'use client'

import { nameKey } from '@/lib/domain/codebook/name-key'
import { useState } from 'react'
import type { TagSplit } from '@/lib/schemas/tag'

/** A new tag being named; its key stays when the name changes. */
export interface Part {
  key: number
  name: string
}

/** What a split is going to be: the names, and which passage goes to which of them. */
export function useSplit() {
  const [parts, setParts] = useState<readonly Part[]>([
    { key: 1, name: '' },
    { key: 2, name: '' },
  ])
  const [assigned, setAssigned] = useState<ReadonlyMap<string, number>>(new Map())
  const named = parts.filter((part) => part.name.trim() !== '')
  const twins = new Set(
    named
      .filter((part) => named.some((other) => other.key < part.key && sameName(other.name, part.name)))
      .map((part) => part.key),
  )
  const going = [...assigned].filter(([, key]) => named.some((part) => part.key === key))
  const request: Pick<TagSplit, 'names' | 'assign'> = {
    names: named.map((part) => part.name.trim()),
    assign: going.flatMap(([annotationId, key]) =>
      named.filter((part) => part.key === key).map((part) => ({ annotationId, name: part.name.trim() })),
    ),
  }
  return {
    parts,
    twins,
    moving: going.length,
    /** Passages go to a tag that has no name yet. */
    isNameless: going.length < assigned.size,
    request,
    isReady: named.length > 0 && twins.size === 0 && going.length === assigned.size,
    partOf: (annotationId: string) => parts.find((part) => part.key === assigned.get(annotationId)),
    rename: (key: number, name: string) =>
      setParts((all) => all.map((part) => (part.key === key ? { key, name } : part))),
    add: () => setParts((all) => [...all, { key: Math.max(0, ...all.map((part) => part.key)) + 1, name: '' }]),
    drop: (key: number) => {
      setParts((all) => all.filter((part) => part.key !== key))
      setAssigned((all) => new Map([...all].filter(([, of]) => of !== key)))
    },
    /** Sends passages to a part; to none with null. */
    assign: (ids: readonly string[], key: number | null) =>
      setAssigned((all) => {
        const next = new Map(all)
        for (const id of ids)
          if (key === null) next.delete(id)
          else next.set(id, key)
        return next
      }),
  }
}

export type Split = ReturnType<typeof useSplit>

const sameName = (a: string, b: string) => nameKey(a.trim()) === nameKey(b.trim())
