'use client'

import { useTranslations } from 'use-intl'
import { allSpoken } from '@/lib/browser/spoken'
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
      {report.conversion && <Conversion conversion={report.conversion} />}
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

/** What became of a project that another program wrote, the losses first. */
function Conversion({ conversion }: { conversion: NonNullable<ProjectImported['report']['conversion']> }) {
  const t = useTranslations('documents.queue')
  return (['warnings', 'lost', 'changed', 'kept'] as const).map(
    (part) =>
      conversion[part].length > 0 && (
        <section key={part} aria-label={t(part)}>
          <h3 className="label-caps">{t(part)}</h3>
          <ul className="mt-1 list-disc ps-5 text-[0.8125rem] break-words">
            {allSpoken(conversion.said[part], conversion[part]).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ),
  )
}
