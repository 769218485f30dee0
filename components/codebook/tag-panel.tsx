'use client'

import { Quote, Waypoints } from 'lucide-react'
import { lazy, Suspense, useRef, useState, type Ref } from 'react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { LinksList } from '@/components/links/links-list'
import { Badge } from '@/components/ui/badge'
import { Button, ButtonLink } from '@/components/ui/button'
import { TagDot } from '@/components/ui/tag-chip'
import { TextArea } from '@/components/ui/text-area'
import { useExamples } from '@/lib/browser/codebook/use-examples'
import { useAutosave } from '@/lib/browser/codebook/use-autosave'
import { useLinks } from '@/lib/browser/links/use-links'
import { useWriter } from '@/lib/browser/threads/use-comments'
import { tagHref } from '@/lib/domain/codebook/tag-address'
import type { Tag, TagChange } from '@/lib/schemas/tag'
import { ColourField } from '@/components/ui/colour-field'
import { MeaningField } from './meaning/meaning-field'
import { ProposeMenu } from './proposals/propose-menu'
import { SaveConflict, SaveNote } from '@/components/ui/save-note'
import { useHides } from '@/lib/browser/rounds/use-hides'
import { TagExamples } from './tag-examples'
import { useExampleNaming } from './use-example-naming'

const LinkDialog = lazy(() => import('@/components/links/link-dialog'))

export interface TagPanelProps {
  projectId: string
  tag: Tag
  tags: readonly Tag[]
  canEdit: boolean
  /** Whether they may only propose what they would change. */
  mayPropose: boolean
  /** Takes the focus when the details are asked for by key. */
  focusRef?: Ref<HTMLElement>
  onSave: (id: string, change: TagChange) => Promise<Tag>
}

const texts = ['definition', 'useWhen', 'avoidWhen'] as const

/** What a tag means: its place, its counts, its colour and its guidance, which saves itself. Mount it with the tag's id as key. */
export function TagPanel({ projectId, tag, tags, canEdit, mayPropose, focusRef, onSave }: TagPanelProps) {
  const t = useTranslations('codebook')
  const [isCorrection, setIsCorrection] = useState(false)
  // The form saves by the function that it was mounted with.
  const correcting = useRef(false)
  const setCorrection = (is: boolean) => {
    correcting.current = is
    setIsCorrection(is)
  }
  const form = useAutosave<Tag>({
    row: tag,
    save: (change, version) =>
      onSave(tag.id, { ...(change as TagChange), version, ...(correcting.current && { changesMeaning: false }) }),
    delay: 900,
  })
  const naming = useExampleNaming(projectId, tag, 'elsewhere')
  const examples = useExamples(projectId).filter((one) => one.tagId === tag.id)
  return (
    <section
      ref={focusRef}
      tabIndex={-1}
      aria-label={t('panel.label', { name: tag.name })}
      className="flex flex-col gap-5 outline-none"
    >
      <TagHeading projectId={projectId} tag={tag} colour={form.value('colour')} />
      {tag.recheckCount > 0 && <RecheckNote projectId={projectId} tag={tag} />}
      {form.theirs && (
        <SaveConflict
          fields={texts
            .filter((field) => field in form.draft)
            .map((field) => ({
              label: t(`panel.${field}`),
              mine: form.value(field),
              theirs: form.theirs?.[field] ?? '',
            }))}
          onMine={form.keepMine}
          onTheirs={form.takeTheirs}
        />
      )}
      {canEdit ? (
        <>
          {texts.map((field) => (
            <TextArea
              key={field}
              label={t(`panel.${field}`)}
              help={field === 'definition' ? t('panel.definitionHelp') : undefined}
              rows={field === 'definition' ? 3 : 2}
              maxLength={5000}
              value={form.value(field)}
              onChange={(text) => form.set(field, text)}
              onBlur={form.flush}
            />
          ))}
          {tag.totalCount > 0 && (
            <MeaningField
              tag={tag}
              isCorrection={isCorrection}
              onCorrection={setCorrection}
              onWithdraw={() => onSave(tag.id, { changesMeaning: false, version: tag.version })}
            />
          )}
          <ColourField value={form.value('colour')} tags={tags} onChange={(colour) => form.set('colour', colour)} />
          <SaveNote state={form.state} message={form.message} onRetry={form.flush} />
        </>
      ) : (
        texts.map((field) => <Guidance key={field} label={t(`panel.${field}`)} text={tag[field]} />)
      )}
      <TagExamples
        projectId={projectId}
        examples={examples}
        onDrop={canEdit ? (one) => void naming.drop(one.annotationId) : undefined}
      />
      <TagLinks projectId={projectId} tag={tag} canEdit={canEdit} />
      {mayPropose && <ProposeMenu projectId={projectId} tag={tag} tags={tags} />}
    </section>
  )
}

