'use client'

import { useTranslations } from 'use-intl'
import { ListItem } from '@/components/ui/list-item'
import { SearchField } from '@/components/ui/search-field'
import { Select } from '@/components/ui/select'
import type { MemoView } from '@/lib/browser/memos/memo-view'
import { memoSubjects, type MemoCounts } from '@/lib/schemas/memo'

export interface MemoFiltersProps {
  view: MemoView
  onChange: (part: Partial<MemoView>) => void
  /** How many there are of each; undefined until they are counted. */
  counts: MemoCounts | undefined
}

const all = 'all'

/** Narrows a list of memos by their words, kind, author and what they are about, and turns it round. */
export function MemoFilters({ view, onChange, counts }: MemoFiltersProps) {
  const t = useTranslations('memos')
  const choose = (field: 'kind' | 'authorId' | 'subjectType') => (key: unknown) =>
    onChange({ [field]: key === all ? '' : String(key) })
  const counted = (name: string, count: number) => t('filter.counted', { name, count })
  const kinds = counts?.byKind ?? []
  const authors = counts?.byAuthor ?? []
  const types = memoSubjects.flatMap((type) => counts?.byType.find((row) => row.type === type) ?? [])
  return (
    <div
      role="search"
      aria-label={t('filter.label')}
      className="mb-6 grid grid-cols-2 items-end gap-x-4 gap-y-3 lg:grid-cols-6"
    >
      <SearchField
        label={t('filter.words')}
        value={view.q}
        onChange={(q) => onChange({ q })}
        maxLength={200}
        className="col-span-2"
      />
      <Select label={t('filter.kind')} value={view.kind || all} onChange={choose('kind')}>
        <ListItem id={all}>{t('filter.everyKind')}</ListItem>
        {kinds.map(({ kind, count }) => (
          <ListItem key={kind} id={kind}>
            {counted(kind, count)}
          </ListItem>
        ))}
        {missing(
          view.kind,
          kinds.map(({ kind }) => kind),
        ) && <ListItem id={view.kind}>{view.kind}</ListItem>}
      </Select>
      <Select label={t('filter.person')} value={view.authorId || all} onChange={choose('authorId')}>
        <ListItem id={all}>{t('filter.everybody')}</ListItem>
        {authors.map(({ id, name, count }) => (
          <ListItem key={id} id={id}>
            {counted(name, count)}
          </ListItem>
        ))}
        {missing(
          view.authorId,
          authors.map(({ id }) => id),
        ) && <ListItem id={view.authorId}>{t('filter.onePerson')}</ListItem>}
      </Select>
      <Select label={t('filter.about')} value={view.subjectType || all} onChange={choose('subjectType')}>
        <ListItem id={all}>{t('filter.anything')}</ListItem>
        {types.map(({ type, count }) => (
          <ListItem key={type} id={type}>
            {counted(t(`type.${type}`), count)}
          </ListItem>
        ))}
        {view.subjectType !== '' &&
          missing(
            view.subjectType,
            types.map(({ type }) => type),
          ) && <ListItem id={view.subjectType}>{t(`type.${view.subjectType}`)}</ListItem>}
      </Select>
      <Select
        label={t('filter.order')}
        value={view.order}
        onChange={(key) => onChange({ order: key === 'oldest' ? 'oldest' : 'newest' })}
      >
        <ListItem id="newest">{t('filter.newest')}</ListItem>
        <ListItem id="oldest">{t('filter.oldest')}</ListItem>
      </Select>
    </div>
  )
}

/** What the address asks for stays in sight where there is none of it. */
const missing = (chosen: string, there: readonly string[]): boolean => chosen !== '' && !there.includes(chosen)
