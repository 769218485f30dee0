'use client'

import { useTranslations } from 'use-intl'
import type { ProjectImported } from '@/lib/schemas/archive'

/** What an import of a project brought: how much of what, and who its people are here. */
export function ImportReport({ imported: { project, report } }: { imported: ProjectImported }) {
  const t = useTranslations('jobs')
  const of = (kind: string) => report.rows[kind] ?? 0
  return (
    <div className="flex max-w-2xl flex-col gap-3 text-[0.9375rem]">
      <p dir="auto">
        {t('imported', {
          name: project.name,
          documents: of('Document'),
          passages: of('Annotation'),
          tags: of('Tag'),
          comments: of('Comment'),
          events: of('Event'),
        })}
      </p>
      {report.people.length > 0 && (
        <ul aria-label={t('people')} className="flex max-h-48 flex-col gap-0.5 overflow-y-auto text-sm text-ink-muted">
          {report.people.map(({ name, as }, i) => (
            <li key={i} dir="auto">
              {t(`person.${as}`, { name })}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
