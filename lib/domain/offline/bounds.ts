/** What a browser keeps of one answer, as far as its place goes. */
export interface KeptSize {
  address: string
  /** When it was kept, in milliseconds. */
  keptAt: number
  bytes: number
}

export interface Bounds {
  answers: number
  bytes: number
  /** Milliseconds after which an answer goes, however much room there is. */
  age: number
}

/** What one person's pages and data may take of a browser: some hundred pages with what they show, as long as a session lasts. */
export const usualBounds: Bounds = { answers: 600, bytes: 64 * 1024 * 1024, age: 30 * 24 * 60 * 60 * 1000 }

/** An answer that is larger is not kept at all: it would push out a dozen pages. */
export const largestAnswer = 12 * 1024 * 1024

/** Which addresses have to go so that the rest is within the bounds: the oldest first. */
export function beyondBounds(kept: readonly KeptSize[], now: number, bounds: Bounds = usualBounds): string[] {
  let [answers, bytes] = [0, 0]
  const gone: string[] = []
  for (const one of kept.toSorted((a, b) => b.keptAt - a.keptAt)) {
    const fits =
      gone.length === 0 &&
      answers + 1 <= bounds.answers &&
      bytes + one.bytes <= bounds.bytes &&
      now - one.keptAt <= bounds.age
    if (!fits) {
      gone.push(one.address)
      continue
    }
    answers += 1
    bytes += one.bytes
  }
  return gone
}
