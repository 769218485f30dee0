'use client'

import {
  BookMarked,
  Contact,
  Ellipsis,
  Link2,
  Lock,
  LockOpen,
  MoveHorizontal,
  Plus,
  Snowflake,
  Star,
  Tag,
  Trash2,
  Users,
  Waypoints,
  X,
} from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { TagLink } from '@/components/codebook/tag-link'
import { AvatarInitials } from '@/components/ui/avatar-initials'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { TextArea } from '@/components/ui/text-area'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import { useShownKey } from '@/lib/browser/reader/use-reader-keys'
import type { Tag as CodebookTag } from '@/lib/schemas/tag'
import { CertaintyRow } from './certainty-row'
import { RecheckNote } from './recheck-note'

export interface AnnotationCardProps {
  item: LayerItem
  author: string
  quote: string
  page: number | null
  tags: ReadonlyMap<string, CodebookTag>
  isOwn: boolean
  /** Why its author cannot change it now, where that is so. */
  frozen: string | null
  mayStar: boolean
  isEditingEdges: boolean
  onTags: (tagIds: string[]) => void
  /** Opens the picker for this passage. */
  onPick: () => void
  /** Opens the picker for the same words, on a passage of somebody else’s; given to those who may mark. */
  onTagAlso?: () => void
  onNote: (note: string) => void
  onShare: () => void
  onCertainty: (certainty: number | null) => void
  onSecondOpinion: () => void
  onStar: () => void
  onEdges: () => void
  onLink: () => void
  /** Given to those who may set up rounds. */
  onNorm?: () => void
  /** Given to those who may change the codebook. */
  onExample?: () => void
  /** Given to those who may change what belongs to a case. */
  onCase?: () => void
  /** Given to those who may link passages. */
  onLinkTo?: () => void
  onDelete: () => void
  onClose: () => void
  /** Whether it has a cross of its own; on a sheet the sheet's is enough. */
  isClosable: boolean
  /** The cases that it is in. */
  cases: ReactNode
  /** What it is linked with. */
  links: ReactNode
  /** What is said about it. */
  discussion: ReactNode
}

/** The passage in focus: whose it is, what it carries, and for its author the means to change it. */
export function AnnotationCard(props: AnnotationCardProps) {
  const { item, author, quote, tags, frozen } = props
  const mayChange = props.isOwn && frozen === null
  const t = useTranslations('reader')
  return (
    <article
      aria-label={item.layer === 'consensus' ? t('card.consensusLabel') : t('card.label', { author })}
      className="flex flex-col gap-4 p-4"
    >
      <CardHeading {...props} />
      <blockquote
        dir="auto"
        className="line-clamp-5 border-s-2 border-rule-strong ps-3 font-serif text-[0.9375rem] leading-relaxed text-ink"
      >
        {quote}
      </blockquote>
      <CardTags {...props} mayChange={mayChange} />
      {props.cases}
      {props.links}
      {props.isOwn && <RecheckNote annotationId={item.id} tags={item.tagIds.flatMap((id) => tags.get(id) ?? [])} />}
      {mayChange ? (
        <NoteField key={item.id} note={item.note} onNote={props.onNote} />
      ) : (
        item.note !== '' && (
          <p dir="auto" className="text-sm whitespace-pre-wrap text-ink">
            {item.note}
          </p>
        )
      )}
      <CertaintyRow
        certainty={item.certainty}
        secondOpinion={item.secondOpinion}
        onCertainty={mayChange ? props.onCertainty : undefined}
        onSecondOpinion={mayChange ? props.onSecondOpinion : undefined}
      />
      {!mayChange && item.visibility === 'private' && (
        <p className="text-xs text-ink-muted">{t('visibility.private')}</p>
      )}
      <CardToolbar {...props} mayChange={mayChange} />
      {frozen !== null && (
        <p className="-mt-2 flex items-start gap-1.5 text-xs text-ink-muted">
          <Snowflake aria-hidden className="mt-px size-3.5 shrink-0" /> {frozen}
        </p>
      )}
      {!props.isOwn && <ForeignNote item={item} author={author} onTagAlso={props.onTagAlso} />}
      {props.discussion}
    </article>
  )
}

/** Whose passage it is, since when, and on which page. */
function CardHeading({ item, author, page, isClosable, onClose }: AnnotationCardProps) {
  const t = useTranslations('reader')
  const format = useFormatter()
  return (
    <header className="flex items-start gap-2.5">
      <AvatarInitials name={author} size="small" />
      <div className="min-w-0 flex-1 text-[0.8125rem] leading-tight">
        <p dir="auto" className="truncate font-medium text-ink">
          {author}
        </p>
        <p className="mt-0.5 text-ink-muted">
          <time dateTime={item.createdAt}>{format.dateTime(new Date(item.createdAt), { dateStyle: 'medium' })}</time>
          {page !== null && <> · {t('card.page', { page })}</>}
        </p>
      </div>
      {isClosable && <IconButton label={t('card.close')} icon={<X aria-hidden />} size="small" onPress={onClose} />}
    </header>
  )
}

