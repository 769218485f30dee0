import type { Reading } from '@/lib/browser/reader/use-reading'
import type { ReadingCommand } from '@/lib/domain/reading/reader-keys'
import type { useEdgeEditing } from './use-edge-editing'
import type { useMoving } from './use-moving'
import type { useOwnPassage } from './use-own-passage'
import type { useTagging } from './use-tagging'

export interface KeyedParts {
  reading: Reading
  moving: ReturnType<typeof useMoving>
  passage: ReturnType<typeof useOwnPassage>
  edging: ReturnType<typeof useEdgeEditing>
  tagging: ReturnType<typeof useTagging>
  goToAsked: (step: 1 | -1) => void
  mayAnnotate: boolean
  onTalk: () => void
  onHelp: () => void
}

/** What each command of a key does; `false` leaves the key to the browser. */
export function readerKeysRun({
  reading: { cursor, pins, find, focused },
  moving,
  passage,
  edging,
  tagging,
  goToAsked,
  mayAnnotate,
  onTalk,
  onHelp,
}: KeyedParts): Record<ReadingCommand, () => boolean | void> {
  const pinned = (place: number) => () => {
    const tagId = pins.pinned[place]
    return tagId !== undefined && tagging.applyTags([tagId])
  }
  return {
    'next-sentence': () => moving.readOn('sentence', 1),
    'previous-sentence': () => moving.readOn('sentence', -1),
    'next-paragraph': () => moving.readOn('paragraph', 1),
    'previous-paragraph': () => moving.readOn('paragraph', -1),
    'next-annotation': () => moving.goToNeighbour(1),
    'previous-annotation': () => moving.goToNeighbour(-1),
    'next-asked': () => goToAsked(1),
    'previous-asked': () => goToAsked(-1),
    find: () => find.open(),
    'this-sentence': () => cursor.selectSentence(cursor.selection ?? focused),
    'extend-sentence': () => cursor.extend('sentence', 1),
    'shrink-sentence': () => cursor.extend('sentence', -1),
    'extend-word': () => cursor.extend('word', 1),
    'shrink-word': () => cursor.extend('word', -1),
    'extend-character': () => cursor.extend('character', 1),
    'shrink-character': () => cursor.extend('character', -1),
    'let-go': moving.letGo,
    tag: tagging.openPicker,
    'in-vivo': () => mayAnnotate && void tagging.tagInVivo(),
    'repeat-tags': () => tagging.applyTags(tagging.lastTagIds),
    'pinned-1': pinned(0),
    'pinned-2': pinned(1),
    'pinned-3': pinned(2),
    'pinned-4': pinned(3),
    'pinned-5': pinned(4),
    'pinned-6': pinned(5),
    'pinned-7': pinned(6),
    'pinned-8': pinned(7),
    'pinned-9': pinned(8),
    'edit-edges': edging.isEdgingByKey ? edging.saveEdges : edging.editEdges,
    star: passage.starFocused,
    visibility: passage.shareFocused,
    certainty: () => passage.sureFocused(),
    'second-opinion': passage.askFocused,
    comment: onTalk,
    delete: passage.remove,
    help: onHelp,
  }
}
