'use client'

import { FileOutput, Pencil, Users } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Button, ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { ThreadPanel } from '@/components/threads/thread-panel'
import { TagChip } from '@/components/ui/tag-chip'
import { useTags, useTagsById } from '@/lib/browser/codebook/use-tags'
import { toggled, viewFilters } from '@/lib/browser/themes/theme-view'
import { useReaderZone } from '@/lib/browser/use-reader-zone'
import { useExcerptSummary } from '@/lib/browser/themes/use-excerpts'
import { useTheme, useThemeCommands } from '@/lib/browser/themes/use-themes'
import { useThemeView } from '@/lib/browser/themes/use-theme-view'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import { samplingHref } from '@/lib/domain/rounds/passage-address'
import type { Attribute } from '@/lib/schemas/document'
import type { Tag } from '@/lib/schemas/tag'
import type { Theme } from '@/lib/schemas/theme'
import { ExcerptSection } from './excerpt-section'
import { NarrativeEditor } from './narrative-editor'
import { ThemeFigures } from './theme-figures'
import { ThemeForm } from './theme-form'

export interface ThemePageProps {
  project: { id: string; name: string; lastEvent: number; abilities: Record<string, boolean> }
  initialTheme: Theme
  initialTags: Tag[]
  attributes: Attribute[]
  /** What can be filtered by, by id: the whole theme's documents and authors, whatever the view shows. */
  documents: readonly { id: string; title: string }[]
  authors: readonly { id: string; name: string }[]
}

/** A theme: what it means, its passages from all documents, its figures, and what is written about it. */
export function ThemePage({ project, initialTheme, initialTags, attributes, documents, authors }: ThemePageProps) {
  const t = useTranslations('themes')
  const rounds = useTranslations('rounds.ask')
  const talk = useTranslations('threads')
  useProjectEvents(project.lastEvent)
  const { data: theme = initialTheme } = useTheme(project.id, initialTheme.id, initialTheme)
  const { data: tags = initialTags } = useTags(project.id, initialTags)
  const commands = useThemeCommands(project.id)
  const tagsById = useTagsById(tags)
  const { view, change, hrefWith, clear } = useThemeView()
  const { data: summary } = useExcerptSummary(project.id, { kind: 'themes', id: theme.id }, view)
  const [isEditing, setEditing] = useState(false)
  const themeTags = theme.tagIds.flatMap((id) => tagsById.get(id) ?? [])
  const canWrite = project.abilities['themes.write'] === true
  const timeZone = useReaderZone()
  const exportHref = useMemo(() => {
    const query = viewFilters(view, timeZone)
    query.set('what', 'excerpts')
    query.set('themeId', theme.id)
    query.set('groupBy', view.groupBy)
    return `/projects/${project.id}/export?${query.toString()}`
  }, [project.id, theme.id, view, timeZone])
  // What is shown is what is drawn from, as far as a sample can be narrowed.
  const sample = {
    documentIds: view.documentIds,
    tagIds: view.tagIds.length > 0 ? view.tagIds : theme.tagIds,
    authorId: view.authorIds.length === 1 ? view.authorIds[0] : undefined,
    secondOpinion: view.secondOpinion,
  }
  const ownTags = useMemo(() => new Set(summary?.byTag.map((row) => row.id)), [summary])
  const byTag = useCallback(
    (id: string) =>
      change(ownTags.has(id) ? { tagIds: toggled(view.tagIds, id) } : { alsoTagIds: toggled(view.alsoTagIds, id) }),
    [change, ownTags, view.tagIds, view.alsoTagIds],
  )
  return (
    <>
      <PageHeader
        title={theme.name}
        eyebrow={<Breadcrumb crumbs={[{ label: t('title'), href: `/projects/${project.id}/themes` }]} />}
        lede={
          <>
            {theme.definition && (
              <p dir="auto" className="mb-3 font-serif text-[1.0625rem] whitespace-pre-line">
                {theme.definition}
              </p>
            )}
            <ThemeTags
              tags={themeTags}
              onTag={(id) => change({ tagIds: toggled(view.tagIds, id) })}
              onChoose={canWrite ? () => setEditing(true) : undefined}
            />
          </>
        }
        actions={
          <>
            {project.abilities['rounds.manage'] === true && theme.tagIds.length > 0 && (
              <ButtonLink
                href={samplingHref(project.id, { ...sample, kind: view.secondOpinion ? 'second-look' : 'norming' })}
                icon={<Users aria-hidden />}
              >
                {rounds(view.secondOpinion ? 'secondLook' : 'theme')}
              </ButtonLink>
            )}
            <ButtonLink href={exportHref} icon={<FileOutput aria-hidden />}>
              {t('export')}
            </ButtonLink>
            {canWrite && (
              <Button icon={<Pencil aria-hidden />} onPress={() => setEditing(true)}>
                {t('edit')}
              </Button>
            )}
          </>
        }
      />
      <NarrativeEditor
        key={theme.id}
        theme={theme}
        canWrite={canWrite}
        onSave={(narrative, version) => commands.save(theme.id, { narrative, version })}
      />
      <div className="grid grid-cols-1 items-start gap-x-14 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <ExcerptSection
          project={project}
          source={{ kind: 'themes', id: theme.id }}
          view={view}
          change={change}
          clear={clear}
          summary={summary}
          tagsById={tagsById}
          attributes={attributes}
          documents={documents}
          authors={authors}
          onTag={byTag}
        />
        <ThemeFigures summary={summary} view={view} hrefWith={hrefWith} onTag={byTag} tagsById={tagsById} />
      </div>
      <Section title={talk('title')}>
        <div className="max-w-2xl">
          <ThreadPanel projectId={project.id} subject={{ type: 'theme', id: theme.id }} isTitleHidden />
        </div>
      </Section>
      {isEditing && <ThemeForm projectId={project.id} theme={theme} tags={tags} onClose={() => setEditing(false)} />}
    </>
  )
}

/** What the theme gathers; a press narrows the page to one of them. */
function ThemeTags({
  tags,
  onTag,
  onChoose,
}: {
  tags: readonly Tag[]
  onTag: (id: string) => void
  onChoose?: () => void
}) {
  const t = useTranslations('themes')
  if (tags.length > 0)
    return (
      <ul aria-label={t('tags')} className="flex flex-wrap gap-1.5">
        {tags.map((tag) => (
          <li key={tag.id} className="flex max-w-full">
            <TagChip name={tag.name} colour={tag.colour} path={tag.path} onPress={() => onTag(tag.id)} />
          </li>
        ))}
      </ul>
    )
  return (
    <p className="flex flex-wrap items-center gap-4">
      {t('tagsNone')}
      {onChoose && (
        <Button size="small" onPress={onChoose}>
          {t('addTags')}
        </Button>
      )}
    </p>
  )
}
