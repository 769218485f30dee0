import { useRef, useState } from 'react'
import type { NewTag } from '@/lib/domain/reading/new-tag'
import type { Tag } from '@/lib/schemas/tag'

/** A tag that was asked for and is not there yet. */
export interface TagInMaking {
  /** Counts up. */
  no: number
  name: string
}

interface MakingNeeds {
  onCreateTag: (name: string, parentId: string | null) => Promise<Tag>
  /** Called with each tag that is there now. */
  onMade: (id: string) => void
  /** Called where one could not be made, with why. */
  onFault: (said: string) => void
}

/** Makes tags while the picker is used on. Each is among `inMaking` from the moment it is asked for, so that nothing moves when it is there. */
export function useTagsInMaking({ onCreateTag, onMade, onFault }: MakingNeeds) {
  const [inMaking, setInMaking] = useState<readonly TagInMaking[]>([])
  const count = useRef(0)

  /** Makes a tag, those above it that are not there yet before it. Answers whether it is there. */
  const make = async ({ parent, names }: NewTag<Tag>): Promise<boolean> => {
    count.current += 1
    const no = count.current
    setInMaking((all) => [...all, { no, name: names.at(-1) ?? '' }])
    try {
      let below = parent?.id ?? null
      for (const name of names) below = (await onCreateTag(name, below)).id
      if (below !== null) onMade(below)
      return true
    } catch (error) {
      onFault(error instanceof Error ? error.message : String(error))
      return false
    } finally {
      setInMaking((all) => all.filter((one) => one.no !== no))
    }
  }
  return { inMaking, make }
}