/** The tags of the passage; who may change it takes one off or adds one. */
function CardTags({ item, tags, mayChange, onTags, onPick }: AnnotationCardProps & { mayChange: boolean }) {
  const t = useTranslations('reader')
  return (
    <div className="flex flex-wrap items-center gap-1.5" role="group" aria-label={t('card.tags')}>
      {item.tagIds.map((id) => {
        const tag = tags.get(id)
        if (!tag) return null
        const off = mayChange ? () => onTags(item.tagIds.filter((other) => other !== id)) : undefined
        return <TagLink key={id} tag={tag} onRemove={off} removeLabel={t('picker.remove', { name: tag.name })} />
      })}
      {item.tagIds.length === 0 && <span className="text-[0.8125rem] text-ink-muted italic">{t('untagged')}</span>}
      {mayChange && (
        <Button tone="plain" size="small" icon={<Plus aria-hidden />} onPress={onPick}>
          {t('card.addTag')}
        </Button>
      )}
    </div>
  )
}

/** What one does to the passage by a sign. */
function CardToolbar(props: AnnotationCardProps & { mayChange: boolean }) {
  const { item, mayChange } = props
  const t = useTranslations('reader')
  const [starKey, shareKey, edgesKey, deleteKey] = [
    useShownKey('star'),
    useShownKey('visibility'),
    useShownKey('edit-edges'),
    useShownKey('delete'),
  ]
  return (
    <footer className="-mx-2 flex flex-wrap items-center gap-0.5 border-t border-rule pt-3">
      {props.mayStar && (
        <IconButton
          label={t(item.starred ? 'card.unstar' : 'card.star')}
          shortcut={starKey}
          icon={<Star aria-hidden className={classNames(item.starred && 'fill-current')} />}
          isActive={item.starred}
          aria-pressed={item.starred}
          onPress={props.onStar}
        />
      )}
      {mayChange && (
        <>
          <IconButton
            label={t(item.visibility === 'private' ? 'card.isPrivate' : 'card.isShared')}
            shortcut={shareKey}
            icon={item.visibility === 'private' ? <Lock aria-hidden /> : <LockOpen aria-hidden />}
            aria-pressed={item.visibility === 'private'}
            onPress={props.onShare}
          />
          <IconButton
            label={t('card.edges')}
            shortcut={edgesKey}
            icon={<MoveHorizontal aria-hidden />}
            isActive={props.isEditingEdges}
            onPress={props.onEdges}
          />
        </>
      )}
      <IconButton label={t('card.link')} icon={<Link2 aria-hidden />} onPress={props.onLink} />
      <RareActs {...props} />
      {mayChange && (
        <IconButton
          label={t('card.delete')}
          shortcut={deleteKey}
          icon={<Trash2 aria-hidden />}
          onPress={props.onDelete}
          className="ms-auto"
        />
      )}
    </footer>
  )
}

/** Says of a passage of somebody else that one cannot change it, and offers to tag the same words oneself. */
function ForeignNote({ item, author, onTagAlso }: Pick<AnnotationCardProps, 'item' | 'author' | 'onTagAlso'>) {
  const t = useTranslations('reader')
  return (
    <div className="-mt-2 flex flex-col items-start gap-2.5">
      <p className="text-xs text-ink-muted">
        {item.layer === 'consensus' ? t('card.byVerdict') : t('card.foreign', { author })}
      </p>
      {onTagAlso && (
        <Button size="small" icon={<Tag aria-hidden />} onPress={onTagAlso} className="pointer-coarse:min-h-11">
          {t('card.tagAlso')}
        </Button>
      )}
    </div>
  )
}

/** What one does to a passage now and then, behind one sign. */
function RareActs({
  onLinkTo,
  onExample,
  onCase,
  onNorm,
}: Pick<AnnotationCardProps, 'onLinkTo' | 'onExample' | 'onCase' | 'onNorm'>) {
  const t = useTranslations('reader')
  const rounds = useTranslations('rounds')
  const cases = useTranslations('cases.passage')
  const links = useTranslations('links')
  if (!onLinkTo && !onExample && !onCase && !onNorm) return null
  return (
    <Menu label={t('card.more')} trigger={<IconButton label={t('card.more')} icon={<Ellipsis aria-hidden />} />}>
      {onLinkTo && (
        <MenuItem id="link-to" icon={<Waypoints aria-hidden />} onAction={onLinkTo}>
          {links('linkTo')}
        </MenuItem>
      )}
      {onExample && (
        <MenuItem id="example" icon={<BookMarked aria-hidden />} onAction={onExample}>
          {t('card.example')}
        </MenuItem>
      )}
      {onCase && (
        <MenuItem id="case" icon={<Contact aria-hidden />} onAction={onCase}>
          {cases('put')}
        </MenuItem>
      )}
      {onNorm && (
        <MenuItem id="norm" icon={<Users aria-hidden />} onAction={onNorm}>
          {rounds('ask.reader')}
        </MenuItem>
      )}
    </Menu>
  )
}

/** The note, saved when one leaves it. */
function NoteField({ note, onNote }: { note: string; onNote: (note: string) => void }) {
  const t = useTranslations('reader')
  const ui = useTranslations('ui')
  const [draft, setDraft] = useState<string | null>(null)
  const save = () => {
    if (draft !== null && draft !== note) onNote(draft)
    setDraft(null)
  }
  return (
    <TextArea
      label={t('note')}
      rows={2}
      help={ui('meant.note')}
      placeholder={t('card.notePlaceholder')}
      value={draft ?? note}
      onChange={setDraft}
      onBlur={save}
    />
  )
}
