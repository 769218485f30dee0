import { nameKey } from '@/lib/domain/codebook/name-key'
import { AppError, fault } from '@/lib/errors'
import type { Member } from '@/lib/domain/access/viewer'
import { say } from '@/lib/i18n/say'

/** What of a tag says for whom it exists: `blindRoundId` is that of the round it belongs to until that opens, null once it is in the codebook that all share. */
export interface Standing {
  id: string
  parentId: string | null
  name: string
  blindRoundId: string | null
  createdById: string
}

/**
 * Refuses a name that stands in this place already, as far as the member may know: what another makes while coding blind takes no name from them, and a lead
 * who sees such a tag may still make one for all. Equal names are proposed for merging when the round opens. Those of `exceptIds` do not count.
 */
export function demandNoTwin(
  member: Pick<Member, 'userId'>,
  tree: readonly Standing[],
  parentId: string | null,
  name: string,
  exceptIds: readonly string[] = [],
): void {
  const twin = tree.some(
    (tag) =>
      !exceptIds.includes(tag.id) &&
      tag.parentId === parentId &&
      nameKey(tag.name) === nameKey(name) &&
      isShared(member, tag),
  )
  if (twin) throw twinIn(name)
}

export const twinIn = (name: string) =>
  new AppError('already-exists', say('refusals.codebook.nameTaken', { name }), {
    errors: [fault('name', say('faults.takenHere'))],
  })

/** Whether a tag is in the codebook that the member shares with all, or their own. */
export const isShared = (
  member: Pick<Member, 'userId'>,
  tag: Pick<Standing, 'blindRoundId' | 'createdById'>,
): boolean => tag.blindRoundId === null || tag.createdById === member.userId

/** Refuses to put what more people see below, or into, a tag that fewer do: it would vanish for the others. */
export function demandSeenAsWidely(
  tag: Pick<Standing, 'blindRoundId' | 'createdById'>,
  target: Standing | undefined,
  path: 'parentId' | 'intoId',
): void {
  if (!target || target.blindRoundId === null) return
  if (tag.blindRoundId === target.blindRoundId && tag.createdById === target.createdById) return
  throw new AppError(
    'invalid',
    say('refusals.codebook.madeBlind', { name: target.name, merging: path === 'intoId' ? 'yes' : 'no' }),
    {
      errors: [fault(path, say('faults.notForEverybody'))],
    },
  )
}

/**
 * Refuses a split that would take a tag from what others see: of a tag that another made while coding blind, and by somebody who codes blind of passages that
 * are not their own, since the new tags do not exist for the others until the round opens.
 */
export function demandOwnSplit(member: Member, tag: Standing, blindRoundId: string | null, areOwn: boolean): void {
  if (!isShared(member, tag)) throw new AppError('invalid', say('refusals.codebook.madeBlindSplit', { name: tag.name }))
  if (blindRoundId !== null && !areOwn)
    throw new AppError('invalid', say('refusals.codebook.ownPassagesAlone'), {
      errors: [fault('assign', say('faults.notAllYours'))],
    })
}
