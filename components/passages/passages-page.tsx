'use client'

import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ExcerptActions, ExcerptsAndFigures } from '@/components/themes/excerpts-and-figures'
import { PageHeader } from '@/components/ui/page-header'
import { useTags, useTagsById } from '@/lib/browser/codebook/use-tags'
import { useExcerptView } from '@/lib/browser/themes/use-excerpt-view'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import type { Attribute } from '@/lib/schemas/document'
import type { Tag } from '@/lib/schemas/tag'
import { QueryForm } from './query-form'

export interface PassagesPageProps {
  project: { id: string; name: string; lastEvent: number; abilities: Record<string, boolean> }
  initialTags: Tag[]
  attributes: Attribute[]
  documents: readonly { id: string; title: string }[]
  authors: readonly { id: string; name: string }[]
}

const source = { kind: 'project' } as const

/** Every passage of the project, narrowed by a query and by what narrows a theme. The address says it all, so that a question can be sent. */
export function PassagesPage({ project, initialTags, attributes, documents, authors }: PassagesPageProps) {
  const t = useTranslations('passages')
  useProjectEvents(project.lastEvent)
  const { data: tags = initialTags } = useTags(project.id, initialTags)
  const tagsById = useTagsById(tags)
  const excerpts = useExcerptView(project.id, source)
  const { change, view } = excerpts
  const choices = useMemo(() => ({ tags, attributes, authors }), [tags, attributes, authors])
  return (
    <>
      <PageHeader
        title={t('title')}
        lede={t('lede')}
        actions={<ExcerptActions excerpts={excerpts} sampledTagIds={null} />}
      />
      <QueryForm project={project} asked={view.query} choices={choices} onAsk={(query) => change({ query })} />
      <ExcerptsAndFigures
        project={project}
        excerpts={excerpts}
        tagsById={tagsById}
        attributes={attributes}
        documents={documents}
        authors={authors}
      />
    </>
  )
}
