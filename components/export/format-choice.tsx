'use client'

import { useTranslations } from 'use-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { ListItem } from '@/components/ui/list-item'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { fitting, isTable, offered, type ExportChoice, type Offered } from '@/lib/browser/export/export-choice'
import type { Attribute } from '@/lib/schemas/document'
import { exportFormats, type ExportFormat } from '@/lib/schemas/export'
import { ColumnChoice } from './column-choice'

interface ChoiceProps {
  choice: ExportChoice
  change: (part: Partial<ExportChoice>) => void
}

/** Excerpts, codebook or documents. */
export function WhatChoice({ choice, change }: ChoiceProps) {
  const t = useTranslations('export.what')
  const choose = (value: string) => {
    const what: Offered = offered.find((kind) => kind === value) ?? 'excerpts'
    change({ what, format: fitting(what, choice.format) })
  }
  return (
    <RadioGroup label={t('label')} isLabelHidden value={choice.what} onChange={choose}>
      {offered.map((what) => (
        <Radio key={what} value={what} note={t(`${what}Note`)}>
          {t(what)}
        </Radio>
      ))}
    </RadioGroup>
  )
}

/** The format, and what there is to decide about it. */
export function FormatChoice({ choice, change, attributes }: ChoiceProps & { attributes: readonly Attribute[] }) {
  const t = useTranslations('export.format')
  const formats: readonly ExportFormat[] = exportFormats[choice.what]
  const offersGroups = choice.what === 'excerpts' && choice.format !== 'jsonld'
  const groups = [
    ...(choice.themeId === '' ? [{ id: 'theme', label: t('groupTheme') }] : []),
    ...[
      { id: 'document', label: t('groupDocument') },
      { id: 'tag', label: t('groupTag') },
      { id: 'author', label: t('groupAuthor') },
    ],
    ...attributes.map(({ key, label }) => ({ id: `attribute:${key}`, label })),
  ]
  return (
    <div className="grid grid-cols-1 gap-x-10 gap-y-6 md:max-lg:grid-cols-2">
      <RadioGroup
        label={t('label')}
        isLabelHidden
        value={choice.format}
        onChange={(value) => change({ format: fitting(choice.what, value) })}
      >
        {formats.map((format) => (
          <Radio key={format} value={format} note={t(`${format}Note`)}>
            {t(format)}
          </Radio>
        ))}
      </RadioGroup>
      <div className="flex flex-col items-start gap-4">
        {choice.format === 'csv' && (
          <Checkbox isSelected={choice.forExcel} onChange={(forExcel) => change({ forExcel })}>
            <span>
              {t('forExcel')}
              <span className="block text-[0.8125rem] text-ink-muted">{t('forExcelNote')}</span>
            </span>
          </Checkbox>
        )}
        {offersGroups && (
          <Select
            label={t('group')}
            help={t('groupNote')}
            value={choice.groupBy}
            onChange={(key) => change({ groupBy: String(key) })}
            className="w-64 max-w-full"
          >
            {groups.map(({ id, label }) => (
              <ListItem key={id} id={id}>
                {label}
              </ListItem>
            ))}
          </Select>
        )}
        {choice.what === 'excerpts' && isTable(choice.format) && (
          <ColumnChoice
            attributes={attributes}
            isGrouped={choice.groupBy !== 'theme' && choice.groupBy !== 'document'}
            columns={choice.columns}
            onChange={(columns) => change({ columns })}
          />
        )}
        {choice.format === 'csv' && <p className="max-w-prose text-[0.8125rem] text-ink-muted">{t('neutralised')}</p>}
      </div>
    </div>
  )
}
