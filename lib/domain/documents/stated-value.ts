/** A value that a text states of itself, and where it was read (UTF-16, half-open). */
export interface StatedValue {
  value: string
  evidence: { start: number; end: number }
}
