import { describeAnchor, type AnchorDescription } from './describe-anchor'
import { mapSpan, type Edit } from './map-span'
import type { Span } from './span'

/** A span in its place on another text, with its quote and context there. */
export type PlacedAnchor = Span & AnchorDescription

/** What a correction makes of a passage: its place on the new text and whether its own words are untouched. */
export interface CarriedSpan {
  state: 'kept' | 'changed'
  anchor: PlacedAnchor
}

/**
 * Carries a passage (old offsets) through `edits` to `text`, which they lead to; null where nothing that can be read is left of it, which orphans it. This is the
 * one rule by which a correction is saved, previewed and shown while it is typed. Offsets are UTF-16 units, half-open.
 */
export function carrySpan(text: string, span: Span, edits: readonly Edit[]): CarriedSpan | null {
  const mapped = mapSpan(span, edits, 'outside')
  const anchor = mapped.state === 'orphaned' ? null : standsAt(text, mapped)
  return mapped.state === 'orphaned' || !anchor ? null : { state: mapped.state, anchor }
}

/** A span as an anchor on `text`; null where there is nothing to be read. */
export function standsAt(text: string, { start, end }: Span): PlacedAnchor | null {
  const described = describeAnchor(text, start, end)
  return described.ok && described.value.quote.trim() !== '' ? { start, end, ...described.value } : null
}

/** What a correction makes of many passages, each list in their order. */
export interface CarriedSpans<T extends Span> {
  kept: { of: T; anchor: PlacedAnchor }[]
  changed: { of: T; anchor: PlacedAnchor }[]
  orphaned: T[]
}

/** `carrySpan` for many. */
export function carryAll<T extends Span>(text: string, spans: readonly T[], edits: readonly Edit[]): CarriedSpans<T> {
  const carried: CarriedSpans<T> = { kept: [], changed: [], orphaned: [] }
  for (const of of spans) {
    const one = carrySpan(text, of, edits)
    if (one) carried[one.state].push({ of, anchor: one.anchor })
    else carried.orphaned.push(of)
  }
  return carried
}
