'use client'

import { useTranslations } from 'use-intl'
import { useUndoable } from '@/components/history/use-undoable'
import { showToast } from '@/components/ui/toast'
import type { CodebookCommands } from '@/lib/browser/codebook/use-codebook-commands'
import { useOwnUndo } from '@/lib/browser/history/use-own-undo'
import { planMoves, type Drop, type Move } from '@/lib/domain/codebook/plan-moves'
import type { Tag, TagSplit } from '@/lib/schemas/tag'
import type { Draft } from './tree/tag-nodes'

/** The steps that change the codebook: each is done, said, and can be undone. `open` unfolds the tag that something is put below. */
export function useCodebookSteps(
  projectId: string,
  tags: readonly Tag[],
  commands: CodebookCommands,
  open: (id: string | null) => void,
) {
  const t = useTranslations('codebook')
  const { run, undo } = useUndoable(commands.revert, useOwnUndo(projectId, { kind: 'tag' }))
  const nameOf = (ids: readonly string[]) => tags.find((tag) => tag.id === ids[0])?.name ?? ''

  const move = async (moves: Move[] | null) => {
    if (moves === null)
      return void showToast({ title: t('failed.move'), description: t('failed.cycle'), tone: 'danger' })
    if (moves.length === 0) return
    open(moves[0]?.parentId ?? null)
    const ids = moves.map((step) => step.id)
    await run(() => commands.move(moves), t('done.moved', { count: ids.length, name: nameOf(ids) }), t('failed.move'))
    if (moves.length === 1) focusRow(ids[0] ?? '')
  }
  /** Answers whether the name was taken. */
  const rename = async (id: string, tag: Tag | undefined, typed: string): Promise<boolean> => {
    const step = (renamed: Tag) =>
      run(() => commands.rename(renamed, typed), t('done.renamed', { name: typed }), t('failed.rename'))
    const isTaken = tag === undefined || (await step(tag))
    if (isTaken) focusRow(id)
    return isTaken
  }
  const create = async ({ parentId, afterId }: Draft, typed: string): Promise<Tag | undefined> => {
    let made: Tag | undefined
    const siblings = tags.filter((tag) => tag.parentId === parentId)
    const step = async () => {
      const { tag, events } = await commands.create({
        name: typed,
        parentId,
        ...(afterId !== undefined && { position: siblings.findIndex((tag) => tag.id === afterId) + 1 }),
      })
      made = tag
      return events
    }
    await run(step, t('done.created', { name: typed }), t('failed.create', { name: typed }))
    if (made) focusRow(made.id)
    return made
  }
  const archive = (ids: string[], archived: boolean) =>
    run(
      () => commands.archive(ids, archived),
      t(archived ? 'done.archived' : 'done.unarchived', { count: ids.length, name: nameOf(ids) }),
      t(archived ? 'failed.archive' : 'failed.unarchive'),
    )
  const remove = (ids: string[]) =>
    run(
      () => commands.remove(bottomUp(tags, ids)),
      t('done.removed', { count: ids.length, name: nameOf(ids) }),
      t('failed.remove'),
    )
  const importCsv = (file: File, taken: ReadonlySet<number>) => {
    let counts = { added: 0, changed: 0 }
    const step = async () => {
      const { events, ...done } = await commands.importCsv(file, taken)
      counts = done
      return events
    }
    const said = () =>
      t(counts.changed > 0 ? 'done.importedTaking' : 'done.imported', { count: counts.added, changed: counts.changed })
    return run(step, said, t('failed.import'))
  }
  const split = (tag: Tag, request: Pick<TagSplit, 'names' | 'assign'>) =>
    run(
      () => commands.split(tag, request),
      t('done.split', { name: tag.name, count: request.names.length }),
      t('failed.split'),
    )
  const merge = (ids: string[], into: Tag) =>
    run(
      () => commands.merge(ids, into.id),
      t('done.merged', { count: ids.length, name: nameOf(ids), into: into.name }),
      t('failed.merge'),
    )
  const drop = (ids: string[], place: Drop) => void move(planMoves(tags, ids, place))
  return { move, rename, create, archive, remove, importCsv, split, merge, drop, undo }
}

/** Gives a row the focus once the list has been drawn anew, unless something is being typed by then: the field of a name would close. */
function focusRow(id: string): void {
  setTimeout(() => {
    if (document.activeElement?.matches('input, textarea')) return
    document.querySelector<HTMLElement>(`[role="treegrid"] [data-key="${CSS.escape(id)}"]`)?.focus()
  }, 60)
}

/** A tag goes to the bin only after those below it. */
function bottomUp(tags: readonly Tag[], ids: readonly string[]): string[] {
  const depth = (id: string) => tags.find((tag) => tag.id === id)?.path.length ?? 0
  return [...ids].sort((a, b) => depth(b) - depth(a))
}
