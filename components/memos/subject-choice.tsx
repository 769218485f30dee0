'use client'

import { useTranslations } from 'use-intl'
import { ComboBox } from '@/components/ui/combo-box'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import { useNames } from '@/lib/browser/history/use-history'
import { useThemes } from '@/lib/browser/themes/use-themes'

const types = ['project', 'document', 'tag', 'theme'] as const

/** What a memo is to be about: the type, and which one of them, null while none is chosen. */
export interface ChosenSubject {
  type: (typeof types)[number]
  id: string | null
}

export interface SubjectChoiceProps {
  projectId: string
  value: ChosenSubject
  onChange: (subject: ChosenSubject) => void
  error?: string
}

/** Chooses what a memo is about: the project, which is a journal's, or a document, tag or theme. On a passage one writes from its card. */
export function SubjectChoice({ projectId, value, onChange, error }: SubjectChoiceProps) {
  const t = useTranslations('memos')
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      <Select
        label={t('form.about')}
        help={value.type === 'project' ? t('form.aboutHelp') : undefined}
        value={value.type}
        onChange={(key) => onChange({ type: types.find((type) => type === key) ?? 'project', id: null })}
      >
        {types.map((type) => (
          <ListItem key={type} id={type}>
            {t(`type.${type}`)}
          </ListItem>
        ))}
      </Select>
      {value.type !== 'project' && (
        <OneOf
          key={value.type}
          projectId={projectId}
          type={value.type}
          id={value.id}
          onChange={(id) => onChange({ ...value, id })}
          error={error}
        />
      )}
    </div>
  )
}

function OneOf({
  projectId,
  type,
  id,
  onChange,
  error,
}: {
  projectId: string
  type: 'document' | 'tag' | 'theme'
  id: string | null
  onChange: (id: string | null) => void
  error?: string
}) {
  const t = useTranslations('memos')
  const names = useNames(projectId)
  const { data: themes = [] } = useThemes(projectId)
  const choices = {
    document: [...names.documents],
    tag: [...names.tags],
    theme: themes.map((theme) => [theme.id, theme.name] as const),
  }[type].map(([one, name]) => ({ id: one, name }))
  return (
    <ComboBox
      label={t(`type.${type}`)}
      isRequired
      defaultItems={choices}
      selectedKey={id}
      onSelectionChange={(key) => onChange(key === null ? null : String(key))}
      error={error}
    >
      {(one: { id: string; name: string }) => <ListItem id={one.id}>{one.name}</ListItem>}
    </ComboBox>
  )
}
