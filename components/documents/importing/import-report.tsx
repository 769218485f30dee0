'use client'

import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Popover } from '@/components/ui/popover'
import { allSpoken } from '@/lib/browser/spoken'
import type { DocumentPreview } from '@/lib/schemas/document'

/** How a file was read: what was kept, changed and left behind, and how its text begins. */
export function ImportReport({ name, preview }: { name: string; preview: DocumentPreview }) {
  const t = useTranslations('documents.queue')
  const { report, opening } = preview
  return (
    <Popover
      label={t('reportOf', { name })}
      trigger={
        <Button
          aria-label={t('reportOf', { name })}
          className="rounded-sm text-[0.8125rem] text-accent underline underline-offset-4 focus-ring"
        >
          {t('report')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {(['warnings', 'lost', 'changed', 'kept'] as const).map(
          (part) =>
            report[part].length > 0 && (
              <section key={part}>
                <h3 className="label-caps">{t(part)}</h3>
                <ul className="mt-1 list-disc ps-5 text-[0.8125rem]">
                  {allSpoken(report.said?.[part], report[part]).map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </section>
            ),
        )}
        <section>
          <h3 className="label-caps">{t('opening')}</h3>
          <p dir="auto" className="mt-1 line-clamp-6 font-serif text-sm whitespace-pre-line">
            {opening}
          </p>
        </section>
        <p className="text-xs text-ink-muted">{t('converter', { converter: report.converter })}</p>
      </div>
    </Popover>
  )
}
