import type { NotificationKind } from './notification-kinds'

/** What of a notification its sentence is made of. */
export interface Told {
  kind: NotificationKind
  actor: { name: string }
  comment: { isReply: boolean } | null
  subject: { type: 'annotation' | 'stretch' | 'tag' | 'theme' | 'document' | 'verdict'; name: string | null } | null
  document: { title: string } | null
  round: { name: string } | null
  proposal: { kind: 'create' | 'change' | 'merge' | 'remove'; name: string } | null
}

type Telling = Pick<Told, 'kind' | 'comment' | 'subject' | 'document' | 'proposal'>

const aboutSubject = ({ subject }: Telling) => subject?.type ?? 'document'
const aboutProposal = ({ proposal }: Telling) => proposal?.kind ?? 'change'

/** Which sentence under `notifications.said` tells each kind. A first comment on somebody's passage is told as a comment, not as a reply. */
const sentences = {
  mention: (told) => `mention.${aboutSubject(told)}` as const,
  reply: (told) => `${told.comment?.isReply === false ? 'comment' : 'reply'}.${aboutSubject(told)}` as const,
  contest: () => 'contest' as const,
  verdict: () => 'verdict' as const,
  round: () => 'round' as const,
  reopened: () => 'reopened' as const,
  opened: () => 'opened' as const,
  submitted: () => 'submitted' as const,
  revealed: ({ document }) => (document ? 'revealed.document' : 'revealed.round'),
  proposed: (told) => `proposed.${aboutProposal(told)}` as const,
  accepted: (told) => `accepted.${aboutProposal(told)}` as const,
  declined: (told) => `declined.${aboutProposal(told)}` as const,
  taken: () => 'taken' as const,
} satisfies Record<NotificationKind, (told: Telling) => string>

export const sentenceOf = (told: Telling): ReturnType<(typeof sentences)[NotificationKind]> =>
  sentences[told.kind](told)

/** What goes into that sentence. */
export function valuesOf({
  actor,
  document,
  round,
  subject,
  proposal,
}: Pick<Told, 'actor' | 'document' | 'round' | 'subject' | 'proposal'>) {
  return {
    actor: actor.name,
    document: document?.title ?? '',
    round: round?.name ?? '',
    name: subject?.name ?? proposal?.name ?? '',
  }
}
