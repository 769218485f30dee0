'use client'

import { useContext, useEffect, useEffectEvent, useMemo, useState, type KeyboardEvent } from 'react'
import { KeysInForce } from '@/lib/browser/reader/use-reader-keys'
import type { PickedTags } from '@/lib/browser/reader/use-passages'
import { commandFor, pinnedPlace } from '@/lib/domain/reading/key-map'
import { matchTags } from '@/lib/domain/reading/match-tags'
import { newTags, type NewTag } from '@/lib/domain/reading/new-tag'
import type { Tag } from '@/lib/schemas/tag'
import { useTagsInMaking } from './use-tags-in-making'

export interface TagPickingNeeds {
  tags: readonly Tag[]
  pinnedTagIds: readonly string[]
  lastTagIds: readonly string[]
  initial: PickedTags
  mayCreate: boolean
  /** Whether a name that is not there can be proposed, where it cannot be added. */
  mayPropose: boolean
  onCreateTag: (name: string, parentId: string | null) => Promise<Tag>
  onProposeTag: (name: string, parentId: string | null) => Promise<unknown>
  onApply: (picked: PickedTags) => void
}

/** What is typed, found and chosen in the picker, and what its keys do. */
export function useTagPicking({
  tags,
  pinnedTagIds,
  lastTagIds,
  initial,
  mayCreate,
  mayPropose,
  onCreateTag,
  onProposeTag,
  onApply,
}: TagPickingNeeds) {
  const keys = useContext(KeysInForce)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const [picked, setPicked] = useState<readonly string[]>(initial.tagIds)
  const [note, setNote] = useState(initial.note)
  const [visibility, setVisibility] = useState(initial.visibility)
  const [fault, setFault] = useState<string | null>(null)
  /** The name that was proposed last. */
  const [proposed, setProposed] = useState<string | null>(null)

  const usable = useMemo(() => tags.filter((tag) => tag.archivedAt === null), [tags])
  const matches = useMemo(() => {
    if (query.trim() !== '') return matchTags(usable, query)
    const first = pinnedTagIds.flatMap((id) => usable.filter((tag) => tag.id === id))
    return [...first, ...usable.filter((tag) => !pinnedTagIds.includes(tag.id))]
  }, [usable, query, pinnedTagIds])
  // One name is proposed at a time: of a path that is new the first would have to be there.
  const offers = useMemo(
    () =>
      mayCreate || mayPropose ? newTags(usable, query).filter(({ names }) => mayCreate || names.length === 1) : [],
    [mayCreate, mayPropose, usable, query],
  )
  const count = matches.length + offers.length
  const at = Math.min(active, count - 1)
  const byId = useMemo(() => new Map(tags.map((tag) => [tag.id, tag])), [tags])

  const [about, setAbout] = useState<string | null>(null)
  /** Whether one is done choosing, and a tag that is being made is waited for. */
  const [isDone, setDone] = useState(false)
  const toggle = (id: string) =>
    setPicked((ids) => (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]))
  const { inMaking, make } = useTagsInMaking({
    onCreateTag,
    onMade: (id) => setPicked((ids) => (ids.includes(id) ? ids : [...ids, id])),
    onFault: (said) => {
      setFault(said)
      setDone(false)
    },
  })
  const apply = (tagIds: readonly string[]) => {
    if (inMaking.length === 0) return onApply({ tagIds: [...tagIds], note, visibility })
    setPicked(tagIds)
    setDone(true)
  }
  // What is chosen and written while a tag is being made goes with it.
  const finish = useEffectEvent(() => apply(picked))
  useEffect(() => {
    if (isDone && inMaking.length === 0) finish()
  }, [isDone, inMaking])
  /** Begins to make a tag; what was typed comes back where it cannot be made and nothing else was typed meanwhile. */
  const begin = async (offer: NewTag<Tag>, stay: boolean) => {
    setQuery('')
    setActive(0)
    setDone(!stay)
    if (!(await make(offer))) setQuery((now) => (now === '' ? query : now))
  }
  /** Proposes a tag and stays: what is there can be given meanwhile. */
  const propose = async ({ parent, names: [name = ''] }: NewTag<Tag>) => {
    try {
      await onProposeTag(name, parent?.id ?? null)
      setProposed(name)
      setQuery('')
      setActive(0)
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    }
  }
  /** Takes the row at a place: gives it and closes, or with `stay` ticks it and goes on. */
  const take = async (place: number, stay: boolean) => {
    const offer = offers[place - matches.length]
    if (offer && !mayCreate) return propose(offer)
    if (offer) return begin(offer, stay)
    const id = matches[place]?.id
    if (id === undefined) return
    setQuery('')
    setActive(0)
    if (stay) toggle(id)
    else apply(picked.includes(id) ? picked : [...picked, id])
  }
  const type = (text: string) => {
    setQuery(text)
    setActive(0)
    setFault(null)
    setProposed(null)
    setAbout(null)
  }
  const keyed = (event: KeyboardEvent<HTMLInputElement>): boolean => {
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (move !== undefined && !event.altKey && count > 0) {
      const isStep = Math.abs(move) === 1
      setActive(isStep ? (at + move + count) % count : Math.max(0, Math.min(count - 1, at + move)))
      return true
    }
    const here = matches[at]
    if (event.key === 'Enter' && event.altKey) {
      if (here) setAbout(here.id)
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
    // A letter is typed; a digit or a sign does here what it does on the text, as long as nothing is typed.
    if (query !== '' || /^\p{L}$/u.test(event.key)) return false
    const command = commandFor(event.nativeEvent, keys, true)
    const pinned = pinnedTagIds[pinnedPlace(command) ?? -1]
    if (pinned !== undefined && byId.has(pinned)) {
      apply(picked.includes(pinned) ? picked : [...picked, pinned])
      return true
    }
    if (command === 'repeat-tags' && lastTagIds.length > 0) {
      apply([...new Set([...picked, ...lastTagIds])])
      return true
    }
    return false
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (!keyed(event)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return {
    query,
    type,
    usable,
    matches,
    offers,
    proposed,
    count,
    at,
    point: setActive,
    /** The tag whose guidance is opened, and stays whichever row is pointed at. */
    about: about === null ? undefined : byId.get(about),
    setAbout,
    picked,
    toggle,
    byId,
    note,
    setNote,
    visibility,
    setVisibility,
    fault,
    inMaking,
    apply,
    take,
    onKeyDown,
  }
}

export type TagPicking = ReturnType<typeof useTagPicking>
