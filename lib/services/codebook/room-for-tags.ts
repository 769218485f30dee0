import { tagLimits } from '@/lib/domain/codebook/import-lines'
import { levelsWith, type Branch } from '@/lib/domain/codebook/tree'
import { AppError, fault } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** Live tags that a codebook may have: it is read whole. */
export const mostTags = 10_000

/** Throws "too-large" where `made` more tags are more than a codebook may have. `tree` is what there is. */
export function demandRoomForTags(tree: readonly unknown[], made = 1): void {
  if (tree.length + made > mostTags) throw new AppError('too-large', say('refusals.codebook.full', { limit: mostTags }))
}

/** Throws "invalid" where a tag, or one below it, would stand deeper than a codebook may go: each is shown with the names of all above it. */
export function demandDepth(tree: readonly Branch[], id: string | null, parentId: string | null): void {
  if (levelsWith(tree, id, parentId) > tagLimits.depth)
    throw new AppError('invalid', say('refusals.codebook.tooDeep', { limit: tagLimits.depth }), {
      errors: [fault('parentId', say('faults.tooDeep'))],
    })
}
