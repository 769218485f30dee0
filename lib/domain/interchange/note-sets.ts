/**
 * Of a project that leaves as REFI-QDA, what was said in discussions and what was written as memos are notes alike. Two sets hold the one and the other, under
 * these GUIDs, so that whoever reads the file sees which is which, and so do we when it comes in again. A note in neither is what a theme says.
 */
export const noteSets = {
  discussions: 'd1ea5b5c-62a0-4c0b-8c1b-6f1d1a3f7e01',
  memos: 'd1ea5b5c-62a0-4c0b-8c1b-6f1d1a3f7e02',
} as const
