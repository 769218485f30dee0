import { AppError } from '@/lib/errors'

/** Live tags that a codebook may have: it is read whole. */
export const mostTags = 10_000

/** Throws "too-large" where `made` more tags are more than a codebook may have. `tree` is what there is. */
export function demandRoomForTags(tree: readonly unknown[], made = 1): void {
  if (tree.length + made > mostTags)
    throw new AppError(
      'too-large',
      `A codebook has at most ${mostTags} tags. Merge some, or move some to the bin; nothing was changed.`,
    )
}
