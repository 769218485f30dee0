import type { Reverter, Revertible } from './reverting'
import { undoAnnotations } from './undo-annotations'
import { undoMerge } from './undo-merge'
import { undoSplit } from './undo-split'
import { undoStar } from './undo-stars'
import { undoTagChange, undoTagCreation, undoTagDeletion, undoTagImport } from './undo-tags'
import { undoThemeChange, undoThemeCreation, undoThemeDeletion } from './undo-themes'

const whole = (revert: Reverter): Revertible => ({ revert, locks: 'project' })
const rows = (revert: Reverter): Revertible => ({ revert, locks: 'rows' })

/** How each kind of act is taken back, by the type of its event. What takes an act back is an act of one of these types itself, where it can be taken back in turn. */
export const reverters: Readonly<Record<string, Revertible>> = {
  'tag.created': whole(undoTagCreation),
  'tag.restored': whole(undoTagCreation),
  'tag.changed': whole(undoTagChange),
  'tag.deleted': whole(undoTagDeletion),
  'tag.merged': whole(undoMerge),
  'tag.split': whole(undoSplit),
  'tag.imported': whole(undoTagImport),
  'theme.created': whole(undoThemeCreation),
  'theme.restored': whole(undoThemeCreation),
  'theme.changed': whole(undoThemeChange),
  'theme.deleted': whole(undoThemeDeletion),
  'annotation.created': rows(undoAnnotations),
  'annotation.changed': rows(undoAnnotations),
  'annotation.deleted': rows(undoAnnotations),
  'annotation.restored': rows(undoAnnotations),
  'annotation.starred': rows(undoStar),
  'annotation.unstarred': rows(undoStar),
  'annotations.created': rows(undoAnnotations),
  'annotations.changed': rows(undoAnnotations),
  'annotations.tagged': rows(undoAnnotations),
  'annotations.untagged': rows(undoAnnotations),
  'annotations.deleted': rows(undoAnnotations),
  'annotations.restored': rows(undoAnnotations),
}

/** The kinds of acts that are not taken back from the history, each with what to do instead. */
export const irrevocable: Readonly<Record<string, string>> = {}
