'use client'

import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { ErrorState } from '@/components/ui/error-state'
import { ListItem } from '@/components/ui/list-item'
import { Menu, MenuItem } from '@/components/ui/menu'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { figuresQueryOf, type AgreementChoice } from '@/lib/browser/agreement/agreement-choice'
import { useConfusion, type ChosenCell, type CoderPair } from '@/lib/browser/agreement/use-agreement'
import { differingTags } from '@/lib/domain/agreement/study/differing-tags'
import type { AgreementAnswer } from '@/lib/schemas/agreement'
import { ConfusionGrid } from './confusion-grid'
import { PassagesDialog } from './passages-dialog'

interface ConfusionSectionProps {
  projectId: string
  choice: AgreementChoice
  answer: AgreementAnswer
}

const everyPair = 'every'

/** Tags against tags: what one coder chose where the other chose something else. Every cell opens its passages. */
export function ConfusionSection({ projectId, choice, answer }: ConfusionSectionProps) {
  const t = useTranslations('agreement.confusion')
  const [pair, setPair] = useState<CoderPair | null>(null)
  const [isWhole, setWhole] = useState(false)
  const [cell, setCell] = useState<ChosenCell | null>(null)
  const coders = answer.coders.filter(({ documents }) => documents > 0)
  const ordered = coders.flatMap((first) =>
    coders.flatMap((second) => (first === second ? [] : [{ key: `${first.id},${second.id}`, first, second }])),
  )
  // Another choice of coders may have left the pair behind.
  const named = ordered.find(({ key }) => key === pair?.join(','))
  const current: CoderPair | null = named ? [named.first.id, named.second.id] : null
  const { data, error, isPending, refetch } = useConfusion(projectId, choice, current)
  const differing = data ? differingTags(data.units) : []
  const shown = data && !isWhole ? differing : (data?.tags.map((_, index) => index) ?? [])
  const nameOf = (id: string) => data?.tags.find((tag) => tag.id === id)?.name ?? t('further')
  return (
    <Section title={t('title')} note={t('note', { unit: answer.settings.unit })}>
      <div className="mb-4 flex flex-wrap items-end gap-x-6 gap-y-3">
        {coders.length <= 6 && (
          <Select
            label={t('pair')}
            className="w-72 max-w-full"
            value={current?.join(',') ?? everyPair}
            onChange={(key) => setPair(pairFrom(String(key)))}
          >
            <ListItem id={everyPair}>{t('everyPair')}</ListItem>
            {ordered.map(({ key, first, second }) => (
              <ListItem key={key} id={key}>
                {t('pairOf', { first: first.name, second: second.name })}
              </ListItem>
            ))}
          </Select>
        )}
        <Checkbox isSelected={!isWhole} onChange={(only) => setWhole(!only)} className="pb-2">
          {t('onlyDiffering')}
        </Checkbox>
        <Menu label={t('download')} trigger={<Button icon={<FileDown aria-hidden />}>{t('download')}</Button>}>
          {(['csv', 'xlsx'] as const).map((format) => (
            <MenuItem
              key={format}
              href={`/api/v1/projects/${projectId}/agreement/export?${figuresQueryOf(choice)}&table=confusion${current ? `&pair=${current.join(',')}` : ''}&format=${format}${format === 'csv' ? '&bom=true' : ''}`}
              download
            >
              {t('downloadAs', { format })}
            </MenuItem>
          ))}
        </Menu>
      </div>
      {error ? (
        <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState>
      ) : isPending ? (
        <Skeleton lines={6} />
      ) : shown.length === 0 ? (
        <p className="py-6 text-ink-muted">{t('nothing')}</p>
      ) : (
        data && <ConfusionGrid table={data} shown={shown} onOpen={setCell} />
      )}
      {cell && (
        <PassagesDialog
          projectId={projectId}
          choice={choice}
          pair={current && named ? { ids: current, names: [named.first.name, named.second.name] } : null}
          cell={cell}
          tags={data?.tags ?? []}
          nameOf={nameOf}
          onClose={() => setCell(null)}
        />
      )}
    </Section>
  )
}

function pairFrom(key: string): CoderPair | null {
  const [first, second] = key.split(',')
  return first !== undefined && second !== undefined ? [first, second] : null
}
