'use client'

import { BookOpenText, FileOutput, Users } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ExcerptSection } from '@/components/themes/excerpt-section'
import { ThemeFigures } from '@/components/themes/theme-figures'
import { ThreadPanel } from '@/components/threads/thread-panel'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { TagChip } from '@/components/ui/tag-chip'
import { useExamples } from '@/lib/browser/codebook/use-examples'
import { useTags, useTagsById } from '@/lib/browser/codebook/use-tags'
import { toggled, viewFilters } from '@/lib/browser/themes/theme-view'
import { useReaderZone } from '@/lib/browser/use-reader-zone'
import { useExcerptSummary } from '@/lib/browser/themes/use-excerpts'
import { useThemeView } from '@/lib/browser/themes/use-theme-view'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import { tagHref } from '@/lib/domain/codebook/tag-address'
import { samplingHref } from '@/lib/domain/rounds/passage-address'
import type { Excerpt } from '@/lib/schemas/annotation'
import type { Attribute } from '@/lib/schemas/document'
import type { Tag } from '@/lib/schemas/tag'
import { ExampleMenu } from './example-menu'
import { RecheckSection } from './recheck-section'
import { TagExamples } from './tag-examples'
import { TagMeaning } from './tag-meaning'
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
  const themes = useTranslations('themes')
  const rounds = useTranslations('rounds.ask')
  const talk = useTranslations('threads')
  useProjectEvents(project.lastEvent)
  const { data: tags = initialTags } = useTags(project.id, initialTags)
  const tagsById = useTagsById(tags)
  const { view, change, hrefWith, clear } = useThemeView()
  const source = useMemo(() => ({ kind: 'tags', id: tagId }) as const, [tagId])
  const { data: summary } = useExcerptSummary(project.id, source, view)
  const tag = tagsById.get(tagId)
  const timeZone = useReaderZone()
  const exportHref = useMemo(() => {
    const query = viewFilters(view, timeZone)
    query.set('what', 'excerpts')
    if (view.tagIds.length === 0) query.append('tagId', tagId)
    query.set('groupBy', view.groupBy)
    return `/projects/${project.id}/export?${query.toString()}`
  }, [project.id, tagId, view, timeZone])
  const ownTags = useMemo(() => new Set(summary?.byTag.map((row) => row.id)), [summary])
  const byTag = useCallback(
    (id: string) =>
      change(ownTags.has(id) ? { tagIds: toggled(view.tagIds, id) } : { alsoTagIds: toggled(view.alsoTagIds, id) }),
    [change, ownTags, view.tagIds, view.alsoTagIds],
  )
  const naming = useExampleNaming(project.id, tag)
  const examples = useExamples(project.id).filter((one) => one.tagId === tagId)
  const mayName = project.abilities['codebook.write'] === true
  const toolsOf =
    mayName && tag
      ? (excerpt: Excerpt) => (
          <ExampleMenu
            tag={tag}
            annotationId={excerpt.id}
            carries={excerpt.tagIds.includes(tag.id)}
            examples={examples}
            onName={(kind) => void naming.name(excerpt.id, kind)}
            onDrop={() => void naming.drop(excerpt.id)}
          />
        )
      : undefined
  if (!tag)
    return (
      <EmptyState
        title={t('page.gone')}
        action={<ButtonLink href={`/projects/${project.id}/codebook`}>{t('page.back')}</ButtonLink>}
      >
        {t('page.goneBody')}
      </EmptyState>
    )
  const sample = {
    documentIds: view.documentIds,
    tagIds: view.tagIds.length > 0 ? view.tagIds : [tag.id],
    authorId: view.authorIds.length === 1 ? view.authorIds[0] : undefined,
    secondOpinion: view.secondOpinion,
  }
  const below = tags.filter((other) => other.parentId === tag.id)
  const crumbs = [
    { label: t('title'), href: `/projects/${project.id}/codebook` },
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
              <TagExamples
                projectId={project.id}
                examples={examples}
                onDrop={mayName ? (one) => void naming.drop(one.annotationId) : undefined}
              />
            </div>
            {below.length > 0 && <Below projectId={project.id} tags={below} />}
          </>
        }
        actionsAt="top"
        actions={
          <>
            {project.abilities['rounds.manage'] === true && (
              <ButtonLink
                href={samplingHref(project.id, { ...sample, kind: view.secondOpinion ? 'second-look' : 'norming' })}
                icon={<Users aria-hidden />}
              >
                {rounds(view.secondOpinion ? 'secondLook' : 'theme')}
              </ButtonLink>
            )}
            <ButtonLink href={exportHref} icon={<FileOutput aria-hidden />}>
              {themes('export')}
            </ButtonLink>
            <ButtonLink href={`/projects/${project.id}/codebook?tag=${tag.id}`} icon={<BookOpenText aria-hidden />}>
              {t('page.inCodebook')}
            </ButtonLink>
          </>
        }
      />
      <RecheckSection projectId={project.id} tag={tag} />
      <div className="grid grid-cols-1 items-start gap-x-14 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <ExcerptSection
          project={project}
          source={source}
          view={view}
          change={change}
          clear={clear}
          summary={summary}
          tagsById={tagsById}
          attributes={attributes}
          documents={documents}
          authors={authors}
          onTag={byTag}
          toolsOf={toolsOf}
        />
        <ThemeFigures summary={summary} view={view} hrefWith={hrefWith} onTag={byTag} tagsById={tagsById} />
      </div>
      <Section title={talk('title')}>
        <div className="max-w-2xl">
          <ThreadPanel projectId={project.id} subject={{ type: 'tag', id: tag.id }} isTitleHidden />
        </div>
      </Section>
    </>
  )
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
