'use client'

import { useTranslations } from 'use-intl'
import { Disclosure, DisclosurePanel, Button, Heading } from 'react-aria-components'
import { ChevronRight } from 'lucide-react'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import { plainChoice, units, type AgreementChoice } from '@/lib/browser/agreement/agreement-choice'
import { measureNames } from '@/lib/schemas/agreement'
import { SeveralField } from './several-field'

/** What there is to choose from. */
export interface Offered {
  rounds: readonly { id: string; name: string }[]
  people: readonly { id: string; name: string }[]
  tags: readonly { id: string; name: string; path: readonly string[]; colour: string }[]
  documents: readonly { id: string; title: string }[]
}

interface ChoiceFieldsProps {
  choice: AgreementChoice
  change: (part: Partial<AgreementChoice>) => void
  offered: Offered
}

const everything = 'everything'

/** Round, unit, measures, and who and what is compared; the finer rules lie in a fold. */
export function ChoiceFields({ choice, change, offered }: ChoiceFieldsProps) {
  const t = useTranslations('agreement')
  return (
    <div className="flex flex-col gap-5">
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        <Select
          label={t('round')}
          value={choice.roundId === '' ? everything : choice.roundId}
          onChange={(key) =>
            change({ roundId: key === everything || key === null ? '' : String(key), coderIds: [], documentIds: [] })
          }
        >
          <ListItem id={everything}>{t('noRound')}</ListItem>
          {offered.rounds.map(({ id, name }) => (
            <ListItem key={id} id={id}>
              {name}
            </ListItem>
          ))}
        </Select>
        <Select
          label={t('unit.label')}
          value={choice.unit}
          onChange={(key) => change({ unit: units.find((unit) => unit === key) ?? 'character' })}
        >
          {units.map((unit) => (
            <ListItem key={unit} id={unit}>
              {t(`unit.${unit}`)}
            </ListItem>
          ))}
        </Select>
        <SeveralField
          label={t('measures')}
          choices={measureNames.map((id) => ({ id, name: t(`name.${id}`), note: t(`about.${id}`) }))}
          chosen={choice.measures}
          onChange={(ids) =>
            change({
              measures: ids.length > 0 ? measureNames.filter((name) => ids.includes(name)) : plainChoice.measures,
            })
          }
          said={choice.measures.map((name) => t(`name.${name}`)).join(t('between'))}
        />
        <SeveralField
          label={t('coders')}
          choices={offered.people}
          chosen={choice.coderIds}
          onChange={(coderIds) => change({ coderIds })}
          said={said(t, choice.coderIds, offered.people, t('everyone'))}
        />
        <SeveralField
          label={t('tags')}
          choices={offered.tags.map(({ id, path, colour }) => ({ id, name: path.join(' › '), colour }))}
          chosen={choice.tagIds}
          onChange={(tagIds) => change({ tagIds })}
          said={said(t, choice.tagIds, offered.tags, t('everyTag'))}
        />
        <SeveralField
          label={t('documents')}
          choices={offered.documents.map(({ id, title }) => ({ id, name: title }))}
          chosen={choice.documentIds}
          onChange={(documentIds) => change({ documentIds })}
          said={said(
            t,
            choice.documentIds,
            offered.documents.map(({ id, title }) => ({ id, name: title })),
            t('everyDocument'),
          )}
        />
      </div>
      <FinerRules choice={choice} change={change} />
    </div>
  )
}

/** What few change, in a fold. */
function FinerRules({ choice, change }: Omit<ChoiceFieldsProps, 'offered'>) {
  const t = useTranslations('agreement')
  return (
    <Disclosure className="group">
      <Heading className="m-0">
        <Button
          slot="trigger"
          className="inline-flex items-center gap-1.5 rounded-sm text-sm text-ink-muted focus-ring data-hovered:text-ink"
        >
          <ChevronRight
            aria-hidden
            className="size-4 transition-transform group-data-expanded:rotate-90 rtl:-scale-x-100"
          />
          {t('rules')}
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-4 pt-4 sm:grid-cols-2 lg:grid-cols-3">
          <Rule field="whiteSpace" values={['counted', 'excluded']} choice={choice} change={change} />
          <Rule field="touching" values={['separate', 'joined']} choice={choice} change={change} />
          <Rule field="overlappingTags" values={['combined', 'refused']} choice={choice} change={change} />
        </div>
      </DisclosurePanel>
    </Disclosure>
  )
}

function Rule<Field extends 'whiteSpace' | 'touching' | 'overlappingTags'>({
  field,
  values,
  choice,
  change,
}: { field: Field; values: readonly AgreementChoice[Field][] } & Omit<ChoiceFieldsProps, 'offered'>) {
  const t = useTranslations('agreement')
  return (
    <Select
      label={t(`${field}.label` as 'whiteSpace.label')}
      value={choice[field]}
      onChange={(key) => change({ [field]: values.find((value) => value === key) ?? choice[field] })}
    >
      {values.map((value) => (
        <ListItem key={value} id={value}>
          {t(`${field}.${value}` as 'whiteSpace.counted')}
        </ListItem>
      ))}
    </Select>
  )
}

function said(
  t: ReturnType<typeof useTranslations<'agreement'>>,
  chosen: readonly string[],
  rows: readonly { id: string; name: string }[],
  all: string,
): string {
  if (chosen.length === 0) return all
  return chosen.length <= 2
    ? chosen.map((id) => rows.find((row) => row.id === id)?.name ?? id).join(t('between'))
    : t('chosen', { count: chosen.length })
}
