import type { Action } from '@/lib/domain/access/actions'
import type { Reverter, Revertible } from './reverting'
import { undoRecheck } from '@/lib/services/codebook/rechecks'
import { redoVerdict, undoVerdict } from '@/lib/services/review/undo-verdict'
import { undoAnnotations } from '@/lib/services/annotations/undo-annotations'
import {
  undoCommentCreation,
  undoCommentDeletion,
  undoCommentEdit,
  undoResolution,
} from '@/lib/services/threads/undo-comments'
import { undoExample } from '@/lib/services/codebook/examples'
import { undoCorrection } from '@/lib/services/documents/undo-correction'
import {
  undoAttributeChange,
  undoAttributeCreation,
  undoAttributeDeletion,
  undoFill,
} from '@/lib/services/documents/undo-attributes'
import { undoDocumentChange, undoDocumentCreation, undoDocumentDeletion } from '@/lib/services/documents/undo-documents'
import { undoInvitation, undoRemoval, undoReturn, undoRoleChange } from '@/lib/services/projects/undo-members'
import { redoMerge, undoMerge } from '@/lib/services/codebook/undo-merge'
import { undoProjectChange } from '@/lib/services/projects/undo-project'
import { reopenProposal, undoProposal } from '@/lib/services/codebook/undo-proposals'
import { undoRoundCreation, undoRoundDeletion } from '@/lib/services/rounds/undo-rounds'
import { undoSplit } from '@/lib/services/codebook/undo-split'
import { undoStar } from '@/lib/services/annotations/undo-stars'
import {
  redoTagImport,
  undoTagChange,
  undoTagCreation,
  undoTagDeletion,
  undoTagImport,
} from '@/lib/services/codebook/undo-tags'
import { undoThemeChange, undoThemeCreation, undoThemeDeletion } from '@/lib/services/themes/undo-themes'

const whole = (needs: Action, revert: Reverter): Revertible => ({ revert, needs, locks: 'project' })
const rows = (needs: Action, revert: Reverter): Revertible => ({ revert, needs, locks: 'rows' })

/** How each kind of act is taken back, by the type of its event. What takes an act back is an act of one of these types itself, where it can be taken back in turn. */
export const reverters: Readonly<Record<string, Revertible>> = {
  'tag.created': whole('codebook.write', undoTagCreation),
  'tag.restored': whole('codebook.write', undoTagCreation),
  'tag.changed': whole('codebook.write', undoTagChange),
  'tag.deleted': whole('codebook.write', undoTagDeletion),
  'tag.merged': whole('codebook.write', undoMerge),
  'tag.unmerged': whole('codebook.write', redoMerge),
  'tag.split': whole('codebook.write', undoSplit),
  'tag.imported': whole('codebook.write', undoTagImport),
  'tag.import-reverted': whole('codebook.write', redoTagImport),
  'proposal.created': whole('codebook.propose', undoProposal),
  'proposal.reopened': whole('codebook.propose', undoProposal),
  'proposal.declined': whole('codebook.write', reopenProposal),
  'proposal.withdrawn': whole('codebook.propose', reopenProposal),
  'theme.created': whole('themes.write', undoThemeCreation),
  'theme.restored': whole('themes.write', undoThemeCreation),
  'theme.changed': whole('themes.write', undoThemeChange),
  'theme.deleted': whole('themes.write', undoThemeDeletion),
  'project.changed': whole('project.update', undoProjectChange),
  'member.changed': whole('members.manage', undoRoleChange),
  'member.removed': whole('members.manage', undoRemoval),
  'member.restored': whole('members.manage', undoReturn),
  'invitation.created': whole('members.manage', undoInvitation),
  'document.created': rows('documents.write', undoDocumentCreation),
  'document.restored': rows('documents.write', undoDocumentCreation),
  'document.changed': rows('documents.write', undoDocumentChange),
  'document.revised': rows('documents.write', undoCorrection),
  'document.deleted': rows('documents.write', undoDocumentDeletion),
  'attribute.created': whole('documents.write', undoAttributeCreation),
  'attribute.restored': whole('documents.write', undoAttributeCreation),
  'attribute.changed': whole('documents.write', undoAttributeChange),
  'attribute.deleted': whole('documents.write', undoAttributeDeletion),
  'attribute.filled': whole('documents.write', undoFill),
  'attribute.fill-reverted': whole('documents.write', undoFill),
  'round.created': whole('rounds.manage', undoRoundCreation),
  'round.restored': whole('rounds.manage', undoRoundCreation),
  'round.deleted': whole('rounds.manage', undoRoundDeletion),
  'verdict.given': rows('review.write', undoVerdict),
  'verdict.withdrawn': rows('review.write', redoVerdict),
  'verdicts.given': rows('review.write', undoVerdict),
  'verdicts.withdrawn': rows('review.write', redoVerdict),
  'annotation.created': rows('annotations.write', undoAnnotations),
  'annotation.changed': rows('annotations.write', undoAnnotations),
  'annotation.deleted': rows('annotations.write', undoAnnotations),
  'annotation.restored': rows('annotations.write', undoAnnotations),
  'annotation.starred': rows('excerpts.star', undoStar),
  'annotation.unstarred': rows('excerpts.star', undoStar),
  'annotation.example-named': whole('codebook.write', undoExample),
  'annotation.example-dropped': whole('codebook.write', undoExample),
  'annotations.created': rows('annotations.write', undoAnnotations),
  'annotations.changed': rows('annotations.write', undoAnnotations),
  'annotations.tagged': rows('annotations.write', undoAnnotations),
  'annotations.untagged': rows('annotations.write', undoAnnotations),
  'annotations.deleted': rows('annotations.write', undoAnnotations),
  'annotations.restored': rows('annotations.write', undoAnnotations),
  'annotations.rechecked': rows('annotations.write', undoRecheck),
  'annotations.recheck-reverted': rows('annotations.write', undoRecheck),
  'comment.created': rows('comments.write', undoCommentCreation),
  'comment.restored': rows('comments.write', undoCommentCreation),
  'comment.deleted': rows('comments.write', undoCommentDeletion),
  'comment.edited': rows('comments.write', undoCommentEdit),
  'comment.resolved': rows('comments.write', undoResolution),
  'comment.reopened': rows('comments.write', undoResolution),
}

/** The kinds of acts that are not taken back from the history, each with what to do instead. */
export const irrevocable: Readonly<Record<string, string>> = {
  'project.created':
    'This is where the project began. Move the project to the bin in its settings, if that is what you mean.',
  'project.deleted': 'A project in the bin has nobody in it who could take anything back.',
  'member.joined':
    'This person accepted an invitation. A lead can remove them under Members; what they did stays theirs.',
  'member.proven': 'The owner of an account has shown that it is theirs; what others had on it stays ended.',
  'member.pinned': 'These are somebody’s own keys for tags. They choose others in the tag picker.',
  'invitation.revoked': 'A link that was withdrawn stays worthless. Invite the person again.',
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
