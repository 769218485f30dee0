import { useContext, type KeyboardEvent } from 'react'
import { KeysInForce } from '@/lib/browser/reader/use-reader-keys'
import { commandFor, pinnedPlace } from '@/lib/domain/reading/key-map'
import type { Tag } from '@/lib/schemas/tag'
import type { ChosenTags } from './use-chosen-tags'

type Pressed = KeyboardEvent<HTMLInputElement>

/** The tags that have a key: the pinned ones by their number, and together those that were given last. */
export interface GivenByKey {
  pinnedTagIds: readonly string[]
  lastTagIds: readonly string[]
}

/** The rows of the picker as its keys see them. */
interface PickerRows {
  query: string
  matches: readonly Tag[]
  byId: ReadonlyMap<string, Tag>
  count: number
  /** The row that was pointed at, which may be none any more. */
  active: number
  /** The row that is pointed at now. */
  at: number
  point: (place: number) => void
  setAbout: (id: string) => void
  take: (place: number, stay: boolean) => Promise<void>
}

const moves: Readonly<Record<string, number | undefined>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }

/** What keys do in the field of the picker: go through the rows, choose, take back. Any other key is typed. */
export function usePickerKeys(
  { query, matches, byId, count, active, at, point, setAbout, take }: PickerRows,
  chosen: ChosenTags,
  { pinnedTagIds, lastTagIds }: GivenByKey,
) {
  const keys = useContext(KeysInForce)
  const { picked } = chosen
  const move = ({ key, altKey }: Pressed): boolean => {
    const by = moves[key]
    if (by === undefined || altKey || count === 0) return false
    const isStep = Math.abs(by) === 1
    point(isStep ? (at + by + count) % count : Math.max(0, Math.min(count - 1, at + by)))
    return true
  }
  const enter = ({ key, altKey, ctrlKey, metaKey }: Pressed): boolean => {
    if (key !== 'Enter') return false
    const here = matches[at]
    if (altKey) {
      if (here) setAbout(here.id)
      return true
    }
    // With nothing typed and tags chosen, Enter is done choosing.
    if (query === '' && picked.length > 0 && active === 0 && !ctrlKey && !metaKey) chosen.apply(picked)
    else void take(at, ctrlKey || metaKey)
    return true
  }
  const dropLast = ({ key }: Pressed): boolean => {
    if (key !== 'Backspace' || query !== '' || picked.length === 0) return false
    chosen.dropLast()
    return true
  }
  /** A letter is typed; a digit or a sign does here what it does on the text, as long as nothing is typed. */
  const give = ({ key, nativeEvent }: Pressed): boolean => {
    if (query !== '' || /^\p{L}$/u.test(key)) return false
    const command = commandFor(nativeEvent, keys, true)
    const pinned = pinnedTagIds[pinnedPlace(command) ?? -1]
    if (pinned !== undefined && byId.has(pinned)) {
      chosen.applyWith(pinned)
      return true
    }
    if (command !== 'repeat-tags' || lastTagIds.length === 0) return false
    chosen.apply([...new Set([...picked, ...lastTagIds])])
    return true
  }
  return (event: Pressed) => {
    if (!move(event) && !enter(event) && !dropLast(event) && !give(event)) return
    event.preventDefault()
    event.stopPropagation()
  }
}
