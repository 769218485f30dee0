import { partsOf, type EventPart } from './plan-annotation-revert'

interface Sides {
  subjectId: string
  before: unknown
  after: unknown
}

/** What of an event on annotations none of `reversals`, which revert it, has given back: each annotation is given back once. */
export function leftOf(event: Sides, reversals: readonly Sides[]): EventPart[] {
  const given = new Set(reversals.flatMap((reversal) => partsOf(reversal).map((part) => part.id)))
  return partsOf(event).filter((part) => !given.has(part.id))
}

/** Whether `reversals` have reverted all of an event. One that is about no annotations is reverted whole or not at all. */
export const isReverted = (event: Sides, reversals: readonly Sides[]): boolean =>
  reversals.length > 0 && leftOf(event, reversals).length === 0
