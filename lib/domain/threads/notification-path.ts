/** What of a notification decides where it leads. */
export interface Leading {
  kind: string
  project: { id: string }
  comment: { threadId: string } | null
  subject: { type: string; id: string } | null
  document: { id: string } | null
  round: { id: string } | null
  verdictId: string | null
}

/** The page that shows what a notification is about, as a path of the application; the thread, where there is one, opens there. */
export function notificationPath({ kind, project, comment, subject, document, round, verdictId }: Leading): string {
  const base = `/projects/${project.id}`
  const verdict = verdictId ?? (subject?.type === 'verdict' ? subject.id : null)
  // A verdict given again is news to the coder; a contested one is work for who reviews.
  if (verdict !== null) return kind === 'verdict' ? `${base}/review/mine` : `${base}/review`
  if (['proposed', 'accepted', 'declined'].includes(kind)) return `${base}/codebook/proposals`
  const thread = comment ? `comment=${comment.threadId}` : ''
  if (subject?.type === 'tag') return `${base}/codebook?tag=${subject.id}&${thread}`
  if (subject?.type === 'theme') return `${base}/themes/${subject.id}?${thread}`
  if (subject?.type === 'annotation' && document)
    return `${base}/documents/${document.id}?annotation=${subject.id}&${thread}`
  if (document && comment) return `${base}/documents/${document.id}?${thread}`
  if (kind === 'reopened' && document) return `${base}/documents/${document.id}`
  return round ? `${base}/rounds/${round.id}` : base
}
