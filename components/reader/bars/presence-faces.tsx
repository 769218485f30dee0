'use client'

import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import type { People } from '@/lib/browser/live/live-project'

const most = 4

/** The colleagues who have this document open, by their initials; pressing one goes to where they are. */
export function PresenceFaces({ people, onGo }: { people: People; onGo: (offset: number) => void }) {
  const t = useTranslations('reader')
  if (people.length === 0) return null
  return (
    <ul aria-label={t('presence.label')} className="ms-2 flex items-center -space-x-1.5">
      {people.slice(0, most).map((person) => (
        <li key={person.id}>
          <Button
            aria-label={t('presence.go', { name: person.name })}
            onPress={() => onGo(person.offset)}
            className="grid place-items-center rounded-full focus-ring pointer-coarse:size-11"
          >
            <AvatarInitials name={person.name} size="small" className="border-accent! ring-2 ring-paper" />
          </Button>
        </li>
      ))}
      {people.length > most && (
        <li className="ps-2.5 text-xs text-ink-muted tabular-nums">
          {t('presence.more', { count: people.length - most })}
        </li>
      )}
    </ul>
  )
}
