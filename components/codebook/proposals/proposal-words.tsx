'use client'

import { useTranslations } from 'use-intl'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { TagDot } from '@/components/ui/tag-chip'
import { useHides } from '@/lib/browser/rounds/use-hides'
import type { Proposal } from '@/lib/schemas/proposal'
import type { Tag } from '@/lib/schemas/tag'
import { TagMeaning } from '../meaning/tag-meaning'
import { WordDiff } from '../meaning/word-diff'

export interface ProposalWordsProps {
  proposal: Proposal
  tags: ReadonlyMap<string, Tag>
  /** Which tag of a merge stays. */
  keepId: string | undefined
  onKeep?: (id: string) => void
}

const guidance = ['definition', 'useWhen', 'avoidWhen'] as const

/** The guidance that a proposal is about: of a new tag, of a change with what differs, of a merge from both tags. */
export function ProposalWords({ proposal, tags, keepId, onKeep }: ProposalWordsProps) {
  const t = useTranslations('codebook')
  const hides = useHides()
  const { kind, wanted, state } = proposal
  const [tag, into] = [tags.get(proposal.tag?.id ?? ''), tags.get(proposal.into?.id ?? '')]
  if (kind === 'create') return <TagMeaning tag={{ definition: '', useWhen: '', avoidWhen: '', ...wanted }} />
  if (kind === 'change') {
    const fields = (['name', ...guidance] as const).filter((field) => wanted[field] !== undefined)
    return (
      <dl className="flex flex-col gap-2">
        {fields.map((field) => (
          <div key={field}>
            <dt className="label-caps font-sans">{field === 'name' ? t('propose.name') : t(`panel.${field}`)}</dt>
            <dd>
              {state === 'open' && tag ? (
                <WordDiff before={tag[field]} after={wanted[field] ?? ''} />
              ) : (
                <p dir="auto" className="max-w-prose font-serif text-base whitespace-pre-line">
                  {wanted[field]}
                </p>
              )}
            </dd>
          </div>
        ))}
      </dl>
    )
  }
  if (kind !== 'merge' || !tag || !into || state !== 'open') return null
  const side = (one: Tag) => (
    <span className="flex flex-col gap-1.5">
      <span className="flex items-baseline gap-2">
        <TagDot colour={one.colour} />{' '}
        <span dir="auto" className="font-medium">
          {one.name}
        </span>{' '}
        <span className="text-ink-muted">{t('own', { count: one.annotationCount, hides })}</span>
      </span>
      {guidance.every((field) => one[field] === '') ? (
        <span className="text-ink-muted">{t('panel.none')}</span>
      ) : (
        guidance
          .filter((field) => one[field] !== '')
          .map((field) => (
            <span key={field} dir="auto" className="font-serif whitespace-pre-line">
              {field !== 'definition' && (
                <span className="me-2 font-sans text-[0.8125rem] text-ink-muted">{t(`panel.${field}`)}</span>
              )}
              {one[field]}
            </span>
          ))
      )}
    </span>
  )
  if (!onKeep)
    return (
      <div className="grid grid-cols-1 gap-4 text-sm sm:grid-cols-2">
        {side(into)}
        {side(tag)}
      </div>
    )
  return (
    <RadioGroup label={t('proposals.keep')} help={t('proposals.keepHelp')} value={keepId ?? into.id} onChange={onKeep}>
      <Radio value={into.id}>{side(into)}</Radio>
      <Radio value={tag.id}>{side(tag)}</Radio>
    </RadioGroup>
  )
}
