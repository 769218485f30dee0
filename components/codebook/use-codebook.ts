'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useCodebookCommands } from '@/lib/browser/codebook/use-codebook-commands'
import { tagHref } from '@/lib/domain/codebook/tag-address'
import { planStep, topmost } from '@/lib/domain/codebook/plan-moves'
import type { Tag } from '@/lib/schemas/tag'
import { draftId, type Draft } from './tree/tag-nodes'
import type { TagCommand } from './tree/tag-row'
import { useCodebookSteps } from './use-codebook-steps'

/** What is asked before it is done. */
export interface Asked {
  command: 'merge' | 'split' | 'remove'
  ids: string[]
}

/** The state of the codebook page and everything that can be done on it. `named` is the tag that the address names. */
export function useCodebook(projectId: string, tags: readonly Tag[], named: string | null = null) {
  const router = useRouter()
  const commands = useCodebookCommands(projectId)
  const [selected, select] = useState<ReadonlySet<string>>(
    () => new Set(named !== null && tags.some((tag) => tag.id === named) ? [named] : []),
  )
  const [expanded, expand] = useState<ReadonlySet<string>>(() => new Set(tags.map((tag) => tag.id)))
  const [renaming, setRenaming] = useState<string | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  /** The words that were typed for a name and not taken: they go back into their field. */
  const [untaken, setUntaken] = useState<string | null>(null)
  const [asked, ask] = useState<Asked | null>(null)
  const [isImporting, setImporting] = useState(false)
  /** Whether a name is being typed, at this moment and not as of the last rendering. */
  const isNaming = useRef(false)
  const details = useRef<HTMLElement>(null)
  const open = (id: string | null) => id !== null && expand((ids) => new Set([...ids, id]))
  const steps = useCodebookSteps(projectId, tags, commands, open)

  const byId = (id: string) => tags.find((tag) => tag.id === id)
  /** A row's commands are about all that is chosen, where the row is one of them. */
  const meant = (id: string) => (selected.has(id) ? topmost(tags, [...selected]) : [id])
  const cancel = () => {
    isNaming.current = false
    setRenaming(null)
    setDraft(null)
    setUntaken(null)
  }
  const begin = (place: Draft) => {
    open(place.parentId)
    cancel()
    isNaming.current = true
    setDraft(place)
  }
  const rename = (id: string, typed: string | null) => {
    isNaming.current = true
    setRenaming(id)
    setUntaken(typed)
  }
  const command = (id: string, what: TagCommand) => {
    const tag = byId(id)
    if (!tag) return
    if (what === 'passages') router.push(tagHref(projectId, id))
    else if (what === 'rename') rename(id, null)
    else if (what === 'child') begin({ parentId: id })
    else if (what === 'sibling') begin({ parentId: tag.parentId, afterId: id })
    else if (what === 'split') ask({ command: what, ids: [id] })
    else if (what === 'merge' || what === 'remove') ask({ command: what, ids: meant(id) })
    else if (what === 'archive') void steps.archive(meant(id), tag.archivedAt === null)
    else if (what === 'details' && !selected.has(id))
      select(new Set([id])) // A finger opens a row that it did not choose before.
    else if (what === 'details') details.current?.focus()
    else {
      const step = planStep(tags, id, what)
      if (step) void steps.move([step])
    }
  }
  /**
   * Gives a row the name that was typed in it: makes the tag, where it is the row of a new one. What is not taken goes back into its field, unless one has begun to
   * name something else by then: that is told, and what is being typed stays.
   */
  const name = async (id: string, typed: string) => {
    const tag = byId(id)
    cancel()
    if (id !== draftId) {
      if (!(await steps.rename(id, tag, typed)) && !isNaming.current) rename(id, typed)
      return
    }
    const made = draft && (await steps.create(draft, typed))
    if (made) return select(new Set([made.id]))
    if (isNaming.current) return
    isNaming.current = true
    setDraft(draft)
    setUntaken(typed)
  }
  const { archive, drop, remove, importCsv, split, merge, undo } = steps
  return {
    ...{ commands, selected, select, expanded, expand, renaming, untaken, draft },
    ...{ asked, details, isImporting, setImporting },
    ...{ command, name, undo, archive, begin, cancel, drop, remove, importCsv, split, merge },
    askNothing: () => ask(null),
    ask: (what: Asked['command'], ids: string[]) => ask({ command: what, ids }),
  }
}

export type Codebook = ReturnType<typeof useCodebook>
