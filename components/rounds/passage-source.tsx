'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/icon-button'
import { ListItem } from '@/components/ui/list-item'
import { Checkbox } from '@/components/ui/checkbox'
import { Select } from '@/components/ui/select'
import { TagChip, TagDot } from '@/components/ui/tag-chip'
import { TextField } from '@/components/ui/text-field'
import type { GivenPassage, RoundForm } from '@/lib/browser/rounds/round-form'
import type { Tag } from '@/lib/schemas/tag'
import type { Coder } from './coder-choice'

interface SourceProps {
  form: RoundForm
  put: (part: Partial<RoundForm>) => void
}

/** The passages that were chosen beforehand; any of them can be left out. */
export function GivenPassages({ form, put }: SourceProps) {
  const t = useTranslations('rounds.form')
  const without = (gone: GivenPassage) => put({ passages: form.passages.filter((passage) => passage !== gone) })
  return (
    <div className="flex flex-col gap-2">
      <h2 className="font-sans text-sm font-medium text-ink">{t('passagesGiven')}</h2>
      <ul
        aria-label={t('passagesGiven')}
        className="flex max-h-80 flex-col overflow-y-auto rounded-md border border-rule bg-paper-raised px-3"
      >
        {form.passages.map((passage) => (
          <li
            key={`${passage.documentId}${passage.start}-${passage.end}`}
            className="flex items-start gap-3 border-b border-rule py-2 last:border-0"
          >
            <div className="min-w-0 flex-1">
              <p dir="auto" className="line-clamp-2 font-serif text-[0.9375rem] text-ink">
                {passage.quote}
              </p>
              <p className="text-[0.8125rem] text-ink-muted">
                <bdi>{passage.title}</bdi>
              </p>
            </div>
            {form.passages.length > 1 && (
              <IconButton
                size="small"
                label={t('removePassage', { quote: passage.quote.slice(0, 60) })}
                icon={<X aria-hidden />}
                onPress={() => without(passage)}
              />
            )}
          </li>
        ))}
      </ul>
      <p className="text-[0.8125rem] text-ink-muted">{t('passagesGivenNote', { count: form.passages.length })}</p>
    </div>
  )
}

/** How passages are drawn at random: how many, of which kind, and from which seed. */
export function SampleFields({
  form,
  put,
  tags,
  people,
  errorOf,
}: SourceProps & { tags: readonly Tag[]; people: readonly Coder[]; errorOf: (path: string) => string | null }) {
  const t = useTranslations('rounds.form')
  const isSecondLook = form.kind === 'second-look'
  const most = isSecondLook ? 100 : 5000
  const everybody = 'everybody'
  return (
    <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
      <TextField
        label={t(isSecondLook ? 'samplePercent' : 'sampleCount')}
        help={t(isSecondLook ? 'samplePercentHelp' : 'sampleCountHelp')}
        type="number"
        inputMode="numeric"
        value={String(form.amount)}
        onChange={(typed) => put({ amount: Math.min(most, Math.max(1, Math.round(Number(typed)) || 1)) })}
        error={errorOf('sample')}
      />
      <TextField
        label={t('seed')}
        help={t('seedHelp')}
        value={form.seed}
        onChange={(seed) => put({ seed })}
        maxLength={100}
      />
      <Select
        label={t('sampleAuthor')}
        value={form.authorId ?? everybody}
        onChange={(key) => put({ authorId: key === null || key === everybody ? null : String(key) })}
      >
        <ListItem id={everybody}>{t('sampleAuthorAll')}</ListItem>
        {people.map(({ id, name }) => (
          <ListItem key={id} id={id}>
            {name}
          </ListItem>
        ))}
      </Select>
      <SampleTags form={form} put={put} tags={tags} />
      <Checkbox
        isSelected={form.secondOpinion}
        onChange={(secondOpinion) => put({ secondOpinion })}
        className="sm:col-span-2"
      >
        {t('sampleSecondOpinion')}
      </Checkbox>
    </div>
  )
}

/** The tags of which a passage must carry one to be drawn. */
function SampleTags({ form, put, tags }: SourceProps & { tags: readonly Tag[] }) {
  const t = useTranslations('rounds.form')
  const chosenTags = form.tagIds.flatMap((id) => tags.find((tag) => tag.id === id) ?? [])
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={t('sampleTags')}
        placeholder={t('sampleTagsAll')}
        value={null}
        onChange={(key) => key !== null && put({ tagIds: [...form.tagIds, String(key)] })}
        isDisabled={tags.length === 0}
      >
        {tags
          .filter((tag) => !form.tagIds.includes(tag.id))
          .map((tag) => (
            <ListItem key={tag.id} id={tag.id} lead={<TagDot colour={tag.colour} />}>
              {tag.path.join(' › ')}
            </ListItem>
          ))}
      </Select>
      {chosenTags.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {chosenTags.map((tag) => (
            <TagChip
              key={tag.id}
              name={tag.name}
              colour={tag.colour}
              onRemove={() => put({ tagIds: form.tagIds.filter((id) => id !== tag.id) })}
            />
          ))}
        </div>
      )}
    </div>
  )
}