/** What a tag is linked with, and for whoever may change the codebook the way to link it with another. */
function TagLinks({ projectId, tag, canEdit }: Pick<TagPanelProps, 'projectId' | 'tag' | 'canEdit'>) {
  const t = useTranslations('links')
  const links = useLinks(projectId, { tagId: tag.id })
  const { viewerId } = useWriter(projectId)
  const [isAsking, setAsking] = useState(false)
  const here = { type: 'tag', id: tag.id } as const
  return (
    <>
      <LinksList
        projectId={projectId}
        here={here}
        links={links}
        viewerId={viewerId}
        may={{ annotate: canEdit, writeTags: canEdit }}
      />
      {canEdit && (
        <Button size="small" icon={<Waypoints aria-hidden />} onPress={() => setAsking(true)} className="self-start">
          {t('linkTag')}
        </Button>
      )}
      {isAsking && (
        <Suspense>
          <LinkDialog projectId={projectId} here={here} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  )
}

/** Where the tag stands, its name, and how many passages carry it. */
function TagHeading({ projectId, tag, colour }: Pick<TagPanelProps, 'projectId' | 'tag'> & { colour: string }) {
  const t = useTranslations('codebook')
  const hides = useHides()
  const above = tag.path.slice(0, -1)
  return (
    <header className="flex flex-col gap-1.5">
      {above.length > 0 && (
        <p dir="auto" className="text-[0.8125rem] text-ink-muted">
          {above.join(' › ')}
        </p>
      )}
      <h2 className="flex items-baseline gap-2.5 font-serif text-xl text-ink">
        <TagDot colour={colour} />
        <span dir="auto" className="min-w-0 break-words">
          {tag.name}
        </span>
        {tag.archivedAt && <Badge>{t('archived')}</Badge>}
        {tag.blindRoundId && <Badge>{t('madeBlind')}</Badge>}
      </h2>
      {tag.blindRoundId && <p className="text-[0.8125rem] text-ink-muted">{t('madeBlindNote')}</p>}
      <p className="text-[0.8125rem] text-ink-muted">
        {t('own', { count: tag.annotationCount, hides: tag.totalCount === tag.annotationCount ? hides : 'no' })}
        {tag.totalCount !== tag.annotationCount && <> · {t('total', { count: tag.totalCount, hides })}</>}
      </p>
      {tag.totalCount > 0 && (
        <ButtonLink size="small" href={tagHref(projectId, tag.id)} icon={<Quote aria-hidden />} className="self-start">
          {t('page.passages', { count: tag.totalCount })}
        </ButtonLink>
      )}
    </header>
  )
}

/** Says that passages were tagged while the tag meant something else, and leads to them. */
function RecheckNote({ projectId, tag }: Pick<TagPanelProps, 'projectId' | 'tag'>) {
  const t = useTranslations('codebook')
  return (
    <p className="rounded-md border border-warning bg-warning-soft p-3 text-[0.8125rem]">
      {t('recheck.panel', { count: tag.recheckCount })}{' '}
      <Link
        href={tagHref(projectId, tag.id)}
        className="rounded-sm text-accent underline underline-offset-4 focus-ring"
      >
        {t('recheck.look')}
      </Link>
    </p>
  )
}

function Guidance({ label, text }: { label: string; text: string }) {
  const t = useTranslations('codebook')
  return (
    <div className="flex flex-col gap-1">
      <h3 className="label-caps font-sans">{label}</h3>
      {text ? (
        <p dir="auto" className="font-serif text-base whitespace-pre-line">
          {text}
        </p>
      ) : (
        <p className="text-sm text-ink-muted">{t('panel.none')}</p>
      )}
    </div>
  )
}
