'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { showToast } from '@/components/ui/toast'
import { useCodebookCommands } from '@/lib/browser/codebook/use-codebook-commands'
import { useOwnUndo } from '@/lib/browser/history/use-own-undo'
import { tagHref } from '@/lib/domain/codebook/tag-address'
import { planMoves, planStep, topmost, type Drop, type Move } from '@/lib/domain/codebook/plan-moves'
import type { Tag, TagSplit } from '@/lib/schemas/tag'
import { draftId, type Draft } from './tag-nodes'
import type { TagCommand } from './tag-row'
import { useUndoable } from '@/components/history/use-undoable'

/** What is asked before it is done. */
export interface Asked {
  command: 'merge' | 'split' | 'remove'
  ids: string[]
}

/** The state of the codebook page and everything that can be done on it. `named` is the tag that the address names. */
export function useCodebook(projectId: string, tags: readonly Tag[], named: string | null = null) {
  const t = useTranslations('codebook')
  const router = useRouter()
  const commands = useCodebookCommands(projectId)
  const { run, undo } = useUndoable(commands.revert, useOwnUndo(projectId, { kind: 'tag' }))
  const [selected, select] = useState<ReadonlySet<string>>(
    () => new Set(named !== null && tags.some((tag) => tag.id === named) ? [named] : []),
  )
  const [expanded, expand] = useState<ReadonlySet<string>>(() => new Set(tags.map((tag) => tag.id)))
  const [renaming, setRenaming] = useState<string | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [asked, ask] = useState<Asked | null>(null)
  const [isImporting, setImporting] = useState(false)
  const details = useRef<HTMLElement>(null)

  const byId = (id: string) => tags.find((tag) => tag.id === id)
  const nameOf = (ids: readonly string[]) => byId(ids[0] ?? '')?.name ?? ''
  const open = (id: string | null) => id !== null && expand((ids) => new Set([...ids, id]))
  /** A row's commands are about all that is chosen, where the row is one of them. */
  const meant = (id: string) => (selected.has(id) ? topmost(tags, [...selected]) : [id])
  const focusRow = (id: string) =>
    setTimeout(
      () => document.querySelector<HTMLElement>(`[role="treegrid"] [data-key="${CSS.escape(id)}"]`)?.focus(),
      60,
    )

  const begin = (place: Draft) => {
    open(place.parentId)
    setRenaming(null)
    setDraft(place)
  }
  const move = async (moves: Move[] | null) => {
    if (moves === null)
      return void showToast({ title: t('failed.move'), description: t('failed.cycle'), tone: 'danger' })
    if (moves.length === 0) return
    open(moves[0]?.parentId ?? null)
    const ids = moves.map((step) => step.id)
    await run(() => commands.move(moves), t('done.moved', { count: ids.length, name: nameOf(ids) }), t('failed.move'))
    if (moves.length === 1) focusRow(ids[0] ?? '')
  }
  const archive = (ids: string[], archived: boolean) =>
    run(
      () => commands.archive(ids, archived),
      t(archived ? 'done.archived' : 'done.unarchived', { count: ids.length, name: nameOf(ids) }),
      t(archived ? 'failed.archive' : 'failed.unarchive'),
    )

  const command = (id: string, what: TagCommand) => {
    const tag = byId(id)
    if (!tag) return
    if (what === 'passages') router.push(tagHref(projectId, id))
    else if (what === 'rename') setRenaming(id)
    else if (what === 'child') begin({ parentId: id })
    else if (what === 'sibling') begin({ parentId: tag.parentId, afterId: id })
    else if (what === 'split') ask({ command: what, ids: [id] })
    else if (what === 'merge' || what === 'remove') ask({ command: what, ids: meant(id) })
    else if (what === 'archive') void archive(meant(id), tag.archivedAt === null)
    else if (what === 'details' && !selected.has(id))
      select(new Set([id])) // A finger opens a row that it did not choose before.
    else if (what === 'details') details.current?.focus()
    else {
      const step = planStep(tags, id, what)
      if (step) void move([step])
    }
  }
  const name = async (id: string, typed: string) => {
    if (id === draftId) return create(typed)
    const tag = byId(id)
    setRenaming(null)
    if (tag) await run(() => commands.rename(tag, typed), t('done.renamed', { name: typed }), t('failed.rename'))
    focusRow(id)
  }
  const create = async (typed: string) => {
    const place = draft
    setDraft(null)
    if (!place) return
    let made: Tag | undefined
    await run(
      async () => {
        const position =
          place.afterId === undefined
            ? undefined
            : tags.filter((tag) => tag.parentId === place.parentId).findIndex((tag) => tag.id === place.afterId) + 1
        const { tag, events } = await commands.create({
          name: typed,
          parentId: place.parentId,
          ...(position !== undefined && { position }),
        })
        made = tag
        return events
      },
      t('done.created', { name: typed }),
      t('failed.create', { name: typed }),
    )
    if (!made) return
    select(new Set([made.id]))
    focusRow(made.id)
  }
  return {
    commands,
    selected,
    select,
    expanded,
    expand,
    renaming,
    draft,
    asked,
    details,
    isImporting,
    setImporting,
    command,
    name,
    undo,
    archive,
    begin,
    askNothing: () => ask(null),
    ask: (what: Asked['command'], ids: string[]) => ask({ command: what, ids }),
    cancel: () => {
      setRenaming(null)
      setDraft(null)
    },
    drop: (ids: string[], drop: Drop) => void move(planMoves(tags, ids, drop)),
    remove: (ids: string[]) =>
      run(
        () => commands.remove(bottomUp(tags, ids)),
        t('done.removed', { count: ids.length, name: nameOf(ids) }),
        t('failed.remove'),
      ),
    importCsv: (file: File, taken: ReadonlySet<number>) => {
      let counts = { added: 0, changed: 0 }
      const command = async () => {
        const { events, ...done } = await commands.importCsv(file, taken)
        counts = done
        return events
      }
      return run(
        command,
        () =>
          t(counts.changed > 0 ? 'done.importedTaking' : 'done.imported', {
            count: counts.added,
            changed: counts.changed,
          }),
        t('failed.import'),
      )
    },
    split: (tag: Tag, request: Pick<TagSplit, 'names' | 'assign'>) =>
      run(
        () => commands.split(tag, request),
        t('done.split', { name: tag.name, count: request.names.length }),
        t('failed.split'),
      ),
    merge: (ids: string[], into: Tag) =>
      run(
        () => commands.merge(ids, into.id),
        t('done.merged', { count: ids.length, name: nameOf(ids), into: into.name }),
        t('failed.merge'),
      ),
  }
}

export type Codebook = ReturnType<typeof useCodebook>

/** A tag goes to the bin only after those below it. */
function bottomUp(tags: readonly Tag[], ids: readonly string[]): string[] {
  const depth = (id: string) => tags.find((tag) => tag.id === id)?.path.length ?? 0
  return [...ids].sort((a, b) => depth(b) - depth(a))
}
