'use client'

import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Tree, type TreeMove } from '@/components/ui/tree'
import type { Drop } from '@/lib/domain/codebook/plan-moves'
import { NameInput } from './name-input'
import { draftId, shownIds, type TagNode } from './tag-nodes'
import { TagRow, type TagCommand } from './tag-row'
import { tagKey } from './tag-keys'

export interface TagTreeProps {
  nodes: readonly TagNode[]
  canEdit: boolean
  selected: ReadonlySet<string>
  onSelect: (ids: Set<string>) => void
  expanded: ReadonlySet<string>
  onExpand: (ids: Set<string>) => void
  renaming: string | null
  /** What was typed for the name that is being typed, and not taken. */
  untaken: string | null
  onCommand: (id: string, work: TagCommand) => void
  /** The name typed for `id`, or for the new tag. */
  onName: (id: string, name: string) => void
  onCancel: () => void
  onMove: (ids: string[], drop: Drop) => void
  empty: ReactNode
}

/** The codebook as a tree: arrows, type-ahead and drag and drop are the tree's own; the keys that change something are in tag-keys. */
export function TagTree(props: TagTreeProps) {
  const { nodes, canEdit, selected, onSelect, expanded, onExpand, renaming, onCommand, onName, onCancel } = props
  const t = useTranslations('codebook')
  const frame = useRef<HTMLDivElement>(null)
  const focusRow = (id: string) => {
    frame.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(id)}"]`)?.focus()
  }
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const { target } = event
    const id = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-key]')?.dataset['key'] : undefined
    if (target instanceof HTMLInputElement) {
      // The tree would take letters for type-ahead and arrows for movement.
      event.stopPropagation()
      if (event.key !== 'Escape') return
      onCancel()
      if (id !== undefined && id !== draftId) requestAnimationFrame(() => focusRow(id))
      return
    }
    const work =
      canEdit && id !== undefined && target instanceof HTMLElement && target.role === 'row' ? tagKey(event) : null
    if (work === null || id === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onCommand(id, work)
  }
  const move = ({ keys, target, position }: TreeMove) =>
    props.onMove([...keys].map(String), { target: String(target), position })
  return (
    <div ref={frame} onKeyDownCapture={onKeyDownCapture}>
      <Tree<TagNode>
        label={t('tree')}
        items={nodes}
        itemKey={(node) => node.id}
        itemText={(node) => node.tag?.name ?? t('newName')}
        itemChildren={(node) => node.children}
        selectionMode="multiple"
        selectionBehavior="replace"
        selected={selected}
        onSelect={(keys) => onSelect(new Set(keys === 'all' ? shownIds(nodes) : [...keys].map(String)))}
        expanded={expanded}
        onExpand={(keys) => onExpand(new Set([...keys].map(String)))}
        onOpen={(key) => onCommand(String(key), 'details')}
        onMove={canEdit && renaming === null ? move : undefined}
        empty={props.empty}
        row={({ id, tag, isContext }) =>
          tag === null ? (
            <NameInput
              label={t('newName')}
              name=""
              untaken={props.untaken}
              onName={(name) => onName(draftId, name)}
              onCancel={onCancel}
            />
          ) : (
            <TagRow
              tag={tag}
              isContext={isContext}
              isRenaming={renaming === id}
              untaken={props.untaken}
              canEdit={canEdit}
              onCommand={(work) => onCommand(id, work)}
              onName={(name) => onName(id, name)}
              onCancel={onCancel}
            />
          )
        }
      />
    </div>
  )
}
