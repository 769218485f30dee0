'use client'

import { Download } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { downloadHref, readChoice, writeChoice, type ExportChoice } from '@/lib/browser/export/export-choice'
import { useReaderZone } from '@/lib/browser/use-reader-zone'
import { usePreview } from '@/lib/browser/export/use-preview'
import { ExportFilters, type ExportSources } from './export-filters'
import { ExportPreview } from './export-preview'
import { FormatChoice, WhatChoice } from './format-choice'

/** Chooses what to export and as what, shows the first rows of it, and hands it over. */
export function ExportPage(props: ExportSources) {
  const t = useTranslations('export')
  const query = useSearchParams()
  const [choice, setChoice] = useState(() => readChoice(new URLSearchParams(query)))
  const change = useCallback((part: Partial<ExportChoice>) => {
    setChoice((before) => {
      const after = { ...before, ...part }
      window.history.replaceState(null, '', `?${writeChoice(after)}`)
      return after
    })
  }, [])
  const timeZone = useReaderZone()
  const preview = usePreview(props.projectId, choice)
  return (
    <>
      <PageHeader title={t('title')} lede={t('intro')} />
      <div className="lg:grid lg:grid-cols-[minmax(0,23rem)_minmax(0,1fr)] lg:items-start lg:gap-x-12">
        <div className="min-w-0">
          <Section title={t('what.label')} className="border-t-0! pt-0!">
            <WhatChoice choice={choice} change={change} />
          </Section>
          {choice.what === 'excerpts' && (
            <Section title={t('filters')}>
              <ExportFilters {...props} choice={choice} change={change} />
            </Section>
          )}
          <Section title={t('format.label')}>
            <FormatChoice choice={choice} change={change} attributes={props.attributes} />
          </Section>
        </div>
        {/* Beside what is chosen, and in sight while one goes through it; below it where there is no room. */}
        <div className="min-w-0 lg:sticky lg:top-[calc(5rem+var(--offline-top))] lg:max-h-[calc(100dvh-10rem)] lg:overflow-y-auto">
          <Section title={t('preview.label')} className="lg:border-t-0! lg:pt-0!">
            <ExportPreview
              projectId={props.projectId}
              choice={choice}
              preview={preview}
              tags={props.tags}
              documents={props.documents}
            />
          </Section>
        </div>
      </div>
      {/* In sight wherever one is in the form: what is chosen last stands far below where a header's button would be. */}
      <div
        data-bottom-bar
        className="sticky bottom-14 z-10 print:hidden -mx-1 flex justify-end border-t border-rule bg-paper px-1 py-3 md:bottom-0"
      >
        <ButtonLink
          tone="primary"
          icon={<Download aria-hidden />}
          href={downloadHref(props.projectId, choice, timeZone)}
          download
          isDisabled={preview.data?.total === 0}
        >
          {t('download', { format: choice.format })}
        </ButtonLink>
      </div>
    </>
  )
}
