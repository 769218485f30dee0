/** A piece of two texts: words that both have, or that only the later or the earlier one has. Joined, same and added are the later text, same and removed the earlier. */
export interface WordChange {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** Beyond this many pairs of words the texts are told apart as wholes: guidance has at most 5,000 characters. */
const most = 4_000_000

/**
 * In which words two texts differ: the fewest that are added or removed, in reading order, removed before added. Words are runs of letters and digits; every
 * space and sign between them is one of its own.
 */
export function wordChanges(before: string, after: string): WordChange[] {
  const [from, to] = [wordsOf(before), wordsOf(after)]
  let head = 0
  while (head < from.length && head < to.length && from[head] === to[head]) head += 1
  let tail = 0
  while (
    tail < from.length - head &&
    tail < to.length - head &&
    from[from.length - 1 - tail] === to[to.length - 1 - tail]
  )
    tail += 1
  const [was, is] = [from.slice(head, from.length - tail), to.slice(head, to.length - tail)]
  const middle: WordChange[] =
    was.length * is.length > most
      ? [
          { kind: 'removed', text: was.join('') },
          { kind: 'added', text: is.join('') },
        ]
      : between(was, is)
  return joined([
    { kind: 'same', text: from.slice(0, head).join('') },
    ...middle,
    { kind: 'same', text: from.slice(from.length - tail).join('') },
  ])
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]/gu) ?? []

/** By the longest run of words that both have in order; `left[i][j]` is its length from there on. */
function between(was: readonly string[], is: readonly string[]): WordChange[] {
  const width = is.length + 1
  const left = new Uint16Array((was.length + 1) * width)
  const at = (i: number, j: number) => left[i * width + j] ?? 0
  for (let i = was.length - 1; i >= 0; i -= 1)
    for (let j = is.length - 1; j >= 0; j -= 1)
      left[i * width + j] = was[i] === is[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const changes: WordChange[] = []
  let [i, j] = [0, 0]
  while (i < was.length || j < is.length) {
    if (i < was.length && j < is.length && was[i] === is[j]) {
      changes.push({ kind: 'same', text: was[i] ?? '' })
      i += 1
      j += 1
    } else if (i < was.length && (j === is.length || at(i + 1, j) >= at(i, j + 1)))
      changes.push({ kind: 'removed', text: was[i++] ?? '' })
    else changes.push({ kind: 'added', text: is[j++] ?? '' })
  }
  return changes
}

/** Neighbours of one kind as one piece. */
function joined(changes: readonly WordChange[]): WordChange[] {
  const pieces: WordChange[] = []
  for (const { kind, text } of changes) {
    const last = pieces.at(-1)
    if (text === '') continue
    if (last?.kind === kind) last.text += text
    else pieces.push({ kind, text })
  }
  return pieces
}
