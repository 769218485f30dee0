'use client'

import { BookmarkCheck, Trash2 } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { useUndoable } from '@/components/history/use-undoable'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Popover } from '@/components/ui/popover'
import { useOwnUndo } from '@/lib/browser/history/use-own-undo'
import { useQueries, useQueryCommands } from '@/lib/browser/retrieval/use-queries'

export interface KeptQueriesProps {
  projectId: string
  mayChange: boolean
  onChoose: (query: string) => void
}

/** The queries that the project keeps; one that is chosen is asked at once, and can be changed and kept under another name. */
export function KeptQueries({ projectId, mayChange, onChoose }: KeptQueriesProps) {
  const t = useTranslations('passages.kept')
  const { data: kept = [] } = useQueries(projectId)
  const commands = useQueryCommands(projectId)
  const { run } = useUndoable(commands.revert, useOwnUndo(projectId, { kind: 'query' }))
  if (kept.length === 0) return null
  return (
    <Popover
      label={t('label')}
      placement="bottom start"
      trigger={<Button icon={<BookmarkCheck aria-hidden />}>{t('open', { count: kept.length })}</Button>}
      className="w-96 max-w-full"
    >
      {(close) => (
        <ul aria-label={t('label')} className="flex max-h-96 flex-col gap-1 overflow-y-auto">
          {kept.map(({ id, name, query, createdBy }) => (
            <li key={id} className="flex items-start gap-1">
              <AriaButton
                className="min-w-0 flex-1 rounded-md px-2 py-1.5 text-start focus-ring data-hovered:bg-paper-sunken"
                onPress={() => {
                  onChoose(query)
                  close()
                }}
              >
                <span dir="auto" className="block font-medium">
                  {name}
                </span>
                <span dir="auto" className="block font-mono text-xs break-words text-ink-muted">
                  {query}
                </span>
                <span className="block text-xs text-ink-muted">{t('by', { name: createdBy.name })}</span>
              </AriaButton>
              {mayChange && (
                <IconButton
                  label={t('remove', { name })}
                  icon={<Trash2 aria-hidden />}
                  onPress={() => void run(() => commands.remove(id), t('removed', { name }), t('failed'))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </Popover>
  )
}
