'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { Kbd } from '@/components/ui/kbd'
import { TagChip } from '@/components/ui/tag-chip'
import { TextArea } from '@/components/ui/text-area'
import { PickerFoot } from './picker-foot'
import { NewTagOption, TagOption } from './picker-rows'
import { PickerGuidance } from './picker-guidance'
import { useTagPicking, type TagPicking, type TagPickingNeeds } from './use-tag-picking'

export interface TagPickerProps extends TagPickingNeeds {
  /** The passage, for its beginning to be shown and copied. */
  quote: string
  /** Where this passage is put before everybody in a norming session; given to leads. */
  normHref?: string
  onPin: (tagId: string) => void
  onClose: () => void
}

/** Chooses tags for a passage: type to filter, Enter applies, Ctrl or Cmd with Enter adds and stays; pinned keys and the key that repeats as long as nothing is typed. */
export function TagPicker(props: TagPickerProps) {
  const { pinnedTagIds, quote, mayCreate } = props
  const t = useTranslations('reader')
  const ui = useTranslations('ui')
  const listId = useId()
  const picking = useTagPicking(props)
  const { matches, proposed, at, fault } = picking
  const [hasNote, setHasNote] = useState(props.initial.note !== '')
  const [isNoting, setNoting] = useState(false)
  const noteBox = useRef<HTMLDivElement>(null)
  const current = matches[at]
  const guided = picking.about ?? current
  // Whoever asks for a note begins to write it.
  useEffect(() => {
    if (isNoting) noteBox.current?.querySelector('textarea')?.focus()
  }, [isNoting])

  return (
    <div className="flex min-h-0 flex-1 flex-col" onCopy={(event) => copyQuote(event, quote)}>
      <PickerHead picking={picking} listId={listId} mayCreate={mayCreate} />
      {fault && (
        <p id={`${listId}-fault`} role="alert" className="px-3 pt-2 text-[0.8125rem] text-danger">
          {fault}
        </p>
      )}
      <p role="status" className="px-3 text-[0.8125rem] text-ink-muted not-empty:pt-2">
        {proposed !== null && t('picker.proposed', { name: proposed })}
      </p>
      <div className="flex min-h-0 flex-1">
        <PickerList picking={picking} listId={listId} mayCreate={mayCreate} pinnedTagIds={pinnedTagIds} />
        {guided && (
          <PickerGuidance tag={guided} isOpen={picking.about !== undefined} onBack={() => picking.setAbout(null)} />
        )}
      </div>
      {hasNote && (
        <div ref={noteBox} className="border-t border-rule px-3 py-2">
          <TextArea
            label={t('note')}
            help={ui('meant.note')}
            rows={2}
            value={picking.note}
            onChange={picking.setNote}
          />
        </div>
      )}
      <PickerFoot
        picking={picking}
        current={current}
        pinnedTagIds={pinnedTagIds}
        hasNote={hasNote}
        onNote={() => {
          setNoting(true)
          setHasNote(true)
        }}
        onPin={props.onPin}
        onClose={props.onClose}
        normHref={props.normHref}
      />
    </div>
  )
}

interface PickerPart {
  picking: TagPicking
  listId: string
  mayCreate: boolean
}

