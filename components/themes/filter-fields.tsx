'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { DayField } from '@/components/ui/day-field'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import { TagDot } from '@/components/ui/tag-chip'
import { TextField } from '@/components/ui/text-field'
import { useEveryCase } from '@/lib/browser/cases/use-cases'
import { useQueries } from '@/lib/browser/retrieval/use-queries'
import { useRounds } from '@/lib/browser/rounds/use-rounds'
import { toggled } from '@/lib/browser/themes/theme-view'
import type { FilterProps } from './filter-props'

/** The filters that are not always in sight. Choosing one adds it; the chips under the bar take it away again. */
export function FilterFields({
  project,
  view,
  change,
  documents,
  authors,
  summary,
  attributes,
  layers = ['coder', 'consensus', 'both'],
  tagLabel,
}: FilterProps) {
  const t = useTranslations('themes')
  return (
    <div className="flex flex-col gap-4">
      <Select
        label={t('filter.layer.label')}
        value={view.layer}
        onChange={(key) => key !== null && change({ layer: key as typeof view.layer })}
      >
        {layers.map((layer) => (
          <ListItem key={layer} id={layer}>
            {t(`filter.layer.${layer}`)}
          </ListItem>
        ))}
      </Select>
      <DocumentField view={view} change={change} documents={documents} />
      <Select
        label={t('filter.author')}
        placeholder={t('filter.any')}
        value={null}
        onChange={(key) => key !== null && change({ authorIds: toggled(view.authorIds, String(key)) })}
      >
        {rest(authors, view.authorIds).map((row) => (
          <ListItem key={row.id} id={row.id}>
            {row.name}
          </ListItem>
        ))}
      </Select>
      <Select
        label={tagLabel ?? t('filter.tag')}
        placeholder={t('filter.any')}
        value={null}
        onChange={(key) => key !== null && change({ tagIds: toggled(view.tagIds, String(key)) })}
      >
        {rest(summary?.byTag ?? [], view.tagIds).map((row) => (
          <ListItem key={row.id} id={row.id} lead={<TagDot colour={row.colour} />}>
            {row.name}
          </ListItem>
        ))}
      </Select>
      <RoundField project={project} view={view} change={change} />
      <CaseField project={project} view={view} change={change} />
      {attributes.length > 0 && (
        <AttributeFilter attributes={attributes} onAdd={(pair) => change({ attributes: [...view.attributes, pair] })} />
      )}
      <KeptQueryField project={project} change={change} />
      <fieldset className="grid grid-cols-2 gap-3">
        <legend className="sr-only">{t('filter.from')}</legend>
        <DayField label={t('filter.from')} value={view.from} onChange={(from) => change({ from })} />
        <DayField label={t('filter.until')} value={view.until} onChange={(until) => change({ until })} />
      </fieldset>
      <Checkbox isSelected={view.secondOpinion} onChange={(secondOpinion) => change({ secondOpinion })}>
        {t('filter.secondOpinion')}
      </Checkbox>
    </div>
  )
}

/** The filters of texts, whoever marked them: which documents. */
export function TextFilterFields({
  view,
  change,
  documents,
  attributes,
}: Pick<FilterProps, 'view' | 'change' | 'documents' | 'attributes'>) {
  return (
    <div className="flex flex-col gap-4">
      <DocumentField view={view} change={change} documents={documents} />
      {attributes.length > 0 && (
        <AttributeFilter attributes={attributes} onAdd={(pair) => change({ attributes: [...view.attributes, pair] })} />
      )}
    </div>
  )
}

/** What of a list is not chosen yet. */
const rest = <T extends { id: string }>(rows: readonly T[], chosen: readonly string[]) =>
  rows.filter((row) => !chosen.includes(row.id))

