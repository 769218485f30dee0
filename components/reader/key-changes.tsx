'use client'

import { useState, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Button, buttonClasses } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Kbd } from '@/components/ui/kbd'
import type { ReaderKeys } from '@/lib/browser/reader/use-reader-keys'
import { readingCommands, shownKey, usualKeys, writtenKey, type ReadingCommand } from '@/lib/domain/reading/reader-keys'

/** A key that was pressed for a command and that another one has. */
interface Clash {
  command: ReadingCommand
  key: string
  holder: ReadingCommand
}

/** Every command of the reader with its keys, each to be changed. A key that another command has is given only after that was said. */
export function KeyChanges({ keys }: { keys: ReaderKeys }) {
  const t = useTranslations('reader.keys')
  const [listening, listen] = useState<ReadingCommand | null>(null)
  const [clash, setClash] = useState<Clash | null>(null)
  const [said, say] = useState('')
  const give = (command: ReadingCommand, key: string) => {
    keys.change(command, [key])
    say(t('given', { key: shownKey(key), command: t(`command.${command}`) }))
    setClash(null)
    listen(null)
  }
  const pressed = (command: ReadingCommand, event: KeyboardEvent) => {
    if (event.key === 'Tab') return listen(null)
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape' && command !== 'let-go') return listen(null)
    const key = writtenKey(event.nativeEvent)
    if (key === null) return
    const holder = readingCommands.find((other) => other !== command && keys.keys[other].includes(key))
    if (holder) {
      setClash({ command, key, holder })
      listen(null)
    } else give(command, key)
  }
  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
      <ul className="grid grid-cols-1 gap-x-12 sm:grid-cols-2">
        {readingCommands.map((command) => (
          <li key={command} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-rule py-1.5 text-sm">
            <span className="min-w-40 flex-1">{t(`command.${command}`)}</span>
            <span className="flex flex-wrap items-center gap-1 text-xs text-ink-muted">
              {keys.keys[command].length === 0 && t('none')}
              {keys.keys[command].map((key) => (
                <Kbd key={key}>{shownKey(key)}</Kbd>
              ))}
            </span>
            {/* One button for both, so that the focus stays on it. */}
            <button
              type="button"
              aria-label={listening === command ? undefined : t('changeOf', { command: t(`command.${command}`) })}
              onClick={() => (setClash(null), listen(command))}
              onKeyDown={(event) => listening === command && pressed(command, event)}
              onBlur={() => listening === command && listen(null)}
              className={classNames(
                buttonClasses('plain', 'small'),
                listening === command && 'border-accent bg-accent-soft text-accent',
              )}
            >
              {t(listening === command ? 'press' : 'changeOne')}
            </button>
            {!isUsual(keys, command) && (
              <Button
                size="small"
                tone="plain"
                aria-label={t('resetOf', { command: t(`command.${command}`) })}
                onPress={() => keys.change(command, usualKeys[command])}
              >
                {t('resetOne')}
              </Button>
            )}
            {clash?.command === command && (
              <ClashNote clash={clash} onKeep={() => setClash(null)} onTakeOver={() => give(command, clash.key)} />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Says which command has the key, and asks who shall have it. */
function ClashNote({ clash, onKeep, onTakeOver }: { clash: Clash; onKeep: () => void; onTakeOver: () => void }) {
  const t = useTranslations('reader.keys')
  return (
    <div role="alert" className="flex w-full flex-wrap items-center gap-2 rounded-md bg-warning-soft px-3 py-2">
      <p className="min-w-0 flex-1">
        {t('clash', { key: shownKey(clash.key), command: t(`command.${clash.holder}`) })}
      </p>
      <Button size="small" onPress={onKeep}>
        {t('keepThere')}
      </Button>
      <Button size="small" tone="primary" onPress={onTakeOver}>
        {t('takeOver')}
      </Button>
    </div>
  )
}

const isUsual = (keys: ReaderKeys, command: ReadingCommand): boolean =>
  keys.keys[command].join(' ') === usualKeys[command].join(' ')
