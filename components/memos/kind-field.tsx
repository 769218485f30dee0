'use client'

import { useTranslations } from 'use-intl'
import { ComboBox } from '@/components/ui/combo-box'
import { ListItem } from '@/components/ui/list-item'
import { useMemoCounts } from '@/lib/browser/memos/use-memos'
import { wordsIn } from '@/lib/domain/search/has-words'

/** Characters of a kind. */
const longest = 60

const suggested = ['theory', 'method', 'question', 'decision'] as const

export interface KindFieldProps {
  projectId: string
  value: string
  onChange: (kind: string) => void
  onBlur?: () => void
}

/** Of which kind a memo is: one that is in use, one that is suggested, or a word of one's own. */
export function KindField({ projectId, value, onChange, onBlur }: KindFieldProps) {
  const t = useTranslations('memos')
  const kinds = useMemoCounts(projectId, null)?.byKind.map(({ kind }) => kind) ?? []
  const all = [...new Set([...kinds, ...suggested.map((kind) => t(`kind.${kind}`))])]
  // All of them again beside one that was chosen.
  const fitting = all.includes(value) ? all : all.filter(wordsIn(value))
  return (
    <ComboBox
      label={t('form.kind')}
      help={t('form.kindHelp')}
      allowsCustomValue
      items={fitting.map((kind) => ({ kind }))}
      inputValue={value}
      onInputChange={(typed) => onChange(typed.slice(0, longest))}
      onBlur={onBlur}
      empty={t('form.kindOwn')}
    >
      {({ kind }: { kind: string }) => <ListItem id={kind}>{kind}</ListItem>}
    </ComboBox>
  )
}
