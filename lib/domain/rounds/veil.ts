import type { Role } from '../access/actions'
import type { RoundVisibility } from './round'

/** A round that is blind now (`isBlindRound`) and not in the bin. */
export interface BlindRound {
  id: string
  visibility: RoundVisibility
  tasks: readonly { documentId: string; coderId: string; isSubmitted: boolean }[]
}

/** What does not exist for one person. Made by `veilOf`, asked through `isVeiled`. */
export interface Veil {
  /** Documents on which everything that others did with the text is hidden. */
  documentIds: ReadonlySet<string>
  /** Of a round they do not code there: layers that are not handed in yet, as `round/document/author`, or `round/document/*` for everybody's. */
  layers: ReadonlySet<string>
  /** Whose tags and proposals, made while coding blind in a round, are not there: `round/maker`, or `round/*` for everybody's. */
  makings: ReadonlySet<string>
}

export const noVeil: Veil = { documentIds: new Set(), layers: new Set(), makings: new Set() }

export const isSameVeil = (a: Veil, b: Veil): boolean =>
  isSame(a.documentIds, b.documentIds) && isSame(a.layers, b.layers) && isSame(a.makings, b.makings)

/** Whether the veil hides nothing at all. */
export const isNoVeil = ({ documentIds, layers, makings }: Veil): boolean =>
  documentIds.size + layers.size + makings.size === 0

const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  a.size === b.size && [...a].every((part) => b.has(part))

/** Something that somebody else did with a text. */
export interface VeiledMatter {
  documentId: string | null
  roundId: string | null
  /** Whose coding it is, or is about. */
  ownerId: string | null
}

/**
 * What is hidden from a person by the rounds that are blind now. On a document that they code themselves, everything of others is, until they (or, with
 * until-all-submit, all its coders) have submitted it. Elsewhere, leads and reviewers included, a coder's work of the round is, until it is submitted
 * (or all coders' work on the document is). Reopening a task draws the veil again.
 * What somebody adds to the codebook while they code blind is hidden from whoever codes blind in the same round, and from those who do not code in it, leads
 * apart, for as long as its maker's work (or all) is not handed in.
 * lib/data/rounds/veil-condition and hidden-tags say the same in SQL; tests hold the two together.
 */
export function veilOf({ userId, role }: { userId: string; role: Role }, rounds: readonly BlindRound[]): Veil {
  const documentIds = new Set<string>()
  const layers = new Set<string>()
  const makings = new Set<string>()
  for (const round of rounds) {
    if (round.visibility === 'open') continue
    const untilAll = round.visibility === 'until-all-submit'
    const coded = new Set(round.tasks.filter((task) => task.coderId === userId).map((task) => task.documentId))
    for (const { documentId, coderId, isSubmitted } of round.tasks) {
      if (isSubmitted) continue
      if (coded.has(documentId)) {
        if (untilAll || coderId === userId) documentIds.add(documentId)
      } else layers.add(layerKey(round.id, documentId, untilAll ? '*' : coderId))
      if (coded.size === 0 ? role !== 'lead' : coded.has(documentId) && (untilAll || coderId === userId))
        makings.add(makingKey(round.id, untilAll || coded.size > 0 ? '*' : coderId))
    }
  }
  return { documentIds, layers, makings }
}

/** What somebody added to the codebook while they coded blind: in which round, and who it was. */
export interface Making {
  roundId: string
  makerId: string
}

/** Whether what was made so does not exist for this person. */
export const isMadeUnseen = ({ userId, veil }: { userId: string; veil: Veil }, { roundId, makerId }: Making): boolean =>
  makerId !== userId && (veil.makings.has(makingKey(roundId, '*')) || veil.makings.has(makingKey(roundId, makerId)))

/** Whether this does not exist for the person whose veil it is. What they did themselves must not be asked about: it always does. */
export function isVeiled(veil: Veil, { documentId, roundId, ownerId }: VeiledMatter): boolean {
  if (documentId === null) return false
  if (veil.documentIds.has(documentId)) return true
  if (roundId === null || veil.layers.size === 0) return false
  return (
    veil.layers.has(layerKey(roundId, documentId, '*')) ||
    (ownerId !== null && veil.layers.has(layerKey(roundId, documentId, ownerId)))
  )
}

/** Whether a person may know of the work that somebody did on a document, and so too whether they did any: of their own they always do. */
export const isWorkSeen = (
  { userId, veil }: { userId: string; veil: Veil },
  { ownerId, ...place }: VeiledMatter & { ownerId: string },
): boolean => ownerId === userId || !isVeiled(veil, { ...place, ownerId })

/**
 * Whether a person may know of all that somebody did on a document, in whichever rounds: else that nothing of theirs is there does not say that they marked
 * nothing.
 */
export function isAllWorkSeen(
  { userId, veil }: { userId: string; veil: Veil },
  { documentId, ownerId }: { documentId: string; ownerId: string },
): boolean {
  if (ownerId === userId) return true
  return (
    !veil.documentIds.has(documentId) && !endsWithAny(veil.layers, [`/${documentId}/*`, `/${documentId}/${ownerId}`])
  )
}

const endsWithAny = (keys: ReadonlySet<string>, endings: readonly string[]): boolean =>
  [...keys].some((key) => endings.some((ending) => key.endsWith(ending)))

/** When what others marked on a document comes to exist for a person: with their own submission, or with everybody's. */
export const hidingReasons = ['until-you-submit', 'until-all-submit'] as const
export type HidingReason = (typeof hidingReasons)[number]

/**
 * The documents on which something of others may be hidden from a person, and until when: what `veilOf` hides there, whether or not anybody marked
 * anything, so that it tells nothing of their work. Where they code it blind themselves, a round that waits for others counts whether or not these have
 * handed in: that they have is hidden too.
 */
export function hidingOf(
  person: { userId: string; role: Role },
  rounds: readonly BlindRound[],
): Map<string, HidingReason> {
  const veils = rounds.map((round) => ({ round, veil: veilOf(person, [round]) }))
  const own = new Set(veils.flatMap(({ veil }) => [...veil.documentIds]))
  const reasons = new Map<string, HidingReason>([...own].map((documentId) => [documentId, 'until-you-submit']))
  for (const { round, veil } of veils) {
    const coded = new Set(
      round.tasks.filter(({ coderId }) => coderId === person.userId).map(({ documentId }) => documentId),
    )
    for (const { documentId, coderId, isSubmitted } of round.tasks) {
      const waits = own.has(documentId)
        ? round.visibility === 'until-all-submit'
          ? coderId !== person.userId || !isSubmitted
          : round.visibility === 'until-own-submit' && !coded.has(documentId)
        : isVeiled(veil, { documentId, roundId: round.id, ownerId: coderId })
      if (waits) reasons.set(documentId, 'until-all-submit')
    }
  }
  return reasons
}

const makingKey = (roundId: string, maker: string) => `${roundId}/${maker}`
const layerKey = (roundId: string, documentId: string, author: string) => `${roundId}/${documentId}/${author}`
