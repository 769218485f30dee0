'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { Switch } from '@/components/ui/switch'
import type { ReaderKeys } from '@/lib/browser/reader/use-reader-keys'
import { keyHelp } from '@/lib/domain/reading/key-map'
import { shownKey, type KeysByCommand, type ReadingCommand } from '@/lib/domain/reading/reader-keys'
import { KeyChanges } from './key-changes'

export interface KeyHelpProps {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  charactersOn: boolean
  onCharacters: (on: boolean) => void
  keys: ReaderKeys
}

/** All keys of the reader, the way to change them, and the switch for those of a single letter. */
export function KeyHelp({ isOpen, onOpenChange, charactersOn, onCharacters, keys }: KeyHelpProps) {
  const t = useTranslations('reader')
  const [isChanging, setChanging] = useState(false)
  const opened = (next: boolean) => {
    setChanging(false)
    onOpenChange(next)
  }
  return (
    <Dialog
      title={t(isChanging ? 'keys.changeTitle' : 'keys.title')}
      lede={t(isChanging ? 'keys.changeLede' : 'keys.lede')}
      isOpen={isOpen}
      onOpenChange={opened}
      size="wide"
    >
      {isChanging ? <KeyChanges keys={keys} /> : <KeyList keys={keys.keys} />}
      {!isChanging && (
        <Switch isSelected={charactersOn} onChange={onCharacters}>
          {t('keys.characters')}
        </Switch>
      )}
      <DialogActions>
        {isChanging && (
          <Button tone="plain" isDisabled={!keys.isChanged} onPress={keys.reset}>
            {t('keys.resetAll')}
          </Button>
        )}
        <Button onPress={() => setChanging(!isChanging)}>{t(isChanging ? 'keys.back' : 'keys.change')}</Button>
      </DialogActions>
    </Dialog>
  )
}

function KeyList({ keys }: { keys: KeysByCommand }) {
  const t = useTranslations('reader')
  return (
    <div className="gap-12 sm:columns-2">
      {keyHelp.map(({ group, rows }) => (
        <section key={group} className="mb-6 break-inside-avoid">
          <h3 className="label-caps mb-1.5">{t(`keys.group.${group}`)}</h3>
          <dl>
            {rows.map((row) => {
              const [first, others] = shownOf(row.commands, keys)
              return (
                <div
                  key={row.text}
                  className="flex items-baseline justify-between gap-4 border-b border-rule py-1.5 text-sm last:border-0"
                >
                  <dt>{t(`keys.row.${row.text}`)}</dt>
                  <dd className="flex shrink-0 flex-wrap items-baseline justify-end gap-1 text-xs text-ink-muted">
                    {[...('fixed' in row ? row.fixed : []), ...first].map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                    {others.length > 0 && <span>{t('keys.or')}</span>}
                    {others.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                    {row.commands.length > 0 && first.length === 0 && <span>{t('keys.none')}</span>}
                  </dd>
                </div>
              )
            })}
          </dl>
        </section>
      ))}
    </div>
  )
}

/** The first key of each command of a row, and the further ones; of a long row its ends alone. */
function shownOf(commands: readonly ReadingCommand[], keys: KeysByCommand): [string[], string[]] {
  const first = commands.flatMap((command) => keys[command].slice(0, 1).map(shownKey))
  const others = commands.flatMap((command) => keys[command].slice(1).map(shownKey))
  const [start, end] = [first[0], first.at(-1)]
  return [first.length > 4 && start !== undefined && end !== undefined ? [start, '…', end] : first, others]
}
