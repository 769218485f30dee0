'use client'

import { BookOpenText } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ExcerptActions, ExcerptsAndFigures } from '@/components/themes/excerpts-and-figures'
import { CountedMemosButton } from '@/components/memos/memos-button'
import { DiscussionSection } from '@/components/threads/discussion-section'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { TagChip } from '@/components/ui/tag-chip'
import { useExamples } from '@/lib/browser/codebook/use-examples'
import { useTags, useTagsById } from '@/lib/browser/codebook/use-tags'
import { useExcerptView } from '@/lib/browser/themes/use-excerpt-view'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import { tagHref } from '@/lib/domain/codebook/tag-address'
import type { Excerpt } from '@/lib/schemas/annotation'
import type { Attribute } from '@/lib/schemas/document'
import type { Tag } from '@/lib/schemas/tag'
import { ExampleMenu } from './example-menu'
import { RecheckSection } from './recheck-section'
import { TagExamples } from './tag-examples'
import { TagMeaning } from './meaning/tag-meaning'
import { useExampleNaming } from './use-example-naming'

export interface TagPageProps {
  project: { id: string; name: string; lastEvent: number; abilities: Record<string, boolean> }
  tagId: string
  initialTags: Tag[]
  attributes: Attribute[]
  /** What can be filtered by: the documents and authors of all its passages, whatever the view shows. */
  documents: readonly { id: string; title: string }[]
  authors: readonly { id: string; name: string }[]
}

/** A tag with its passages from all documents, those of the tags below it included: what it means, how often it stands where, and beside what. */
export function TagPage({ project, tagId, initialTags, attributes, documents, authors }: TagPageProps) {
  const t = useTranslations('codebook')
  useProjectEvents(project.lastEvent)
  const { data: tags = initialTags } = useTags(project.id, initialTags)
  const tagsById = useTagsById(tags)
  const source = useMemo(() => ({ kind: 'tags', id: tagId }) as const, [tagId])
  const excerpts = useExcerptView(project.id, source)
  const tag = tagsById.get(tagId)
  const { examples, drop, toolsOf } = useTagExamples(project, tagId, tag)
  const codebook = `/projects/${project.id}/codebook`
  if (!tag)
    return (
      <EmptyState title={t('page.gone')} action={<ButtonLink href={codebook}>{t('page.back')}</ButtonLink>}>
        {t('page.goneBody')}
      </EmptyState>
    )
  const below = tags.filter((other) => other.parentId === tag.id)
  const crumbs = [
    { label: t('title'), href: codebook },
    ...ancestors(tag, tagsById).map((above) => ({ label: above.name, href: tagHref(project.id, above.id) })),
  ]
  return (
    <>
      <PageHeader
        title={tag.name}
        eyebrow={<Breadcrumb crumbs={crumbs} />}
        lede={
          <>
            {tag.archivedAt && <Badge>{t('archived')}</Badge>}
            <TagMeaning tag={tag} />
            <div className="mt-3 max-w-prose">
              <TagExamples projectId={project.id} examples={examples} onDrop={drop} />
            </div>
            {below.length > 0 && <Below projectId={project.id} tags={below} />}
          </>
        }
        actionsAt="top"
        actions={
          <>
            <ExcerptActions
              excerpts={excerpts}
              sampledTagIds={project.abilities['rounds.manage'] === true ? [tag.id] : null}
            />
            <CountedMemosButton projectId={project.id} about={{ type: 'tag', id: tag.id, name: tag.name }} />
            <ButtonLink href={`${codebook}?tag=${tag.id}`} icon={<BookOpenText aria-hidden />}>
              {t('page.inCodebook')}
            </ButtonLink>
          </>
        }
      />
      <RecheckSection projectId={project.id} tag={tag} />
      <ExcerptsAndFigures
        project={project}
        excerpts={excerpts}
        tagsById={tagsById}
        attributes={attributes}
        documents={documents}
        authors={authors}
        toolsOf={toolsOf}
      />
      <DiscussionSection projectId={project.id} subject={{ type: 'tag', id: tag.id }} />
    </>
  )
}

/** The passages that stand as examples of a tag, and, for whoever may change the codebook, the ways to name one and to drop one. */
function useTagExamples(project: TagPageProps['project'], tagId: string, tag: Tag | undefined) {
  const naming = useExampleNaming(project.id, tag)
  const examples = useExamples(project.id).filter((one) => one.tagId === tagId)
  if (!tag || project.abilities['codebook.write'] !== true) return { examples }
  return {
    examples,
    drop: (one: { annotationId: string }) => void naming.drop(one.annotationId),
    toolsOf: (excerpt: Excerpt) => (
      <ExampleMenu
        tag={tag}
        annotationId={excerpt.id}
        carries={excerpt.tagIds.includes(tag.id)}
        examples={examples}
        onName={(kind) => void naming.name(excerpt.id, kind)}
        onDrop={() => void naming.drop(excerpt.id)}
      />
    ),
  }
}

function ancestors(tag: Tag, tagsById: ReadonlyMap<string, Tag>): Tag[] {
  const parent = tag.parentId === null ? undefined : tagsById.get(tag.parentId)
  return parent ? [...ancestors(parent, tagsById), parent] : []
}

/** The tags right below, each with the way to its own page. */
function Below({ projectId, tags }: { projectId: string; tags: readonly Tag[] }) {
  const t = useTranslations('codebook')
  return (
    <ul aria-label={t('page.below')} className="mt-3 flex flex-wrap gap-1.5">
      {tags.map((tag) => (
        <li key={tag.id} className="flex max-w-full">
          <TagChip name={tag.name} colour={tag.colour} href={tagHref(projectId, tag.id)} />
        </li>
      ))}
    </ul>
  )
}
