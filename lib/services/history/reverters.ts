import type { Action } from '@/lib/domain/access/actions'
import type { Reverter, Revertible } from './reverting'
import {
  revertMemoChange,
  revertMemoCreation,
  revertMemoDeletion,
  revertMemoShowing,
} from '@/lib/services/memos/revert-memos'
import { revertLinkChange, revertLinkCreation, revertLinkDeletion } from '@/lib/services/links/revert-links'
import { revertQueryChange, revertQueryCreation, revertQueryDeletion } from '@/lib/services/retrieval/revert-queries'
import {
  revertCaseChange,
  revertCaseCreation,
  revertCaseDeletion,
  revertCaseExtension,
  revertCaseReduction,
} from '@/lib/services/cases/revert-cases'
import { revertCaseFill } from '@/lib/services/cases/revert-fill'
import { revertRecheck } from '@/lib/services/codebook/rechecks'
import { redoVerdict, revertVerdict } from '@/lib/services/review/revert-verdict'
import { revertAnnotations } from '@/lib/services/annotations/revert-annotations'
import {
  revertCommentCreation,
  revertCommentDeletion,
  revertCommentEdit,
  revertResolution,
} from '@/lib/services/threads/revert-comments'
import { revertExample } from '@/lib/services/codebook/examples'
import { revertCorrection } from '@/lib/services/documents/revert-correction'
import {
  revertAttributeChange,
  revertAttributeCreation,
  revertAttributeDeletion,
  revertFill,
} from '@/lib/services/documents/revert-attributes'
import {
  revertDocumentChange,
  revertDocumentCreation,
  revertDocumentDeletion,
} from '@/lib/services/documents/revert-documents'
import { revertInvitation, revertRemoval, revertReturn, revertRoleChange } from '@/lib/services/projects/revert-members'
import { redoMerge, revertMerge } from '@/lib/services/codebook/revert-merge'
import { revertProjectChange } from '@/lib/services/projects/revert-project'
import { reopenProposal, revertProposal } from '@/lib/services/codebook/revert-proposals'
import { revertRoundCreation, revertRoundDeletion } from '@/lib/services/rounds/revert-rounds'
import { revertSplit } from '@/lib/services/codebook/revert-split'
import { revertStar } from '@/lib/services/annotations/revert-stars'
import {
  redoTagImport,
  revertTagChange,
  revertTagCreation,
  revertTagDeletion,
  revertTagImport,
} from '@/lib/services/codebook/revert-tags'
import { revertThemeChange, revertThemeCreation, revertThemeDeletion } from '@/lib/services/themes/revert-themes'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

const whole = (needs: Action, revert: Reverter): Revertible => ({ revert, needs, locks: 'project' })
const rows = (needs: Action, revert: Reverter): Revertible => ({ revert, needs, locks: 'rows' })

