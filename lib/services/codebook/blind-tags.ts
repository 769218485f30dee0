import { AppError } from '@/lib/errors'
import type { Member } from '@/lib/domain/access/viewer'

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
      tag.name.toLowerCase() === name.toLowerCase() &&
      isShared(member, tag),
  )
  if (twin) throw twinIn(name)
}

export const twinIn = (name: string) =>
  new AppError(
    'already-exists',
    `There is a tag called “${name}” in this place already. Choose another name, or merge the two.`,
    { errors: [{ path: 'name', message: 'Taken in this place' }] },
  )

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
    `“${target.name}” was made by somebody who codes blind and does not exist for the others until the round opens. Wait for that${path === 'intoId' ? ', or merge the other way round' : ''}.`,
    {
      errors: [{ path, message: 'This tag does not exist for everybody yet' }],
    },
  )
}

/**
 * Refuses a split that would take a tag from what others see: of a tag that another made while coding blind, and by somebody who codes blind of passages that
 * are not their own, since the new tags do not exist for the others until the round opens.
 */
export function demandOwnSplit(member: Member, tag: Standing, blindRoundId: string | null, areOwn: boolean): void {
  if (!isShared(member, tag))
    throw new AppError(
      'invalid',
      `“${tag.name}” was made by somebody who codes blind. Split it when the round is open.`,
    )
  if (blindRoundId !== null && !areOwn)
    throw new AppError(
      'invalid',
      'While you code blind, the tags that you make do not exist for the others. Assign passages of your own alone.',
      { errors: [{ path: 'assign', message: 'Not all of these passages are yours' }] },
    )
}
