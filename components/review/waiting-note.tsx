'use client'

import { useFormatter, useTranslations } from 'use-intl'

export interface WaitingNoteProps {
  waitingFor: readonly { documentId: string; coderIds: readonly string[] }[]
  documents: readonly { id: string; title: string }[]
  nameOf: (id: string) => string
}

/** Which documents cannot be compared yet, and whom that waits for: who is not done, and nothing of what they did. */
export function WaitingNote({ waitingFor, documents, nameOf }: WaitingNoteProps) {
  const t = useTranslations('review')
  const format = useFormatter()
  const titles = new Map(documents.map(({ id, title }) => [id, title]))
  return (
    <aside
      aria-label={t('waiting.label')}
      className="my-4 rounded-md border border-rule bg-paper-sunken px-4 py-3 text-sm text-ink"
    >
      <p>{t('waiting.lede')}</p>
      <ul className="mt-1.5 flex flex-col gap-1 text-ink-muted">
        {waitingFor.map(({ documentId, coderIds }) => (
          <li key={documentId}>
            {coderIds.length === 0
              ? titles.get(documentId)
              : t('waiting.row', { title: titles.get(documentId) ?? '', names: format.list(coderIds.map(nameOf)) })}
          </li>
        ))}
      </ul>
    </aside>
  )
}
