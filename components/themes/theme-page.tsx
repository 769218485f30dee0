'use client'

import { Pencil } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { CountedMemosButton } from '@/components/memos/memos-button'
import { DiscussionSection } from '@/components/threads/discussion-section'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { TagChip } from '@/components/ui/tag-chip'
import { useTags, useTagsById } from '@/lib/browser/codebook/use-tags'
import { toggled } from '@/lib/browser/themes/theme-view'
import { useExcerptView } from '@/lib/browser/themes/use-excerpt-view'
import { useTheme, useThemeCommands } from '@/lib/browser/themes/use-themes'
import { useProjectEvents } from '@/lib/browser/use-project-events'
import type { Attribute } from '@/lib/schemas/document'
import type { Tag } from '@/lib/schemas/tag'
import type { Theme } from '@/lib/schemas/theme'
import { ExcerptActions, ExcerptsAndFigures } from './excerpts-and-figures'
import { NarrativeEditor } from './narrative-editor'
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
  useProjectEvents(project.lastEvent)
  const { data: theme = initialTheme } = useTheme(project.id, initialTheme.id, initialTheme)
  const { data: tags = initialTags } = useTags(project.id, initialTags)
  const commands = useThemeCommands(project.id)
  const tagsById = useTagsById(tags)
  const source = useMemo(() => ({ kind: 'themes', id: theme.id }) as const, [theme.id])
  const excerpts = useExcerptView(project.id, source)
  const [isEditing, setEditing] = useState(false)
  const canWrite = project.abilities['themes.write'] === true
  const maySample = project.abilities['rounds.manage'] === true && theme.tagIds.length > 0
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
              tags={theme.tagIds.flatMap((id) => tagsById.get(id) ?? [])}
              onTag={(id) => excerpts.change({ tagIds: toggled(excerpts.view.tagIds, id) })}
              onChoose={canWrite ? () => setEditing(true) : undefined}
            />
          </>
        }
        actions={
          <>
            <ExcerptActions excerpts={excerpts} sampledTagIds={maySample ? theme.tagIds : null} />
            <CountedMemosButton projectId={project.id} about={{ type: 'theme', id: theme.id, name: theme.name }} />
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
      <ExcerptsAndFigures
        project={project}
        excerpts={excerpts}
        tagsById={tagsById}
        attributes={attributes}
        documents={documents}
        authors={authors}
      />
      <DiscussionSection projectId={project.id} subject={{ type: 'theme', id: theme.id }} />
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
