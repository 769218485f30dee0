/** What of a notification its sentence is made of. */
export interface Told {
  kind:
    | 'mention'
    | 'reply'
    | 'contest'
    | 'verdict'
    | 'round'
    | 'reopened'
    | 'opened'
    | 'submitted'
    | 'revealed'
    | 'proposed'
    | 'accepted'
    | 'declined'
    | 'taken'
  actor: { name: string }
  comment: { isReply: boolean } | null
  subject: { type: 'annotation' | 'stretch' | 'tag' | 'theme' | 'document' | 'verdict'; name: string | null } | null
  document: { title: string } | null
  round: { name: string } | null
  proposal: { kind: 'create' | 'change' | 'merge' | 'remove'; name: string } | null
}

/** Which sentence under `notifications.said` tells it. A first comment on somebody's passage is told as a comment, not as a reply. */
export function sentenceOf({
  kind,
  comment,
  subject,
  document,
  proposal,
}: Pick<Told, 'kind' | 'comment' | 'subject' | 'document' | 'proposal'>) {
  if (kind === 'revealed') return document ? 'revealed.document' : 'revealed.round'
  if (kind === 'proposed' || kind === 'accepted' || kind === 'declined')
    return `${kind}.${proposal?.kind ?? 'change'}` as const
  if (kind !== 'mention' && kind !== 'reply') return kind
  return `${kind === 'reply' && comment?.isReply === false ? 'comment' : kind}.${subject?.type ?? 'document'}` as const
}

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