function DocumentField({ view, change, documents }: Pick<FilterProps, 'view' | 'change' | 'documents'>) {
  const t = useTranslations('themes')
  return (
    <Select
      label={t('filter.document')}
      placeholder={t('filter.any')}
      value={null}
      onChange={(key) => key !== null && change({ documentIds: toggled(view.documentIds, String(key)) })}
    >
      {rest(documents, view.documentIds).map((row) => (
        <ListItem key={row.id} id={row.id}>
          {row.title}
        </ListItem>
      ))}
    </Select>
  )
}

/** The rounds, where there are any. */
function RoundField({ project, view, change }: Pick<FilterProps, 'project' | 'view' | 'change'>) {
  const t = useTranslations('themes')
  const { data: rounds = [] } = useRounds(project.id)
  if (rounds.length === 0) return null
  return (
    <Select
      label={t('filter.round')}
      placeholder={t('filter.any')}
      value={null}
      onChange={(key) => key !== null && change({ roundIds: toggled(view.roundIds, String(key)) })}
    >
      {rest(rounds, view.roundIds).map((row) => (
        <ListItem key={row.id} id={row.id}>
          {row.name}
        </ListItem>
      ))}
    </Select>
  )
}

/** The cases, where there are any. */
function CaseField({ project, view, change }: Pick<FilterProps, 'project' | 'view' | 'change'>) {
  const t = useTranslations('themes')
  const { cases } = useEveryCase(project.id)
  if (cases.length === 0) return null
  return (
    <Select
      label={t('filter.case')}
      placeholder={t('filter.any')}
      value={null}
      onChange={(key) => key !== null && change({ caseIds: toggled(view.caseIds, String(key)) })}
    >
      {rest(cases, view.caseIds).map((row) => (
        <ListItem key={row.id} id={row.id}>
          {row.name}
        </ListItem>
      ))}
    </Select>
  )
}

/** The kept queries, where there are any. */
function KeptQueryField({ project, change }: Pick<FilterProps, 'project' | 'change'>) {
  const t = useTranslations('themes')
  const { data: kept = [] } = useQueries(project.id)
  if (kept.length === 0) return null
  return (
    <Select
      label={t('filter.query')}
      placeholder={t('filter.any')}
      value={null}
      onChange={(id) => {
        const query = kept.find((one) => one.id === id)?.query
        if (query !== undefined) change({ query })
      }}
    >
      {kept.map(({ id, name }) => (
        <ListItem key={id} id={id}>
          {name}
        </ListItem>
      ))}
    </Select>
  )
}

function AttributeFilter({
  attributes,
  onAdd,
}: {
  attributes: FilterProps['attributes']
  onAdd: (pair: string) => void
}) {
  const t = useTranslations('themes')
  const [key, setKey] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const attribute = attributes.find((row) => row.key === key)
  const add = (value: string) => {
    if (key !== null && value.trim() !== '') onAdd(`${key}=${value.trim()}`)
    setTyped('')
    setKey(null)
  }
  const choices = attribute?.type === 'boolean' ? ['true', 'false'] : (attribute?.choices ?? [])
  return (
    <div className="grid grid-cols-2 items-end gap-3">
      <Select
        label={t('filter.attribute')}
        placeholder={t('filter.any')}
        value={key}
        onChange={(chosen) => setKey(chosen === null ? null : String(chosen))}
      >
        {attributes.map((row) => (
          <ListItem key={row.key} id={row.key}>
            {row.label}
          </ListItem>
        ))}
      </Select>
      {attribute &&
        (choices.length > 0 ? (
          <Select
            label={t('filter.value')}
            placeholder={t('filter.any')}
            value={null}
            onChange={(value) => value !== null && add(String(value))}
          >
            {choices.map((choice) => (
              <ListItem key={choice} id={choice}>
                {choice}
              </ListItem>
            ))}
          </Select>
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              add(typed)
            }}
          >
            <TextField
              label={t('filter.value')}
              // Dates of documents may be known less exactly than to the day.
              placeholder={attribute.type === 'date' ? t('filter.datePattern') : undefined}
              value={typed}
              onChange={setTyped}
              onBlur={() => add(typed)}
            />
          </form>
        ))}
    </div>
  )
}
