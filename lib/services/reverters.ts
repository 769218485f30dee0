import type { Reverter, Revertible } from './reverting'
import { redoVerdict, undoVerdict } from './review/undo-verdict'
import { undoAnnotations } from './undo-annotations'
import { undoCommentCreation, undoCommentDeletion, undoCommentEdit, undoResolution } from './threads/undo-comments'
import { undoAttributeChange, undoAttributeCreation, undoAttributeDeletion } from './undo-attributes'
import { undoDocumentChange, undoDocumentCreation, undoDocumentDeletion } from './undo-documents'
import { undoInvitation, undoRemoval, undoReturn, undoRoleChange } from './undo-members'
import { redoMerge, undoMerge } from './undo-merge'
import { undoProjectChange } from './undo-project'
import { undoRoundCreation, undoRoundDeletion } from './undo-rounds'
import { undoSplit } from './undo-split'
import { undoStar } from './undo-stars'
import { redoTagImport, undoTagChange, undoTagCreation, undoTagDeletion, undoTagImport } from './undo-tags'
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
  'tag.unmerged': whole(redoMerge),
  'tag.split': whole(undoSplit),
  'tag.imported': whole(undoTagImport),
  'tag.import-reverted': whole(redoTagImport),
  'theme.created': whole(undoThemeCreation),
  'theme.restored': whole(undoThemeCreation),
  'theme.changed': whole(undoThemeChange),
  'theme.deleted': whole(undoThemeDeletion),
  'project.changed': whole(undoProjectChange),
  'member.changed': whole(undoRoleChange),
  'member.removed': whole(undoRemoval),
  'member.restored': whole(undoReturn),
  'invitation.created': whole(undoInvitation),
  'document.created': rows(undoDocumentCreation),
  'document.restored': rows(undoDocumentCreation),
  'document.changed': rows(undoDocumentChange),
  'document.deleted': rows(undoDocumentDeletion),
  'attribute.created': whole(undoAttributeCreation),
  'attribute.restored': whole(undoAttributeCreation),
  'attribute.changed': whole(undoAttributeChange),
  'attribute.deleted': whole(undoAttributeDeletion),
  'round.created': whole(undoRoundCreation),
  'round.restored': whole(undoRoundCreation),
  'round.deleted': whole(undoRoundDeletion),
  'verdict.given': rows(undoVerdict),
  'verdict.withdrawn': rows(redoVerdict),
  'verdicts.given': rows(undoVerdict),
  'verdicts.withdrawn': rows(redoVerdict),
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
  'comment.created': rows(undoCommentCreation),
  'comment.restored': rows(undoCommentCreation),
  'comment.deleted': rows(undoCommentDeletion),
  'comment.edited': rows(undoCommentEdit),
  'comment.resolved': rows(undoResolution),
  'comment.reopened': rows(undoResolution),
}

/** The kinds of acts that are not taken back from the history, each with what to do instead. */
export const irrevocable: Readonly<Record<string, string>> = {
  'project.created': 'This is where the project began. Move the project to the bin in its settings, if that is what you mean.',
  'project.deleted': 'A project in the bin has nobody in it who could take anything back.',
  'member.joined': 'This person accepted an invitation. A lead can remove them under Members; what they did stays theirs.',
  'member.pinned': 'These are somebody’s own keys for tags. They choose others in the tag picker.',
  'invitation.revoked': 'A link that was withdrawn stays worthless. Invite the person again.',
  'document.revised': 'A revision never changes, and passages have moved with it. Correct the text again to what it was.',
  'document.purged': 'What was purged is erased for good.',
  'tag.purged': 'What was purged is erased for good.',
  'theme.purged': 'What was purged is erased for good.',
  'annotation.purged': 'What was purged is erased for good.',
  'tag.unsplit': 'The passages were sorted by hand. Split the tag again.',
  'round.changed': 'Coders may have planned their work by it. Change the round again under Rounds.',
  'round.opened': 'What colleagues have seen cannot be unseen.',
  'round.closed': 'Resume the round under Rounds.',
  'round.resumed': 'Close the round under Rounds.',
  'round.submitted': 'A lead reopens what was handed in under Rounds, which its coder is told.',
  'verdict.contested': 'Join the discussion of the verdict, or give another.',
  'figure.frozen': 'A frozen figure stays as it was, which is what it is for. Freeze another beside it.',
  'round.reopened': 'The coder hands it in again when they are done.',
}
