'use client'

import { ChevronDown } from 'lucide-react'
import { useId, useState } from 'react'
import { Button, ListBox, ListBoxItem } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button as PlainButton } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { controlClasses, fieldClasses } from '@/components/ui/field'
import { rowClasses } from '@/components/ui/list-item'
import { Popover } from '@/components/ui/popover'
import { SearchField } from '@/components/ui/search-field'
import { TagDot } from '@/components/ui/tag-chip'
import { wordsIn } from '@/lib/domain/search/has-words'

interface Choice {
  id: string
  name: string
  note?: string
  colour?: string
}

interface SeveralFieldProps {
  label: string
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (ids: string[]) => void
  /** What the button says: the choice in words. */
  said: string
}

/** Several of a list, looked for by name; what is chosen stands on the button. */
export function SeveralField({ label, choices, chosen, onChange, said }: SeveralFieldProps) {
  const t = useTranslations('agreement')
  const [query, setQuery] = useState('')
  const hasWords = wordsIn(query)
  const shown = choices.filter(({ name, note }) => hasWords(`${name} ${note ?? ''}`))
  const ids = { label: useId(), said: useId() }
  const select = (keys: 'all' | Set<string | number>) => {
    const picked = keys === 'all' ? shown.map(({ id }) => id) : [...keys].map(String)
    // A search hides what is chosen without giving it up.
    const hidden = chosen.filter((id) => !shown.some((choice) => choice.id === id))
    onChange([...hidden, ...picked.filter((id) => !hidden.includes(id))])
  }
  return (
    <div className={fieldClasses}>
      <span id={ids.label} className="text-sm font-medium text-ink">
        {label}
      </span>
      <Popover
        label={t('chooseFrom', { what: label })}
        className="w-[min(24rem,92vw)]"
        trigger={
          <Button
            aria-labelledby={`${ids.label} ${ids.said}`}
            className={classNames(
              controlClasses,
              'flex min-h-9 cursor-default items-center justify-between gap-2 text-start data-focus-visible:outline-2 data-focus-visible:outline-focus pointer-coarse:min-h-11',
            )}
          >
            <span id={ids.said} className="line-clamp-2 min-w-0 flex-1">
              {said}
            </span>
            <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-muted" />
          </Button>
        }
      >
        <div className="flex flex-col gap-3">
          {choices.length > 8 && <SearchField label={t('find')} value={query} onChange={setQuery} />}
          <ListBox
            aria-label={label}
            selectionMode="multiple"
            selectedKeys={chosen}
            onSelectionChange={select}
            renderEmptyState={() => <p className="px-2 py-1.5 text-ink-muted">{t('nothingFound')}</p>}
            className="max-h-72 overflow-auto outline-none"
          >
            {shown.map(({ id, name, note, colour }) => (
              <ListBoxItem key={id} id={id} textValue={name} className={rowClasses}>
                {({ isSelected }) => <ChoiceRow name={name} note={note} colour={colour} isSelected={isSelected} />}
              </ListBoxItem>
            ))}
          </ListBox>
          <PlainButton
            size="small"
            tone="plain"
            className="self-start"
            isDisabled={chosen.length === 0}
            onPress={() => onChange([])}
          >
            {t('all')}
          </PlainButton>
        </div>
      </Popover>
    </div>
  )
}

/** A choice with the box that says whether it is taken. */
function ChoiceRow({ name, note, colour, isSelected }: Omit<Choice, 'id'> & { isSelected: boolean }) {
  return (
    <>
      <span
        aria-hidden
        className={classNames(
          'grid size-4 shrink-0 place-items-center rounded-sm border text-[0.625rem] leading-none',
          isSelected ? 'border-accent bg-accent text-accent-ink' : 'border-rule-strong bg-paper-raised',
        )}
      >
        {isSelected && '✓'}
      </span>
      {colour !== undefined && <TagDot colour={colour} />}
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block">
          {name}
        </span>{' '}
        {note !== undefined && <span className="block text-xs text-ink-muted">{note}</span>}
      </span>
    </>
  )
}
