/** What people are told of: a comment to them, a verdict on their coding, work in a round, or a change of the codebook. */
export const notificationKinds = [
  'mention',
  'reply',
  'contest',
  'verdict',
  'round',
  'reopened',
  'opened',
  'submitted',
  'revealed',
  'proposed',
  'accepted',
  'declined',
  'taken',
] as const
export type NotificationKind = (typeof notificationKinds)[number]
