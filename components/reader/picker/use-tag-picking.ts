'use client'

import { useState } from 'react'
import type { NewTag } from '@/lib/domain/reading/new-tag'
import type { Tag } from '@/lib/schemas/tag'
import { useChosenTags, type ChosenNeeds } from './use-chosen-tags'
import { useFoundTags, type FoundNeeds } from './use-found-tags'
import { usePickerKeys, type GivenByKey } from './use-picker-keys'

export interface TagPickingNeeds extends FoundNeeds, ChosenNeeds, GivenByKey {
  onProposeTag: (name: string, parentId: string | null) => Promise<unknown>
}

/** What is typed, found and chosen in the picker, and what its keys do. */
export function useTagPicking(needs: TagPickingNeeds) {
  const { mayCreate, onProposeTag } = needs
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const [fault, setFault] = useState<string | null>(null)
  /** The name that was proposed last. */
  const [proposed, setProposed] = useState<string | null>(null)
  const [about, setAbout] = useState<string | null>(null)
  const found = useFoundTags(needs, query)
  const { matches, offers, byId } = found
  const chosen = useChosenTags(needs, setFault)
  const count = matches.length + offers.length
  const at = Math.min(active, count - 1)

  const startAnew = () => {
    setQuery('')
    setActive(0)
  }
  /** Begins to make a tag; what was typed comes back where it cannot be made and nothing else was typed meanwhile. */
  const begin = async (offer: NewTag<Tag>, stay: boolean) => {
    startAnew()
    if (!(await chosen.makeAndChoose(offer, stay))) setQuery((now) => (now === '' ? query : now))
  }
  /** Proposes a tag and stays: what is there can be given meanwhile. */
  const propose = async ({ parent, names: [name = ''] }: NewTag<Tag>) => {
    try {
      await onProposeTag(name, parent?.id ?? null)
      setProposed(name)
      startAnew()
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
    startAnew()
    if (stay) chosen.toggle(id)
    else chosen.applyWith(id)
  }
  const type = (text: string) => {
    setQuery(text)
    setActive(0)
    setFault(null)
    setProposed(null)
    setAbout(null)
  }
  const rows = { query, matches, byId, count, active, at, point: setActive, setAbout, take }
  const onKeyDown = usePickerKeys(rows, chosen, needs)
  return {
    ...found,
    ...chosen,
    query,
    type,
    proposed,
    count,
    at,
    point: setActive,
    /** The tag whose guidance is opened, and stays whichever row is pointed at. */
    about: about === null ? undefined : byId.get(about),
    setAbout,
    fault,
    take,
    onKeyDown,
  }
}

export type TagPicking = ReturnType<typeof useTagPicking>
