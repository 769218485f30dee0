'use client'

import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ActiveFilters } from '@/components/themes/active-filters'
import { FilterFields } from '@/components/themes/filter-fields'
import { Checkbox } from '@/components/ui/checkbox'
import { ListItem } from '@/components/ui/list-item'
import { SearchField } from '@/components/ui/search-field'
import { Select } from '@/components/ui/select'
import { TagDot } from '@/components/ui/tag-chip'
import type { ExportChoice } from '@/lib/browser/export/export-choice'
import { plainView, type ThemeView } from '@/lib/browser/themes/theme-view'
import type { Attribute } from '@/lib/schemas/document'
import type { Tag } from '@/lib/schemas/tag'
import type { Theme } from '@/lib/schemas/theme'

/** What of a project an export is chosen from. */
export interface ExportSources {
  projectId: string
  themes: readonly Theme[]
  tags: readonly Tag[]
  attributes: readonly Attribute[]
  documents: readonly { id: string; title: string }[]
  authors: readonly { id: string; name: string }[]
}

const every = 'every'

/** Which excerpts: a theme or all, and the filters of the theme page. */
export function ExportFilters({
  choice,
  change,
  projectId,
  themes,
  tags,
  attributes,
  documents,
  authors,
}: ExportSources & { choice: ExportChoice; change: (part: Partial<ExportChoice>) => void }) {
  const t = useTranslations('export')
  const filter = useTranslations('themes.filter')
  const { view, themeId } = choice
  const tagsById = useMemo(() => new Map(tags.map((tag) => [tag.id, tag])), [tags])
  const changeView = (part: Partial<ThemeView>) => change({ view: { ...view, ...part } })
  const shared = {
    view,
    change: changeView,
    clear: () => change({ view: plainView }),
    project: { id: projectId, abilities: {} },
    themeId,
    summary: {
      ...noCounts,
      byTag: tags.map(({ id, name, colour, annotationCount }) => ({ id, name, colour, count: annotationCount })),
    },
    tagsById,
    attributes,
    documents,
    authors,
    onTag: () => {},
  }
  return (
    <div className="flex flex-col gap-5">
      <div className="grid grid-cols-1 items-start gap-x-10 gap-y-5 md:max-lg:grid-cols-2">
        <div className="flex flex-col gap-5">
          <Select
            label={t('theme')}
            value={themeId === '' ? every : themeId}
            onChange={(key) => change({ themeId: key === null || key === every ? '' : String(key) })}
          >
            <ListItem id={every}>{t('everyTheme')}</ListItem>
            {themes.map((theme) => (
              <ListItem key={theme.id} id={theme.id} lead={<TagDot colour={theme.colour} />}>
                {theme.name}
              </ListItem>
            ))}
          </Select>
          <SearchField label={filter('words')} value={view.q} onChange={(q) => changeView({ q })} maxLength={500} />
          <Checkbox isSelected={view.starred} onChange={(starred) => changeView({ starred })}>
            {t('onlyStarred')}
          </Checkbox>
        </div>
        <FilterFields {...shared} />
      </div>
      <ActiveFilters {...shared} />
    </div>
  )
}

const noCounts = { excerpts: 0, byDocument: [], byAuthor: [], byMonth: [], undated: 0, cooccurring: [] }
