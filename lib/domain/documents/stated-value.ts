import type { Span } from '../anchoring/span'

/** A value that a text states of itself, and where it was read (UTF-16, half-open). */
export interface StatedValue {
  value: string
  evidence: Span
}
