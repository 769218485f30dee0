'use client'

import { EyeOff } from 'lucide-react'
import { useMemo, type ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { classNames } from '@/components/ui/class-names'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { TagDot } from '@/components/ui/tag-chip'
import { Tabs } from '@/components/ui/tabs'
import { inTreeOrder } from '@/lib/domain/codebook/tree'
import { shownLayers, type ReadingFilter, type ShownLayer } from '@/lib/domain/reading/filter'
import type { OutlineEntry } from '@/lib/editor/outline'
import type { Document } from '@/lib/schemas/document'
import type { Tag } from '@/lib/schemas/tag'

export interface SidePanelProps {
  projectId: string
  documentId: string
  documents: readonly Document[]
  /** How many passages this document has. */
  passagesHere: number
  outline: readonly OutlineEntry[]
  /** The canonical offset where one reads. */
  at: number
  onGoTo: (offset: number) => void
  tags: readonly Tag[]
  authors: readonly { id: string; name: string }[]
  viewerId: string
  filter: ReadingFilter
  counts: {
    tags: ReadonlyMap<string, number>
    authors: ReadonlyMap<string, number>
    untouched: ReadonlyMap<string, number>
  }
  /** Whether review has decided anything here; until then there is only one layer to show. */
  hasConsensus: boolean
  onShowLayer: (layer: ShownLayer) => void
  onToggleTag: (id: string) => void
  onToggleAuthor: (id: string) => void
  onClear: () => void
  tab: SideTab
  onTab: (tab: SideTab) => void
  /** What is said about the document, and how many threads of it are open. */
  talk: { content: ReactNode; open: number }
}

export type SideTab = 'contents' | 'filter' | 'talk'

/** Beside the page: the project's documents, this one's outline, and what to show of its annotations. */
export function SidePanel(props: SidePanelProps) {
  const t = useTranslations('reader')
  const threads = useTranslations('threads')
  const chosen = props.filter.tagIds.size + props.filter.authorIds.size
  const tabs = [
    { id: 'contents', label: t('side.contents'), content: <Contents {...props} /> },
    {
      id: 'filter',
      label: chosen > 0 ? `${t('side.filter')} · ${chosen}` : t('side.filter'),
      content: <FilterPanel {...props} />,
    },
    {
      id: 'talk',
      label: props.talk.open > 0 ? threads('tabCount', { count: props.talk.open }) : threads('tab'),
      content: props.talk.content,
    },
  ]
  return (
    <Tabs
      label={t('side.label')}
      tabs={tabs}
      selected={props.tab}
      onSelect={(tab) => props.onTab(tab as SideTab)}
      className="px-4 pt-1 pb-8"
    />
  )
}

function Contents({ projectId, documentId, documents, passagesHere, outline, at, onGoTo }: SidePanelProps) {
  const t = useTranslations('reader')
  const here = outline.findLast((entry) => entry.start <= at)
  return (
    <div className="flex flex-col gap-7">
      {outline.length > 1 && (
        <nav aria-label={t('side.outline')}>
          <h2 className="label-caps mb-2">{t('side.outline')}</h2>
          <ul className="flex flex-col">
            {outline.map((entry) => (
              <li key={entry.start} style={{ paddingInlineStart: `${Math.min(3, entry.level - 1) * 0.75}rem` }}>
                <button
                  type="button"
                  dir="auto"
                  aria-current={entry === here ? 'location' : undefined}
                  onClick={() => onGoTo(entry.start)}
                  className="block w-full cursor-default rounded-sm py-1 text-start font-serif text-[0.9375rem] leading-snug text-ink-muted focus-ring hover:text-ink aria-[current]:text-ink pointer-coarse:py-2.5"
                >
                  <span className={classNames(entry === here && 'border-b border-accent')}>{entry.text}</span>
                </button>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <nav aria-label={t('side.documents')}>
        <h2 className="label-caps mb-2">{t('side.documents')}</h2>
        <ul className="-mx-2 flex flex-col">
          {documents.map((document) => {
            const passages = document.id === documentId ? passagesHere : document.annotationCount
            return (
              <li key={document.id}>
                <Link
                  href={`/projects/${projectId}/documents/${document.id}`}
                  aria-current={document.id === documentId ? 'page' : undefined}
                  className="flex items-baseline gap-3 rounded-md px-2 py-1.5 text-sm leading-snug text-ink-muted focus-ring-inset aria-[current]:bg-accent-soft aria-[current]:text-ink data-hovered:text-ink pointer-coarse:py-3.5"
                >
                  <span className="min-w-0 flex-1">
                    <bdi>{document.title}</bdi>
                  </span>
                  <PassageCount count={passages} hidden={document.hidden} />
                </Link>
              </li>
            )
          })}
        </ul>
      </nav>
    </div>
  )
}

/** Where something may be hidden none is no number. */
function PassageCount({ count, hidden }: { count: number; hidden: Document['hidden'] }) {
  const t = useTranslations('reader')
  const ui = useTranslations('ui')
  return (
    <span className="flex items-center gap-1.5 text-xs tabular-nums">
      {(count > 0 || !hidden) && (
        <>
          <span aria-hidden>{count}</span>
          <span className="sr-only">{t('side.passages', { count })}</span>
        </>
      )}
      {hidden && (
        <span title={ui(`hidden.${hidden}`)} className="self-center">
          <EyeOff aria-hidden className="size-3.5" />
          <span className="sr-only">{ui(`hidden.${hidden}`)}</span>
        </span>
      )}
    </span>
  )
}

function FilterPanel({
  tags,
  authors,
  viewerId,
  filter,
  counts,
  hasConsensus,
  onShowLayer,
  onToggleTag,
  onToggleAuthor,
  onClear,
}: SidePanelProps) {
  const t = useTranslations('reader')
  const rows = useMemo(
    () => inTreeOrder(tags).filter(({ tag }) => (counts.untouched.get(tag.id) ?? 0) > 0),
    [tags, counts.untouched],
  )
  const chosen = filter.tagIds.size + filter.authorIds.size
  if (rows.length === 0 && authors.length === 0)
    return <p className="text-sm text-ink-muted">{t('side.nothingToFilter')}</p>
  return (
    <div className="flex flex-col gap-7">
      {chosen > 0 && (
        <Button size="small" className="self-start" onPress={onClear}>
          {t('side.showAll')}
        </Button>
      )}
      {hasConsensus && (
        <RadioGroup
          label={t('side.layer.label')}
          value={filter.layer}
          onChange={(layer) => onShowLayer(layer as ShownLayer)}
        >
          {shownLayers.map((layer) => (
            <Radio key={layer} value={layer}>
              {t(`side.layer.${layer}`)}
            </Radio>
          ))}
        </RadioGroup>
      )}
      <fieldset>
        <legend className="label-caps mb-2">{t('side.coders')}</legend>
        {authors.map((author) => (
          <FilterRow
            key={author.id}
            count={counts.authors.get(author.id) ?? 0}
            isSelected={filter.authorIds.has(author.id)}
            onChange={() => onToggleAuthor(author.id)}
          >
            <span dir="auto" className="min-w-0 flex-1 truncate">
              {author.id === viewerId ? t('side.you', { name: author.name }) : author.name}
            </span>
          </FilterRow>
        ))}
      </fieldset>
      <fieldset>
        <legend className="label-caps mb-2">{t('side.tags')}</legend>
        {rows.map(({ tag, depth }) => (
          <FilterRow
            key={tag.id}
            count={counts.tags.get(tag.id) ?? 0}
            isSelected={filter.tagIds.has(tag.id)}
            onChange={() => onToggleTag(tag.id)}
            depth={depth}
          >
            <TagDot colour={tag.colour} className="mt-1.5 size-2!" />
            <span dir="auto" className="min-w-0 flex-1">
              {tag.name}
            </span>
          </FilterRow>
        ))}
      </fieldset>
    </div>
  )
}

function FilterRow({
  children,
  count,
  isSelected,
  onChange,
  depth = 0,
}: {
  children: React.ReactNode
  count: number
  isSelected: boolean
  onChange: () => void
  depth?: number
}) {
  return (
    <div
      className="flex items-start py-1 pointer-coarse:py-2.5"
      style={{ paddingInlineStart: `${Math.min(depth, 4) * 0.875}rem` }}
    >
      <Checkbox isSelected={isSelected} onChange={onChange} className="min-w-0 flex-1">
        <span className="flex min-w-0 flex-1 items-start gap-2 leading-snug">{children}</span>
        <span className="ms-auto ps-2 text-xs leading-5 text-ink-muted tabular-nums">{count}</span>
      </Checkbox>
    </div>
  )
}
