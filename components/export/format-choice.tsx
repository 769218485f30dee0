'use client'

import { useTranslations } from 'use-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { fitting, hasHeadings, offered, type ExportChoice, type Offered } from '@/lib/browser/export/export-choice'
import { exportFormats, type ExportFormat } from '@/lib/schemas/export'

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
export function FormatChoice({ choice, change }: ChoiceProps) {
  const t = useTranslations('export.format')
  const formats: readonly ExportFormat[] = exportFormats[choice.what]
  const offersHeadings = choice.what === 'excerpts' && choice.themeId === '' && hasHeadings(choice.format)
  return (
    <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
      <RadioGroup label={t('label')} isLabelHidden value={choice.format} onChange={(value) => change({ format: fitting(choice.what, value) })}>
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
        {offersHeadings && (
          <RadioGroup label={t('headings')} value={choice.groupBy} onChange={(value) => change({ groupBy: value === 'document' ? 'document' : 'theme' })}>
            <Radio value="theme">{t('headingsTheme')}</Radio>
            <Radio value="document">{t('headingsDocument')}</Radio>
          </RadioGroup>
        )}
        {choice.format === 'csv' && <p className="max-w-prose text-[0.8125rem] text-ink-muted">{t('neutralised')}</p>}
      </div>
    </div>
  )
}
