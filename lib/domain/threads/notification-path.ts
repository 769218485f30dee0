import type { NotificationKind } from './notification-kinds'

/** What of a notification decides where it leads. */
export interface Leading {
  kind: NotificationKind
  project: { id: string }
  comment: { threadId: string } | null
  subject: { type: string; id: string } | null
  document: { id: string } | null
  round: { id: string } | null
  verdictId: string | null
}

/** Where a kind leads that does not lead to what it is about: a verdict given again is news to the coder, a proposal is one of a list. Null where it does not. */
const ownPages: Record<NotificationKind, (leading: Leading) => string | null> = {
  mention: () => null,
  reply: () => null,
  contest: () => null,
  verdict: (leading) => (verdictOf(leading) === null ? null : '/review/mine'),
  round: () => null,
  reopened: ({ document }) => document && `/documents/${document.id}`,
  opened: () => null,
  submitted: () => null,
  revealed: () => null,
  proposed: () => '/codebook/proposals',
  accepted: () => '/codebook/proposals',
  declined: () => '/codebook/proposals',
  taken: () => null,
}

/** The page that shows what a notification is about, as a path of the application; the thread, where there is one, opens there. */
export function notificationPath(leading: Leading): string {
  return `/projects/${leading.project.id}${ownPages[leading.kind](leading) ?? subjectPage(leading)}`
}

function subjectPage(leading: Leading): string {
  const { comment, subject, document, round } = leading
  // A verdict that is contested or talked about is work for who reviews.
  if (verdictOf(leading) !== null) return '/review'
  const thread = comment ? `comment=${comment.threadId}` : ''
  if (subject?.type === 'tag') return `/codebook?tag=${subject.id}&${thread}`
  if (subject?.type === 'theme') return `/themes/${subject.id}?${thread}`
  if (subject?.type === 'annotation' && document) return `/documents/${document.id}?annotation=${subject.id}&${thread}`
  if (document && comment) return `/documents/${document.id}?${thread}`
  return round ? `/rounds/${round.id}` : ''
}

const verdictOf = ({ verdictId, subject }: Leading): string | null =>
  verdictId ?? (subject?.type === 'verdict' ? subject.id : null)
