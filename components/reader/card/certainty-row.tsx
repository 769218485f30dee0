'use client'

import { MessageCircleQuestionMark } from 'lucide-react'
import { ToggleButton } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'

export interface CertaintyRowProps {
  certainty: number | null
  secondOpinion: boolean
  /** Absent: shown, not changed. */
  onCertainty?: (certainty: number | null) => void
  onSecondOpinion?: () => void
}

const look =
  'inline-flex min-h-7 cursor-default items-center gap-1.5 rounded-md border border-rule px-2 text-[0.8125rem] text-ink-muted focus-ring pointer-coarse:min-h-11 data-hovered:text-ink data-selected:border-accent data-selected:bg-accent-soft data-selected:text-accent'

/** How sure a coder is of a passage, and whether they want somebody else to look. */
export function CertaintyRow({ certainty, secondOpinion, onCertainty, onSecondOpinion }: CertaintyRowProps) {
  const t = useTranslations('reader.card')
  if (!onCertainty || !onSecondOpinion) {
    if (certainty === null && !secondOpinion) return null
    return (
      <p className="flex flex-wrap gap-x-3 text-[0.8125rem] text-ink-muted">
        {certainty !== null && <span>{t(`certaintyOf.${String(certainty) as '1'}`)}</span>}
        {secondOpinion && <span className="text-accent">{t('secondOpinion')}</span>}
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-2">
      <div role="group" aria-label={t('certainty')} className="flex flex-wrap gap-1.5">
        {[1, 2, 3].map((level) => (
          <ToggleButton
            key={level}
            isSelected={certainty === level}
            onChange={(isSelected) => onCertainty(isSelected ? level : null)}
            className={look}
          >
            {t(`certaintyOf.${String(level) as '1'}`)}
          </ToggleButton>
        ))}
      </div>
      <ToggleButton
        isSelected={secondOpinion}
        onChange={onSecondOpinion}
        className={classNames(look, 'self-start [&_svg]:size-3.5')}
      >
        <MessageCircleQuestionMark aria-hidden />
        {t(secondOpinion ? 'secondOpinion' : 'askSecondOpinion')}
      </ToggleButton>
    </div>
  )
}
