/** Work that is done in steps, between which others can be served. Each step says how many characters the answer has by now. */
export type Steps<T> = Generator<number, T, void>

/** The end of the work, for who has nobody to serve meanwhile. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Rows by a key, so many in a step. */
export function* indexed<T>(rows: readonly T[], keyOf: (row: T) => string): Steps<Map<string, T[]>> {
  const index = new Map<string, T[]>()
  for (const [at, row] of rows.entries()) {
    const key = keyOf(row)
    const others = index.get(key)
    if (others) others.push(row)
    else index.set(key, [row])
    if (at % rowsInAStep === 0) yield 0
  }
  return index
}

/** So many rows take a millisecond or less. */
export const rowsInAStep = 200
