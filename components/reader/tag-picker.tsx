'use client'

import { Lock, LockOpen, NotebookPen, Pin, Users } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Kbd } from '@/components/ui/kbd'
import { TagChip, TagDot } from '@/components/ui/tag-chip'
import { TextArea } from '@/components/ui/text-area'
import type { PickedTags } from '@/lib/browser/reader/use-passages'
import { matchTags, namedTag } from '@/lib/domain/reading/match-tags'
import type { Tag } from '@/lib/schemas/tag'
import { TagGuidance } from './tag-guidance'

export interface TagPickerProps {
  tags: readonly Tag[]
  /** The tags that answer to the digits, in order. */
  pinnedTagIds: readonly string[]
  /** What `.` repeats. */
  lastTagIds: readonly string[]
  initial: PickedTags
  /** The passage, for its beginning to be shown and copied. */
  quote: string
  mayCreate: boolean
  /** Where this passage is put before everybody in a norming session; given to leads. */
  normHref?: string
  onCreateTag: (name: string) => Promise<Tag>
  onApply: (picked: PickedTags) => void
  onPin: (tagId: string) => void
  onClose: () => void
}

/** Chooses tags for a passage: type to filter, Enter applies, Ctrl or Cmd with Enter adds and stays, digits and `.` as long as nothing is typed. */
export function TagPicker(props: TagPickerProps) {
  const { tags, pinnedTagIds, lastTagIds, initial, quote, mayCreate, onCreateTag, onApply, onPin, onClose } = props
  const t = useTranslations('reader')
  const rounds = useTranslations('rounds')
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const [picked, setPicked] = useState<readonly string[]>(initial.tagIds)
  const [note, setNote] = useState(initial.note)
  const [hasNote, setHasNote] = useState(initial.note !== '')
  const [visibility, setVisibility] = useState(initial.visibility)
  const [fault, setFault] = useState<string | null>(null)

  const usable = useMemo(() => tags.filter((tag) => tag.archivedAt === null), [tags])
  const matches = useMemo(() => {
    if (query.trim() !== '') return matchTags(usable, query)
    const first = pinnedTagIds.flatMap((id) => usable.filter((tag) => tag.id === id))
    return [...first, ...usable.filter((tag) => !pinnedTagIds.includes(tag.id))]
  }, [usable, query, pinnedTagIds])
  const isNew = mayCreate && query.trim() !== '' && !namedTag(usable, query)
  const count = matches.length + (isNew ? 1 : 0)
  const at = Math.min(active, count - 1)
  const current = matches[at]
  const byId = useMemo(() => new Map(tags.map((tag) => [tag.id, tag])), [tags])

  useEffect(() => input.current?.focus({ preventScroll: true }), [])
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at, query])

  const apply = (tagIds: readonly string[]) => onApply({ tagIds: [...tagIds], note, visibility })
  const toggle = (id: string) => setPicked((ids) => (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]))
  const take = async (index: number, stay: boolean) => {
    const chosen = matches[index]
    let id = chosen?.id
    if (!chosen && isNew) {
      try {
        id = (await onCreateTag(query.trim())).id
      } catch (error) {
        setFault(error instanceof Error ? error.message : String(error))
        return
      }
    }
    if (id === undefined) return
    setQuery('')
    setActive(0)
    if (stay) toggle(id)
    else apply(picked.includes(id) ? picked : [...picked, id])
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const handled = keyed(event)
    if (handled) {
      event.preventDefault()
      event.stopPropagation()
    }
  }
  const keyed = (event: KeyboardEvent<HTMLInputElement>): boolean => {
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (move !== undefined && !event.altKey && count > 0) {
      const isStep = Math.abs(move) === 1
      setActive(isStep ? (at + move + count) % count : Math.max(0, Math.min(count - 1, at + move)))
      return true
    }
    if (event.key === 'Enter') {
      // With nothing typed and tags chosen, Enter is done choosing.
      if (query === '' && picked.length > 0 && active === 0 && !event.ctrlKey && !event.metaKey) apply(picked)
      else void take(at, event.ctrlKey || event.metaKey)
      return true
    }
    if (event.key === 'Backspace' && query === '' && picked.length > 0) {
      setPicked(picked.slice(0, -1))
      return true
    }
    if (query !== '' || event.ctrlKey || event.metaKey || event.altKey) return false
    const pinned = /^[1-9]$/.test(event.key) ? pinnedTagIds[Number(event.key) - 1] : undefined
    if (pinned !== undefined && byId.has(pinned)) {
      apply(picked.includes(pinned) ? picked : [...picked, pinned])
      return true
    }
    if (event.key === '.' && lastTagIds.length > 0) {
      apply([...new Set([...picked, ...lastTagIds])])
      return true
    }
    return false
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col" onCopy={(event) => copyQuote(event, quote)}>
      <div className="flex flex-wrap items-center gap-1.5 border-b border-rule px-3 py-2">
        {picked.map((id) => {
          const tag = byId.get(id)
          return tag && <TagChip key={id} name={tag.name} colour={tag.colour} onRemove={() => toggle(id)} removeLabel={t('picker.remove', { name: tag.name })} />
        })}
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
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
            setFault(null)
          }}
          onKeyDown={onKeyDown}
          className="h-8 min-w-32 flex-1 bg-transparent text-[0.9375rem] text-ink outline-none placeholder:text-ink-muted pointer-coarse:h-11"
        />
        <span className="hidden items-center gap-1.5 text-xs whitespace-nowrap text-ink-muted md:inline-flex pointer-coarse:hidden">
          {t('picker.several')} <Kbd>Ctrl ↵</Kbd>
        </span>
      </div>
      {fault && <p id={`${listId}-fault`} role="alert" className="px-3 pt-2 text-[0.8125rem] text-danger">{fault}</p>}
      <div className="flex min-h-0 flex-1">
        <div ref={list} id={listId} role="listbox" aria-label={t('picker.list')} aria-multiselectable className="max-h-72 min-h-0 min-w-0 flex-1 overflow-y-auto p-1 max-md:max-h-[38dvh]">
          {matches.map((tag, index) => (
            <TagOption
              key={tag.id}
              id={`${listId}-${index}`}
              tag={tag}
              isActive={index === at}
              isPicked={picked.includes(tag.id)}
              digit={query === '' ? digitOf(pinnedTagIds, tag.id) : null}
              onTake={(stay) => void take(index, stay)}
              onPoint={() => setActive(index)}
            />
          ))}
          {isNew && (
            <button
              type="button"
              id={`${listId}-${matches.length}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === matches.length}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => void take(matches.length, false)}
              className={classNames('flex min-h-8 w-full cursor-default items-center gap-2 rounded-sm px-2 py-1 text-start text-sm pointer-coarse:min-h-11', at === matches.length && 'bg-accent-soft')}
            >
              <span aria-hidden className="grid size-2.5 place-items-center text-accent">+</span>
              <span className="min-w-0 flex-1 truncate">{t('picker.create', { name: query.trim() })}</span>
            </button>
          )}
          {count === 0 && <p className="px-2 py-3 text-sm text-ink-muted">{t(usable.length === 0 ? 'picker.noTags' : 'picker.noMatch')}</p>}
        </div>
        {current && <TagGuidance tag={current} className="w-60 shrink-0 overflow-y-auto border-s border-rule p-3 max-md:hidden" />}
      </div>
      {hasNote && (
        <div className="border-t border-rule px-3 py-2">
          <TextArea label={t('note')} rows={2} value={note} onChange={setNote} />
        </div>
      )}
      <div className="flex items-center gap-1 border-t border-rule bg-paper-sunken px-2 py-1.5">
        {!hasNote && (
          <Button tone="plain" size="small" icon={<NotebookPen aria-hidden />} onPress={() => setHasNote(true)}>
            {t('picker.addNote')}
          </Button>
        )}
        <Button
          tone="plain"
          size="small"
          icon={visibility === 'private' ? <Lock aria-hidden /> : <LockOpen aria-hidden />}
          aria-pressed={visibility === 'private'}
          onPress={() => setVisibility(visibility === 'private' ? 'shared' : 'private')}
        >
          {t(`visibility.${visibility}`)}
        </Button>
        {current && (
          <Button tone="plain" size="small" className="max-md:hidden" icon={<Pin aria-hidden />} aria-pressed={pinnedTagIds.includes(current.id)} onPress={() => onPin(current.id)}>
            {t(pinnedTagIds.includes(current.id) ? 'picker.unpin' : 'picker.pin')}
          </Button>
        )}
        {props.normHref !== undefined && (
          <ButtonLink tone="plain" size="small" className="max-md:hidden" href={props.normHref} icon={<Users aria-hidden />}>
            {rounds('ask.reader')}
          </ButtonLink>
        )}
        <span className="flex-1" />
        <Button tone="plain" size="small" onPress={onClose} className="md:hidden">
          {t('picker.cancel')}
        </Button>
        <Button tone="primary" size="small" isDisabled={picked.length === 0 && note === ''} onPress={() => apply(picked)}>
          {t('picker.apply', { count: picked.length })}
        </Button>
      </div>
    </div>
  )
}

interface TagOptionProps {
  id: string
  tag: Tag
  isActive: boolean
  isPicked: boolean
  digit: number | null
  onTake: (stay: boolean) => void
  onPoint: () => void
}

function TagOption({ id, tag, isActive, isPicked, digit, onTake, onPoint }: TagOptionProps) {
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-checked={isPicked}
      // The focus stays in the box, so that typing goes on.
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={onPoint}
      onClick={(event) => onTake(event.ctrlKey || event.metaKey)}
      className={classNames('flex min-h-8 w-full cursor-default items-center gap-2 rounded-sm px-2 py-1 text-start text-sm pointer-coarse:min-h-11', isActive && 'bg-accent-soft', isPicked && 'font-medium')}
    >
      <TagDot colour={tag.colour} />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate">{tag.name}</span>
        {tag.path.length > 1 && <span dir="auto" className="block truncate text-xs text-ink-muted">{tag.path.slice(0, -1).join(' › ')}</span>}
      </span>
      {isPicked && <span aria-hidden>✓</span>}
      {digit !== null && <Kbd>{String(digit)}</Kbd>}
    </button>
  )
}

function digitOf(pinnedTagIds: readonly string[], id: string): number | null {
  const place = pinnedTagIds.indexOf(id)
  return place >= 0 && place < 9 ? place + 1 : null
}

/** Copying while the picker has the focus copies the passage, as if the selection still had it. */
function copyQuote(event: React.ClipboardEvent, quote: string): void {
  const field = event.target
  if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.selectionStart !== field.selectionEnd) return
  event.clipboardData.setData('text/plain', quote)
  event.preventDefault()
}
