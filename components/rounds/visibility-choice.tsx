'use client'

import { useTranslations } from 'use-intl'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { roundVisibilities, type RoundVisibility } from '@/lib/domain/rounds/round'

/** What coders and leads see of one another and until when, in full. */
export function VisibilityChoice({
  value,
  onChange,
  isFixed = false,
}: {
  value: RoundVisibility
  onChange: (value: RoundVisibility) => void
  isFixed?: boolean
}) {
  const t = useTranslations('rounds')
  const choose = (chosen: string) => {
    const known = roundVisibilities.find((one) => one === chosen)
    if (known) onChange(known)
  }
  return (
    <RadioGroup
      label={t('form.visibility')}
      value={value}
      onChange={choose}
      isDisabled={isFixed}
      help={t(isFixed ? 'edit.visibilityFixed' : 'form.visibilityAll')}
    >
      {(['until-own-submit', 'until-all-submit', 'open'] as const).map((one) => (
        <Radio key={one} value={one} note={t(`form.visibilityNote.${one}`)}>
          {t(`blind.${one}`)}
        </Radio>
      ))}
    </RadioGroup>
  )
}
