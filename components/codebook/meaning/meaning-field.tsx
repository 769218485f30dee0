'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Switch } from '@/components/ui/switch'
import type { Tag } from '@/lib/schemas/tag'

export interface MeaningFieldProps {
  tag: Tag
  /** Whether what is typed now is called a correction. */
  isCorrection: boolean
  onCorrection: (isCorrection: boolean) => void
  onWithdraw: () => Promise<unknown>
}

/** Whether whoever coded before shall look again: they shall, unless the editor calls it a correction, and that can be said afterwards too. */
export function MeaningField({ tag, isCorrection, onCorrection, onWithdraw }: MeaningFieldProps) {
  const t = useTranslations('codebook.recheck')
  return (
    <div className="flex flex-col items-start gap-2">
      <Switch isSelected={isCorrection} onChange={onCorrection}>
        {t('correction')}
      </Switch>
      <p className="text-[0.8125rem] text-ink-muted">{t(tag.meaningChangedAt === null ? 'correctionHelp' : 'asked')}</p>
      {tag.meaningChangedAt !== null && (
        <Button size="small" onPress={() => void onWithdraw()}>
          {t('withdraw')}
        </Button>
      )}
    </div>
  )
}
