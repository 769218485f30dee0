'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ComboBox } from '@/components/ui/combo-box'
import { ListItem } from '@/components/ui/list-item'
import { TagChip, TagDot } from '@/components/ui/tag-chip'
import type { Tag } from '@/lib/schemas/tag'

export interface TagsFieldProps {
  /** What the field is for, such as "Add a tag". */
  label: string
  tags: readonly Tag[]
  chosen: readonly string[]
  onChange: (ids: string[]) => void
  error?: string
}

/** Tags chosen one after the other by typing, as chips that can be taken away again. Archived ones are not offered. */
export function TagsField({ label, tags, chosen, onChange, error }: TagsFieldProps) {
  const t = useTranslations('codebook')
  const [isChanged, setChanged] = useState(false)
  const change = (ids: string[]) => {
    setChanged(true)
    onChange(ids)
  }
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const rows = chosen.flatMap((id) => byId.get(id) ?? [])
  return (
    <div className="flex flex-col gap-2">
      {rows.length > 0 && (
        <ul className="flex flex-wrap items-center gap-1.5">
          {rows.map(({ id, name, colour, path }) => (
            <li key={id} className="flex max-w-full">
              <TagChip
                name={name}
                colour={colour}
                path={path}
                removeLabel={t('removeChosen', { name })}
                onRemove={() => change(chosen.filter((other) => other !== id))}
              />
            </li>
          ))}
        </ul>
      )}
      <ComboBox
        // Anew after each choice: empty and closed, with the focus in it for the next.
        key={chosen.join()}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- who has chosen one goes on here
        autoFocus={isChanged}
        label={label}
        error={error}
        menuTrigger="input"
        defaultItems={tags.filter((tag) => tag.archivedAt === null && !chosen.includes(tag.id))}
        onSelectionChange={(key) => key !== null && change([...chosen, String(key)])}
      >
        {(tag: Tag) => (
          <ListItem
            id={tag.id}
            lead={<TagDot colour={tag.colour} />}
            note={tag.path.length > 1 ? tag.path.slice(0, -1).join(' › ') : undefined}
          >
            {tag.name}
          </ListItem>
        )}
      </ComboBox>
    </div>
  )
}
