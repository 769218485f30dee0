'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { useEveryCase } from '@/lib/browser/cases/use-cases'
import { useRounds } from '@/lib/browser/rounds/use-rounds'
import { isNarrowed, type ThemeView } from '@/lib/browser/themes/theme-view'
import type { FilterProps } from './filter-props'

interface Active {
  key: string
  label: string
  without: Partial<ThemeView>
}

/** What narrows the view, each with its cross. */
export function ActiveFilters(props: FilterProps): ReactNode {
  const { project, view, change, clear } = props
  const t = useTranslations('themes')
  const { data: rounds = [] } = useRounds(project.id)
  const { cases } = useEveryCase(project.id, view.caseIds.length > 0)
  if (!isNarrowed(view)) return null
  const active = activeFilters({ ...props, rounds, cases }, t)
  return (
    <ul aria-label={t('filter.active')} className="flex flex-wrap items-center gap-1.5">
      {active.map(({ key, label, without }) => (
        <li
          key={key}
          className="inline-flex max-w-full items-center rounded-full border border-accent bg-accent-soft text-[0.8125rem] leading-5.5 text-ink"
        >
          <span dir="auto" className="max-w-64 truncate py-px ps-2.5">
            {label}
          </span>
          <AriaButton
            aria-label={t('filter.remove', { label })}
            onPress={() => change(without)}
            className="grid size-6 pointer-coarse:size-11 place-items-center rounded-full text-ink-muted focus-ring data-hovered:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </AriaButton>
        </li>
      ))}
      <li>
        <Button size="small" tone="plain" onPress={clear}>
          {t('filter.clear')}
        </Button>
      </li>
    </ul>
  )
}

function activeFilters(
  {
    view,
    rounds,
    cases,
    documents,
    authors,
    tagsById,
    attributes,
  }: FilterProps & Record<'rounds' | 'cases', readonly { id: string; name: string }[]>,
  t: ReturnType<typeof useTranslations<'themes'>>,
): Active[] {
  const nameIn = (rows: readonly { id: string; name?: string; title?: string }[], id: string) => {
    const row = rows.find((other) => other.id === id)
    return row?.title ?? row?.name ?? '?'
  }
  const tagName = (id: string) => tagsById.get(id)?.name ?? '?'
  const without = (list: readonly string[], value: string) => list.filter((other) => other !== value)
  return [
    ...view.documentIds.map((id) => ({
      key: id,
      label: t('filter.chip.document', { name: nameIn(documents, id) }),
      without: { documentIds: without(view.documentIds, id) },
    })),
    ...view.tagIds.map((id) => ({
      key: id,
      label: t('filter.chip.tag', { name: tagName(id) }),
      without: { tagIds: without(view.tagIds, id) },
    })),
    ...view.alsoTagIds.map((id) => ({
      key: `also-${id}`,
      label: t('filter.chip.also', { name: tagName(id) }),
      without: { alsoTagIds: without(view.alsoTagIds, id) },
    })),
    ...view.authorIds.map((id) => ({
      key: id,
      label: t('filter.chip.author', { name: nameIn(authors, id) }),
      without: { authorIds: without(view.authorIds, id) },
    })),
    ...view.roundIds.map((id) => ({
      key: id,
      label: t('filter.chip.round', { name: nameIn(rounds, id) }),
      without: { roundIds: without(view.roundIds, id) },
    })),
    ...view.caseIds.map((id) => ({
      key: id,
      label: t('filter.chip.case', { name: nameIn(cases, id) }),
      without: { caseIds: without(view.caseIds, id) },
    })),
    ...view.attributes.map((pair) => {
      const [key = '', ...value] = pair.split('=')
      return {
        key: pair,
        label: t('filter.chip.attribute', {
          key: attributes.find((row) => row.key === key)?.label ?? key,
          value: value.join('='),
        }),
        without: { attributes: without(view.attributes, pair) },
      }
    }),
    ...(view.from ? [{ key: 'from', label: t('filter.chip.from', { day: view.from }), without: { from: '' } }] : []),
    ...(view.until
      ? [{ key: 'until', label: t('filter.chip.until', { day: view.until }), without: { until: '' } }]
      : []),
    ...(view.dated
      ? [{ key: 'dated', label: t('filter.chip.dated', { day: view.dated }), without: { dated: '' } }]
      : []),
    ...(view.q ? [{ key: 'q', label: t('filter.chip.words', { words: view.q }), without: { q: '' } }] : []),
    ...(view.query
      ? [{ key: 'query', label: t('filter.chip.query', { query: view.query }), without: { query: '' } }]
      : []),
    ...(view.starred ? [{ key: 'starred', label: t('filter.chip.starred'), without: { starred: false } }] : []),
    ...(view.secondOpinion
      ? [{ key: 'second-opinion', label: t('filter.chip.secondOpinion'), without: { secondOpinion: false } }]
      : []),
  ]
}
