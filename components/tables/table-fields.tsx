'use client'

import { SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ActiveFilters } from '@/components/themes/active-filters'
import { FilterFields, TextFilterFields } from '@/components/themes/filter-fields'
import type { FilterProps } from '@/components/themes/filter-props'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { ListItem } from '@/components/ui/list-item'
import { Popover } from '@/components/ui/popover'
import { Select } from '@/components/ui/select'
import {
  counteds,
  filtersOf,
  lengths,
  shares,
  tableKinds,
  withins,
  type TableChoice,
} from '@/lib/browser/analysis/table-choice'
import { plainView } from '@/lib/browser/themes/theme-view'
import type { Attribute } from '@/lib/schemas/document'
import type { Tag } from '@/lib/schemas/tag'

/** What of a project a table is chosen from. */
export interface TableSources {
  projectId: string
  tags: readonly Tag[]
  attributes: readonly Attribute[]
  documents: readonly { id: string; title: string }[]
  authors: readonly { id: string; name: string }[]
}

interface TableFieldsProps extends TableSources {
  choice: TableChoice
  change: (part: Partial<TableChoice>) => void
  tagsById: FilterProps['tagsById']
}

/** What is counted against what and how it is shown, and what of the project: the filters of every list. */
export function TableFields(props: TableFieldsProps) {
  const { choice, change } = props
  const t = useTranslations('tables')
  const { kind } = choice
  return (
    <div role="search" aria-label={t('fields')} className="mb-6 flex flex-col gap-4">
      <div className="grid grid-cols-2 items-end gap-x-4 gap-y-3 sm:flex sm:flex-wrap">
        <OneOf
          label={t('kind.label')}
          values={tableKinds}
          value={kind}
          nameOf={(value) => t(`kind.${value}`)}
          onChange={(value) => change({ kind: value, sort: '', isAscending: false, attributeKey: '' })}
          className="col-span-2 sm:w-60"
        />
        <KindFields {...props} />
        <Filters {...props} />
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {kind === 'words' ? (
          <Checkbox isSelected={choice.stopWords} onChange={(stopWords) => change({ stopWords })}>
            {t('words.stopWords')}
          </Checkbox>
        ) : (
          <Checkbox isSelected={choice.withBelow} onChange={(withBelow) => change({ withBelow })}>
            {t('withBelow')}
          </Checkbox>
        )}
        {kind === 'cooccurrence' && (
          <Checkbox isSelected={choice.sameAuthor} onChange={(sameAuthor) => change({ sameAuthor })}>
            {t('sameAuthor')}
          </Checkbox>
        )}
        {kind !== 'saturation' && kind !== 'words' && (
          <Checkbox isSelected={choice.withUnused} onChange={(withUnused) => change({ withUnused })}>
            {t('withUnused')}
          </Checkbox>
        )}
      </div>
      <ActiveFilters {...filterProps(props)} />
    </div>
  )
}

/** What there is to choose of a kind of table. */
function KindFields(props: TableFieldsProps) {
  const { choice, change } = props
  const t = useTranslations('tables')
  const { kind } = choice
  if (kind === 'saturation' || kind === 'words') return null
  if (kind === 'cooccurrence')
    return (
      <>
        <OneOf
          label={t('within.label')}
          values={withins}
          value={choice.within}
          nameOf={(value) => t(`within.${value}`)}
          onChange={(within) => change({ within })}
        />
        <OneOf
          label={t('figure.label')}
          values={['counts', 'coefficient']}
          value={choice.coefficient ? 'coefficient' : 'counts'}
          nameOf={(value) => t(`figure.${value}`)}
          onChange={(value) => change({ coefficient: value === 'coefficient' })}
        />
      </>
    )
  return (
    <>
      {(kind === 'tag-attribute' || kind === 'timeline') && <AttributeField {...props} />}
      {kind === 'timeline' && (
        <OneOf
          label={t('by.label')}
          values={lengths}
          value={choice.by}
          nameOf={(value) => t(`by.${value}`)}
          onChange={(by) => change({ by })}
        />
      )}
      <OneOf
        label={t('counted.label')}
        values={counteds}
        value={choice.counted}
        nameOf={(value) => t(`counted.${value}`)}
        onChange={(counted) => change({ counted })}
      />
      <OneOf
        label={t('share.label')}
        values={shares}
        value={choice.share}
        nameOf={(value) => t(`share.${value}`)}
        onChange={(share) => change({ share })}
      />
    </>
  )
}

/** One of a few values, by name. */
function OneOf<T extends string>({
  label,
  values,
  value,
  nameOf,
  onChange,
  className = 'sm:w-44',
}: {
  label: string
  values: readonly T[]
  value: T
  nameOf: (value: T) => string
  onChange: (value: T) => void
  className?: string
}) {
  return (
    <Select
      label={label}
      value={value}
      className={className}
      onChange={(key) => {
        const chosen = values.find((one) => one === key)
        if (chosen !== undefined) onChange(chosen)
      }}
    >
      {values.map((one) => (
        <ListItem key={one} id={one}>
          {nameOf(one)}
        </ListItem>
      ))}
    </Select>
  )
}

function AttributeField({ choice, change, attributes }: TableFieldsProps) {
  const t = useTranslations('tables')
  const offered = choice.kind === 'timeline' ? attributes.filter(({ type }) => type === 'date') : attributes
  if (offered.length === 0) return null
  return (
    <OneOf
      label={t('attribute')}
      values={offered.map(({ key }) => key)}
      value={choice.attributeKey}
      nameOf={(key) => offered.find((attribute) => attribute.key === key)?.label ?? key}
      onChange={(attributeKey) => change({ attributeKey, sort: '' })}
    />
  )
}

const filterProps = ({
  projectId,
  choice,
  change,
  tags,
  tagsById,
  attributes,
  documents,
  authors,
}: TableFieldsProps): FilterProps => ({
  project: { id: projectId, abilities: {} },
  view: filtersOf(choice),
  change: (part) => change({ view: { ...choice.view, ...part } }),
  clear: () => change({ view: { ...plainView, layer: choice.view.layer } }),
  summary: {
    ...noCounts,
    byTag: tags.map(({ id, name, colour, annotationCount }) => ({ id, name, colour, count: annotationCount })),
  },
  tagsById,
  attributes,
  documents,
  authors,
  onTag: () => {},
  layers: ['coder', 'consensus'],
})

const noCounts = { excerpts: 0, byDocument: [], byAuthor: [], byMonth: [], undated: 0, cooccurring: [] }

function Filters(props: TableFieldsProps) {
  const t = useTranslations('tables')
  const themes = useTranslations('themes.filter')
  return (
    <Popover
      label={themes('label')}
      placement="bottom end"
      trigger={
        <Button icon={<SlidersHorizontal aria-hidden />} className="max-sm:col-span-2">
          {themes('open')}
        </Button>
      }
      className="w-80"
    >
      {props.choice.kind === 'words' ? (
        <TextFilterFields {...filterProps(props)} />
      ) : (
        <FilterFields {...filterProps(props)} tagLabel={t('filterTag')} />
      )}
    </Popover>
  )
}
