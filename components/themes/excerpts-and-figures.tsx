'use client'

import { FileOutput, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ButtonLink } from '@/components/ui/button'
import type { ExcerptView } from '@/lib/browser/themes/use-excerpt-view'
import type { Excerpt } from '@/lib/schemas/annotation'
import { ExcerptSection } from './excerpt-section'
import type { FilterProps } from './filter-props'
import { ThemeFigures } from './theme-figures'

export interface ExcerptsAndFiguresProps extends Pick<
  FilterProps,
  'project' | 'tagsById' | 'attributes' | 'documents' | 'authors'
> {
  excerpts: ExcerptView
  /** What else can be done with an excerpt. */
  toolsOf?: (excerpt: Excerpt) => ReactNode
}

/** The passages of a theme or a tag, and beside them how many there are of what. */
export function ExcerptsAndFigures({ excerpts, ...props }: ExcerptsAndFiguresProps) {
  const { source, view, change, clear, summary, hrefWith, onTag } = excerpts
  return (
    <div className="grid grid-cols-1 items-start gap-x-14 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <ExcerptSection
        {...props}
        source={source}
        view={view}
        change={change}
        clear={clear}
        summary={summary}
        onTag={onTag}
      />
      <ThemeFigures summary={summary} view={view} hrefWith={hrefWith} onTag={onTag} tagsById={props.tagsById} />
    </div>
  )
}

/** Where a view of passages leads: to a round over them, for whoever may set one up, and to their export. */
export function ExcerptActions({
  excerpts,
  sampledTagIds,
}: {
  excerpts: ExcerptView
  sampledTagIds: readonly string[] | null
}) {
  const t = useTranslations('themes')
  const rounds = useTranslations('rounds.ask')
  return (
    <>
      {sampledTagIds !== null && (
        <ButtonLink href={excerpts.sampleHref(sampledTagIds)} icon={<Users aria-hidden />}>
          {rounds(excerpts.view.secondOpinion ? 'secondLook' : 'theme')}
        </ButtonLink>
      )}
      <ButtonLink href={excerpts.exportHref} icon={<FileOutput aria-hidden />}>
        {t('export')}
      </ButtonLink>
    </>
  )
}
