'use client'

import { ChevronRight, GripVertical } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button,
  Collection,
  DropIndicator,
  Tree as AriaTree,
  TreeItem,
  TreeItemContent,
  useDragAndDrop,
  type Key,
  type Selection,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classNames } from './class-names'

/** Where dragged items were let go: inside `target`, or before or after it among its siblings. */
export interface TreeMove {
  keys: Set<Key>
  target: Key
  position: 'before' | 'after' | 'on'
}

export interface TreeProps<T extends object> {
  /** Spoken name of the tree. */
  label: string
  /** The roots. */
  items: readonly T[]
  itemKey: (item: T) => Key
  /** The words of an item: typed to jump to it, and spoken. */
  itemText: (item: T) => string
  itemChildren: (item: T) => readonly T[]
  /** What a row shows beside the chevron. */
  row: (item: T) => ReactNode
  /** Given: rows can be dragged, by mouse, touch or keyboard (Enter on the handle). The caller moves them. */
  onMove?: (move: TreeMove) => void
  selectionMode?: 'none' | 'single' | 'multiple'
  /** `toggle`: rows have check marks of their own (the default for several). `replace`: a press or an arrow key chooses, Shift and Ctrl add. */
  selectionBehavior?: 'toggle' | 'replace'
  selected?: Iterable<Key>
  onSelect?: (keys: Selection) => void
  /** Enter or double press on a row. */
  onOpen?: (key: Key) => void
  expanded?: Iterable<Key>
  defaultExpanded?: Iterable<Key>
  onExpand?: (keys: Set<Key>) => void
  empty?: ReactNode
  className?: string
}

/** A tree moved through with the arrow keys, with drag and drop. Knows nothing of what it shows. */
export function Tree<T extends object>(props: TreeProps<T>) {
  const { label, items, itemKey, itemText, itemChildren, row, onMove, empty, className } = props
  const t = useTranslations('ui')
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !onMove,
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onMove: (event) => onMove?.({ keys: event.keys, target: event.target.key, position: event.target.dropPosition }),
    renderDropIndicator: (target) => (
      <DropIndicator
        target={target}
        className="h-0 outline-none data-drop-target:border-t-2 data-drop-target:border-accent"
      />
    ),
  })
  const branch = (item: T): ReactNode => {
    const text = itemText(item)
    const children = itemChildren(item)
    return (
      <TreeItem
        key={itemKey(item)}
        id={itemKey(item)}
        textValue={text}
        className="group rounded-md text-sm focus-ring-inset data-hovered:bg-paper-sunken data-selected:bg-accent-soft data-drop-target:bg-accent-soft data-drop-target:outline-2 data-drop-target:-outline-offset-2 data-drop-target:outline-accent data-dragging:opacity-50"
      >
        <TreeItemContent>
          {({ hasChildItems, isExpanded, allowsDragging }) => (
            <div className="flex min-h-8 items-center gap-1 pe-1.5 ps-[calc((var(--tree-item-level)-1)*1.25rem)] pointer-coarse:min-h-11">
              {allowsDragging && onMove && (
                <Button
                  slot="drag"
                  aria-label={t('drag', { name: text })}
                  className="print:hidden grid size-6 place-items-center rounded-sm text-ink-muted opacity-0 focus-ring group-data-focus-visible:opacity-100 group-data-hovered:opacity-100 data-focus-visible:opacity-100 pointer-coarse:hidden"
                >
                  <GripVertical aria-hidden className="size-4" />
                </Button>
              )}
              {hasChildItems ? (
                <Button
                  slot="chevron"
                  aria-label={t(isExpanded ? 'collapse' : 'expand', { name: text })}
                  className="print:invisible grid size-6 shrink-0 pointer-coarse:size-11 place-items-center rounded-sm text-ink-muted focus-ring data-hovered:text-ink"
                >
                  <ChevronRight
                    aria-hidden
                    className="size-4 transition-transform group-data-expanded:rotate-90 rtl:rotate-180"
                  />
                </Button>
              ) : (
                <span className="size-6 shrink-0 pointer-coarse:w-11" />
              )}
              <div className="min-w-0 flex-1">{row(item)}</div>
            </div>
          )}
        </TreeItemContent>
        {children.length > 0 && <Collection>{children.map(branch)}</Collection>}
      </TreeItem>
    )
  }
  return (
    <AriaTree
      aria-label={label}
      selectionMode={props.selectionMode ?? 'single'}
      selectionBehavior={props.selectionBehavior ?? (props.selectionMode === 'multiple' ? 'toggle' : 'replace')}
      selectedKeys={props.selected}
      onSelectionChange={props.onSelect}
      onAction={props.onOpen}
      expandedKeys={props.expanded}
      defaultExpandedKeys={props.defaultExpanded}
      onExpandedChange={props.onExpand}
      dragAndDropHooks={dragAndDropHooks}
      renderEmptyState={() => empty}
      className={classNames('flex flex-col outline-none', className)}
    >
      {items.map(branch)}
    </AriaTree>
  )
}