/** The tags that are chosen, and the field in which one types. */
function PickerHead({ picking, listId, mayCreate }: PickerPart) {
  const t = useTranslations('reader')
  const input = useRef<HTMLInputElement>(null)
  const { query, count, at, picked, byId, fault, inMaking } = picking
  useEffect(() => input.current?.focus({ preventScroll: true }), [])
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b border-rule px-3 py-2">
      {picked.map((id) => {
        const tag = byId.get(id)
        return (
          tag && (
            <TagChip
              key={id}
              name={tag.name}
              colour={tag.colour}
              onRemove={() => picking.toggle(id)}
              removeLabel={t('picker.remove', { name: tag.name })}
            />
          )
        )
      })}
      {inMaking.map(({ no, name }) => (
        <span
          key={no}
          aria-busy
          className="inline-flex max-w-full items-center gap-1.5 rounded-full border border-dashed border-rule py-px ps-2 pe-7 text-[0.8125rem] leading-5.5 text-ink-muted"
        >
          <span aria-hidden className="size-2.5 shrink-0 rounded-full border border-rule" />
          <span dir="auto" className="truncate">
            {name}
          </span>
        </span>
      ))}
      <input
        ref={input}
        role="combobox"
        dir="auto"
        aria-label={t('picker.label')}
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={count > 0 ? `${listId}-${at}` : undefined}
        aria-describedby={fault ? `${listId}-fault` : undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={t(mayCreate ? 'picker.placeholder' : 'picker.placeholderClosed')}
        value={query}
        onChange={(event) => picking.type(event.target.value)}
        onKeyDown={picking.onKeyDown}
        className="h-8 min-w-32 flex-1 bg-transparent text-[0.9375rem] text-ink outline-none placeholder:text-ink-muted pointer-coarse:h-11"
      />
      <span className="hidden items-center gap-1.5 text-xs whitespace-nowrap text-ink-muted md:inline-flex pointer-coarse:hidden">
        {t('picker.several')} <Kbd>Ctrl ↵</Kbd> <span aria-hidden>·</span> {t('picker.meaning')} <Kbd>Alt ↵</Kbd>
      </span>
    </div>
  )
}

/** The tags that fit what is typed, and what could be made of it. */
function PickerList({ picking, listId, mayCreate, pinnedTagIds }: PickerPart & { pinnedTagIds: readonly string[] }) {
  const t = useTranslations('reader')
  const list = useRef<HTMLDivElement>(null)
  const { query, matches, offers, count, at, picked } = picking
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at, query])
  return (
    <div
      ref={list}
      id={listId}
      role="listbox"
      aria-label={t('picker.list')}
      aria-multiselectable
      className={classNames(
        'max-h-88 min-h-0 min-w-0 flex-1 overflow-y-auto p-1 max-md:max-h-[38dvh]',
        // Where there is no room for both, guidance stands in its place.
        picking.about && 'max-md:hidden',
      )}
    >
      {matches.map((tag, index) => (
        <TagOption
          key={tag.id}
          id={`${listId}-${index}`}
          tag={tag}
          isActive={index === at}
          isPicked={picked.includes(tag.id)}
          place={query === '' ? placeOf(pinnedTagIds, tag.id) : null}
          onTake={(stay) => void picking.take(index, stay)}
          onPoint={() => picking.point(index)}
          onAbout={() => picking.setAbout(tag.id)}
        />
      ))}
      {offers.map((offer, place) => {
        const index = matches.length + place
        const key = `${offer.parent?.id ?? ''} ${offer.names.join('/')}`
        return (
          <NewTagOption
            key={key}
            id={`${listId}-${index}`}
            offer={offer}
            isProposal={!mayCreate}
            isActive={index === at}
            onTake={(stay) => void picking.take(index, stay)}
            onPoint={() => picking.point(index)}
          />
        )
      })}
      {count === 0 && (
        <p className="px-2 py-3 text-sm text-ink-muted">
          {t(picking.usable.length === 0 ? 'picker.noTags' : 'picker.noMatch')}
        </p>
      )}
      {matches.length === 0 && offers.length === 1 && (
        <p className="px-2 pt-1 pb-2 text-xs text-ink-muted">{t('picker.placeHint')}</p>
      )}
    </div>
  )
}

function placeOf(pinnedTagIds: readonly string[], id: string): number | null {
  const place = pinnedTagIds.indexOf(id)
  return place >= 0 && place < 9 ? place : null
}

/** Copying while the picker has the focus copies the passage, as if the selection still had it. */
function copyQuote(event: React.ClipboardEvent, quote: string): void {
  const field = event.target
  if (
    (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) &&
    field.selectionStart !== field.selectionEnd
  )
    return
  event.clipboardData.setData('text/plain', quote)
  event.preventDefault()
}
