'use client'

import { useTranslations } from 'use-intl'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { Switch } from '@/components/ui/switch'
import { keyHelp } from '@/lib/domain/reading/key-map'

export interface KeyHelpProps {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  charactersOn: boolean
  onCharacters: (on: boolean) => void
}

/** All keys of the reader, and the switch for those of a single letter. */
export function KeyHelp({ isOpen, onOpenChange, charactersOn, onCharacters }: KeyHelpProps) {
  const t = useTranslations('reader')
  return (
    <Dialog title={t('keys.title')} lede={t('keys.lede')} isOpen={isOpen} onOpenChange={onOpenChange} size="wide">
      <div className="gap-12 sm:columns-2">
        {keyHelp.map(({ group, rows }) => (
          <section key={group} className="mb-6 break-inside-avoid">
            <h3 className="label-caps mb-1.5">{t(`keys.group.${group}`)}</h3>
            <dl>
              {rows.map((row) => (
                <div key={row.text} className="flex items-baseline justify-between gap-4 border-b border-rule py-1.5 text-sm last:border-0">
                  <dt>{t(`keys.row.${row.text}`)}</dt>
                  <dd className="flex shrink-0 flex-wrap items-baseline justify-end gap-1 text-xs text-ink-muted">
                    {row.keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                    {'or' in row && <span>{t('keys.or')}</span>}
                    {'or' in row && row.or.map((key) => <Kbd key={key}>{key}</Kbd>)}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch isSelected={charactersOn} onChange={onCharacters}>
        {t('keys.characters')}
      </Switch>
    </Dialog>
  )
}