/** How each kind of event is reverted, by the type of its event. What reverts an event is an event of one of these types itself, where it can be reverted in turn. */
export const reverters: Readonly<Record<string, Revertible>> = {
  'tag.created': whole('codebook.write', revertTagCreation),
  'tag.restored': whole('codebook.write', revertTagCreation),
  'tag.changed': whole('codebook.write', revertTagChange),
  'tag.deleted': whole('codebook.write', revertTagDeletion),
  'tag.merged': whole('codebook.write', revertMerge),
  'tag.unmerged': whole('codebook.write', redoMerge),
  'tag.split': whole('codebook.write', revertSplit),
  'tag.imported': whole('codebook.write', revertTagImport),
  'tag.import-reverted': whole('codebook.write', redoTagImport),
  'proposal.created': whole('codebook.propose', revertProposal),
  'proposal.reopened': whole('codebook.propose', revertProposal),
  'proposal.declined': whole('codebook.write', reopenProposal),
  'proposal.withdrawn': whole('codebook.propose', reopenProposal),
  'theme.created': whole('themes.write', revertThemeCreation),
  'theme.restored': whole('themes.write', revertThemeCreation),
  'theme.changed': whole('themes.write', revertThemeChange),
  'theme.deleted': whole('themes.write', revertThemeDeletion),
  'project.changed': whole('project.update', revertProjectChange),
  'member.changed': whole('members.manage', revertRoleChange),
  'member.removed': whole('members.manage', revertRemoval),
  'member.restored': whole('members.manage', revertReturn),
  'invitation.created': whole('members.manage', revertInvitation),
  'document.created': rows('documents.write', revertDocumentCreation),
  'document.restored': rows('documents.write', revertDocumentCreation),
  'document.changed': rows('documents.write', revertDocumentChange),
  'document.revised': rows('documents.write', revertCorrection),
  'document.deleted': rows('documents.write', revertDocumentDeletion),
  'attribute.created': whole('documents.write', revertAttributeCreation),
  'attribute.restored': whole('documents.write', revertAttributeCreation),
  'attribute.changed': whole('documents.write', revertAttributeChange),
  'attribute.deleted': whole('documents.write', revertAttributeDeletion),
  'attribute.filled': whole('documents.write', revertFill),
  'attribute.fill-reverted': whole('documents.write', revertFill),
  'round.created': whole('rounds.manage', revertRoundCreation),
  'round.restored': whole('rounds.manage', revertRoundCreation),
  'round.deleted': whole('rounds.manage', revertRoundDeletion),
  'verdict.given': rows('review.write', revertVerdict),
  'verdict.withdrawn': rows('review.write', redoVerdict),
  'verdicts.given': rows('review.write', revertVerdict),
  'verdicts.withdrawn': rows('review.write', redoVerdict),
  'annotation.created': rows('annotations.write', revertAnnotations),
  'annotation.changed': rows('annotations.write', revertAnnotations),
  'annotation.deleted': rows('annotations.write', revertAnnotations),
  'annotation.restored': rows('annotations.write', revertAnnotations),
  'annotation.starred': rows('excerpts.star', revertStar),
  'annotation.unstarred': rows('excerpts.star', revertStar),
  'annotation.example-named': whole('codebook.write', revertExample),
  'annotation.example-dropped': whole('codebook.write', revertExample),
  'annotations.created': rows('annotations.write', revertAnnotations),
  'annotations.changed': rows('annotations.write', revertAnnotations),
  'annotations.tagged': rows('annotations.write', revertAnnotations),
  'annotations.untagged': rows('annotations.write', revertAnnotations),
  'annotations.deleted': rows('annotations.write', revertAnnotations),
  'annotations.restored': rows('annotations.write', revertAnnotations),
  'annotations.rechecked': rows('annotations.write', revertRecheck),
  'annotations.recheck-reverted': rows('annotations.write', revertRecheck),
  'comment.created': rows('comments.write', revertCommentCreation),
  'comment.restored': rows('comments.write', revertCommentCreation),
  'comment.deleted': rows('comments.write', revertCommentDeletion),
  'comment.edited': rows('comments.write', revertCommentEdit),
  'comment.resolved': rows('comments.write', revertResolution),
  'comment.reopened': rows('comments.write', revertResolution),
  'memo.created': rows('comments.write', revertMemoCreation),
  'memo.restored': rows('comments.write', revertMemoCreation),
  'memo.changed': rows('comments.write', revertMemoChange),
  'memo.shared': rows('comments.write', revertMemoShowing),
  'memo.withdrawn': rows('comments.write', revertMemoShowing),
  'memo.deleted': rows('comments.write', revertMemoDeletion),
  'link.created': rows('annotations.write', revertLinkCreation),
  'link.restored': rows('annotations.write', revertLinkCreation),
  'link.changed': rows('annotations.write', revertLinkChange),
  'link.deleted': rows('annotations.write', revertLinkDeletion),
  'query.created': rows('themes.write', revertQueryCreation),
  'query.restored': rows('themes.write', revertQueryCreation),
  'query.changed': rows('themes.write', revertQueryChange),
  'query.deleted': rows('themes.write', revertQueryDeletion),
  'case.created': rows('documents.write', revertCaseCreation),
  'case.restored': rows('documents.write', revertCaseCreation),
  'case.changed': rows('documents.write', revertCaseChange),
  'case.deleted': rows('documents.write', revertCaseDeletion),
  'case.extended': rows('documents.write', revertCaseExtension),
  'case.filled': whole('documents.write', revertCaseFill),
  'case.fill-reverted': whole('documents.write', revertCaseFill),
  'case.reduced': rows('documents.write', revertCaseReduction),
}

/** The kinds of events that are not reverted from the history, each with what to do instead. */
export const irrevocable: Readonly<Record<string, Said>> = {
  'project.created': say('refusals.irrevocable.projectCreated'),
  'project.imported': say('refusals.irrevocable.projectImported'),
  'project.deleted': say('refusals.irrevocable.projectDeleted'),
  'member.joined': say('refusals.irrevocable.joined'),
  'member.proven': say('refusals.irrevocable.proven'),
  'member.pinned': say('refusals.irrevocable.pinned'),
  'invitation.revoked': say('refusals.irrevocable.invitationRevoked'),
  'document.purged': say('refusals.irrevocable.purged'),
  'tag.purged': say('refusals.irrevocable.purged'),
  'theme.purged': say('refusals.irrevocable.purged'),
  'annotation.purged': say('refusals.irrevocable.purged'),
  'memo.purged': say('refusals.irrevocable.purged'),
  'link.purged': say('refusals.irrevocable.purged'),
  'case.purged': say('refusals.irrevocable.purged'),
  'tag.unsplit': say('refusals.irrevocable.unsplit'),
  'round.changed': say('refusals.irrevocable.roundChanged'),
  'round.opened': say('refusals.irrevocable.roundOpened'),
  'round.closed': say('refusals.irrevocable.roundClosed'),
  'round.resumed': say('refusals.irrevocable.roundResumed'),
  'round.submitted': say('refusals.irrevocable.submitted'),
  'verdict.contested': say('refusals.irrevocable.contested'),
  'figure.frozen': say('refusals.irrevocable.figureFrozen'),
  'round.reopened': say('refusals.irrevocable.roundReopened'),
}
