'use client'

import { Check } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { SearchField } from '@/components/ui/search-field'
import { TagDot } from '@/components/ui/tag-chip'
import { Tree } from '@/components/ui/tree'
import { childrenOf, withDescendants } from '@/lib/domain/codebook/tree'
import { wordsIn } from '@/lib/domain/search/has-words'
import type { Tag } from '@/lib/schemas/tag'

interface Node {
  tag: Tag
  children: Node[]
}

/** Tags chosen from the tree. What comes along below a chosen tag is marked, so that nobody is surprised by what a theme gathers. */
export function TagChooser({
  tags,
  chosen,
  onChange,
}: {
  tags: readonly Tag[]
  chosen: readonly string[]
  onChange: (ids: string[]) => void
}) {
  const t = useTranslations('themes')
  const [query, setQuery] = useState('')
  const nodes = useMemo(() => matching(tags, query), [tags, query])
  const covered = useMemo(
    () => new Set(withDescendants(tags, chosen).filter((id) => !chosen.includes(id))),
    [tags, chosen],
  )
  const visible = useMemo(() => new Set(flat(nodes)), [nodes])
  const select = (keys: 'all' | Set<string | number>) => {
    const picked = keys === 'all' ? [...visible] : [...keys].map(String)
    // A search hides chosen tags without giving them up.
    onChange([
      ...chosen.filter((id) => !visible.has(id) || picked.includes(id)),
      ...picked.filter((id) => !chosen.includes(id)),
    ])
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="text-sm font-medium text-ink">{t('form.tags')}</span>
        <span role="status" className="text-[0.8125rem] text-ink-muted">
          {t('form.chosen', { chosen: chosen.length, below: covered.size })}
        </span>
      </div>
      {tags.length === 0 ? (
        <p className="text-sm text-ink-muted">{t('form.tagsEmpty')}</p>
      ) : (
        <>
          <SearchField label={t('form.find')} value={query} onChange={setQuery} />
          <div className="max-h-72 overflow-y-auto rounded-md border border-rule bg-paper p-1">
            <Tree<Node>
              label={t('form.tags')}
              items={nodes}
              itemKey={(node) => node.tag.id}
              itemText={(node) => node.tag.name}
              itemChildren={(node) => node.children}
              selectionMode="multiple"
              selected={chosen.filter((id) => visible.has(id))}
              onSelect={select}
              defaultExpanded={tags.map((tag) => tag.id)}
              row={({ tag }) => <Choice tag={tag} isChosen={chosen.includes(tag.id)} isCovered={covered.has(tag.id)} />}
            />
          </div>
          <p className="text-[0.8125rem] text-ink-muted">{t('form.tagsHelp')}</p>
        </>
      )}
    </div>
  )
}

function Choice({ tag, isChosen, isCovered }: { tag: Tag; isChosen: boolean; isCovered: boolean }) {
  const t = useTranslations('themes')
  return (
    <span className="flex items-center gap-2.5">
      <span
        aria-hidden
        className={classNames(
          'grid size-4 shrink-0 place-items-center rounded-sm border',
          isChosen
            ? 'border-accent bg-accent text-accent-ink'
            : isCovered
              ? 'border-accent bg-accent-soft text-accent'
              : 'border-rule-strong bg-paper-raised',
        )}
      >
        {(isChosen || isCovered) && <Check className="size-3" strokeWidth={3} />}
      </span>
      <TagDot colour={tag.colour} />
      <span dir="auto" className="min-w-0 truncate">
        {tag.name}
      </span>
      {isCovered && (
        <span className="ms-auto shrink-0 text-xs text-ink-muted max-sm:sr-only">{t('form.included')}</span>
      )}
    </span>
  )
}

function matching(tags: readonly Tag[], query: string): Node[] {
  const children = childrenOf(tags)
  const hasWords = wordsIn(query)
  const level = (parentId: string | null): Node[] =>
    (children.get(parentId) ?? []).flatMap((tag) => {
      const below = level(tag.id)
      return hasWords(tag.name) || below.length > 0 ? [{ tag, children: below }] : []
    })
  return level(null)
}

function flat(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => [node.tag.id, ...flat(node.children)])
}
