import { useEffect, useEffectEvent, useState } from 'react'
import type { PickedTags } from '@/lib/browser/reader/use-passages'
import type { NewTag } from '@/lib/domain/reading/new-tag'
import type { Tag } from '@/lib/schemas/tag'
import { useTagsInMaking } from './use-tags-in-making'

export interface ChosenNeeds {
  initial: PickedTags
  onCreateTag: (name: string, parentId: string | null) => Promise<Tag>
  onApply: (picked: PickedTags) => void
}

/** What is chosen in the picker for the passage. It is given once every tag is there that was asked for. */
export function useChosenTags(
  { initial, onCreateTag, onApply }: ChosenNeeds,
  /** Called where a tag could not be made, with why. */
  onFault: (said: string) => void,
) {
  const [picked, setPicked] = useState<readonly string[]>(initial.tagIds)
  const [note, setNote] = useState(initial.note)
  const [visibility, setVisibility] = useState(initial.visibility)
  /** Whether one is done choosing, and a tag that is being made is waited for. */
  const [isDone, setDone] = useState(false)
  const { inMaking, make } = useTagsInMaking({
    onCreateTag,
    onMade: (id) => setPicked((ids) => (ids.includes(id) ? ids : [...ids, id])),
    onFault: (said) => {
      onFault(said)
      setDone(false)
    },
  })
  const toggle = (id: string) =>
    setPicked((ids) => (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]))
  const dropLast = () => setPicked(picked.slice(0, -1))
  const apply = (tagIds: readonly string[]) => {
    if (inMaking.length === 0) return onApply({ tagIds: [...tagIds], note, visibility })
    setPicked(tagIds)
    setDone(true)
  }
  const applyWith = (id: string) => apply(picked.includes(id) ? picked : [...picked, id])
  // What is chosen and written while a tag is being made goes with it.
  const finish = useEffectEvent(() => apply(picked))
  useEffect(() => {
    if (isDone && inMaking.length === 0) finish()
  }, [isDone, inMaking])
  /** Makes a tag and chooses it; without `stay` one is then done choosing. Answers whether it is there. */
  const makeAndChoose = (offer: NewTag<Tag>, stay: boolean): Promise<boolean> => {
    setDone(!stay)
    return make(offer)
  }
  return {
    picked,
    toggle,
    dropLast,
    note,
    setNote,
    visibility,
    setVisibility,
    inMaking,
    apply,
    applyWith,
    makeAndChoose,
  }
}

export type ChosenTags = ReturnType<typeof useChosenTags>
