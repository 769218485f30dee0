'use client'

import { Columns3 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Popover } from '@/components/ui/popover'
import type { Attribute } from '@/lib/schemas/document'
import { excerptColumns } from '@/lib/schemas/export'

export interface ColumnChoiceProps {
  attributes: readonly Attribute[]
  /** Whether rows say under what they stand. */
  isGrouped: boolean
  /** Empty: all. */
  columns: readonly string[]
  onChange: (columns: readonly string[]) => void
}

/** Which columns a csv or xlsx has, by the names that stand in its header. All of them unless somebody takes some away. */
export function ColumnChoice({ attributes, isGrouped, columns, onChange }: ColumnChoiceProps) {
  const t = useTranslations('export.format')
  const all = excerptColumns.flatMap((name) => [
    ...(name === 'group' && !isGrouped ? [] : [name as string]),
    ...(name === 'document' ? attributes.map(({ key }) => `document.${key}`) : []),
  ])
  const chosen = columns.length === 0 ? all : all.filter((name) => columns.includes(name))
  const toggle = (name: string, isOn: boolean) => {
    const next = all.filter((other) => (other === name ? isOn : chosen.includes(other)))
    if (next.length > 0) onChange(next.length === all.length ? [] : next)
  }
  return (
    <div className="flex flex-col gap-1.5">
      <span className="text-sm font-[550] text-ink">{t('columns')}</span>
      <Popover
        label={t('columns')}
        placement="bottom start"
        trigger={
          <Button icon={<Columns3 aria-hidden />}>
            {chosen.length === all.length ? t('columnsAll') : t('columnsSome', { count: chosen.length })}
          </Button>
        }
        className="w-80"
      >
        <div className="flex max-h-80 flex-col gap-2 overflow-y-auto">
          {all.map((name) => (
            <Checkbox
              key={name}
              isSelected={chosen.includes(name)}
              isDisabled={chosen.length === 1 && chosen[0] === name}
              onChange={(isOn) => toggle(name, isOn)}
            >
              {name}
            </Checkbox>
          ))}
        </div>
      </Popover>
    </div>
  )
}
