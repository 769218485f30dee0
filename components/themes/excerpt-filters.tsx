'use client'

import { SlidersHorizontal, Star } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { ListItem } from '@/components/ui/list-item'
import { Popover } from '@/components/ui/popover'
import { SearchField } from '@/components/ui/search-field'
import { Select } from '@/components/ui/select'
import type { ThemeView } from '@/lib/browser/themes/theme-view'
import { useHides } from '@/lib/browser/rounds/use-hides'
import { ActiveFilters } from './active-filters'
import type { FilterProps } from './filter-props'
import { FilterFields } from './filter-fields'

export interface ExcerptFiltersProps extends FilterProps {
  total: number
  isCounted: boolean
}

/** Grouping, words, stars and further filters, with what is active named below and the truthful number of what is left. */
export function ExcerptFilters(props: ExcerptFiltersProps) {
  const { view, change, attributes, total, isCounted } = props
  const t = useTranslations('themes')
  const hides = useHides()
  return (
    <div className="flex flex-col gap-3 border-t border-rule pt-4 pb-3">
      <div className="flex flex-wrap items-end gap-x-3 gap-y-3 print:hidden">
        <Select
          label={t('group.label')}
          isLabelHidden
          value={view.groupBy}
          onChange={(key) => change({ groupBy: String(key) })}
          className="w-56 max-sm:w-full"
        >
          <ListItem id="document">{`${t('group.label')}: ${t('group.document')}`}</ListItem>
          <ListItem id="tag">{`${t('group.label')}: ${t('group.tag')}`}</ListItem>
          <ListItem id="author">{`${t('group.label')}: ${t('group.author')}`}</ListItem>
          {attributes.map((attribute) => (
            <ListItem
              key={attribute.key}
              id={`attribute:${attribute.key}`}
            >{`${t('group.label')}: ${attribute.label}`}</ListItem>
          ))}
        </Select>
        <WordsFilter value={view.q} change={change} />
        <Button
          aria-pressed={view.starred}
          icon={<Star aria-hidden className={view.starred ? 'fill-current' : undefined} />}
          onPress={() => change({ starred: !view.starred })}
          className={classNames(view.starred && 'bg-accent-soft! text-accent!')}
        >
          {t('filter.starred')}
        </Button>
        <Popover
          label={t('filter.label')}
          placement="bottom end"
          trigger={<Button icon={<SlidersHorizontal aria-hidden />}>{t('filter.open')}</Button>}
          className="w-80"
        >
          <FilterFields {...props} />
        </Popover>
      </div>
      <ActiveFilters {...props} />
      <p className="text-[0.8125rem] text-ink-muted empty:hidden" role="status">
        {isCounted && t('found', { total, hides })}
      </p>
    </div>
  )
}

/** Words are taken up when typing rests, so that not every letter is a view of its own. */
function WordsFilter({ value, change }: { value: string; change: (part: Partial<ThemeView>) => void }) {
  const t = useTranslations('themes')
  const [typed, setTyped] = useState<string | null>(null)
  useEffect(() => {
    if (typed === null) return
    const timer = setTimeout(() => {
      change({ q: typed.trim() })
      setTyped(null)
    }, 450)
    return () => clearTimeout(timer)
  }, [typed, change])
  return (
    <SearchField
      label={t('filter.words')}
      placeholder={t('filter.wordsShort')}
      value={typed ?? value}
      onChange={setTyped}
      maxLength={500}
      className="min-w-48 flex-1 max-sm:w-full max-sm:flex-none"
    />
  )
}
