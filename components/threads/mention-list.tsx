'use client'

import type { Editor } from '@tiptap/react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { classNames } from '@/components/ui/class-names'
import { sheetClasses } from '@/components/ui/list-item'

export interface MentionListProps {
  id: string
  /** Whose caret it belongs to: the focus stays there, and the list is steered from it. */
  editor: Editor
  people: readonly { id: string; name: string; email: string | null }[]
  index: number
  optionId: (index: number) => string
  onChoose: (index: number) => void
}

/** Who can be mentioned, under the field one types in. */
export function MentionList({ id, editor, people, index, optionId, onChoose }: MentionListProps) {
  const t = useTranslations('threads')
  const active = optionId(index)
  useEffect(() => {
    const field = editor.view.dom
    field.setAttribute('aria-controls', `${id}-list`)
    field.setAttribute('aria-activedescendant', active)
    return () => {
      field.removeAttribute('aria-controls')
      field.removeAttribute('aria-activedescendant')
    }
  }, [editor, id, active])
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label={t('people')}
      className={classNames(sheetClasses, 'absolute inset-x-0 top-full z-20 mt-1 max-h-60 overflow-auto p-1')}
    >
      {people.map((person, at) => (
        // The keys are the field's; a press must not take the focus from it.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
        <div
          key={person.id}
          id={optionId(at)}
          role="option"
          tabIndex={-1}
          aria-selected={at === index}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(at)}
          className={classNames(
            'flex min-h-8 cursor-default items-center gap-2.5 rounded-sm px-2 py-1 text-sm text-ink hover:bg-paper-sunken pointer-coarse:min-h-11',
            at === index && 'bg-accent-soft',
          )}
        >
          <AvatarInitials name={person.name} size="small" />
          <span className="min-w-0 flex-1">
            <span dir="auto" className="block truncate">
              {person.name}
            </span>{' '}
            {person.email && (
              <span dir="auto" className="block truncate text-xs text-ink-muted">
                {person.email}
              </span>
            )}
          </span>
        </div>
      ))}
    </div>
  )
}
