import { splitsPair, type Span } from '../anchoring/span'

/** A stretch of two texts: in both, in one, or in both and far from anything that differs. */
export interface ComparedPart {
  kind: 'same' | 'removed' | 'added' | 'folded'
  text: string
}

/** How much of what is the same is shown on each side of a difference, in UTF-16 units; what is cut off begins and ends between words. */
const context = 200

/**
 * Two texts as one sequence, from the edits (ascending, apart, in offsets of `before`) that lead from one to the other. What is the same and far from every edit
 * is folded. All but what was added are `before`, and all but what was removed are the other text.
 */
export function comparedParts(before: string, edits: readonly (Span & { text: string })[]): ComparedPart[] {
  const parts: ComparedPart[] = []
  const put = (kind: ComparedPart['kind'], text: string) => void (text !== '' && parts.push({ kind, text }))
  let reached = 0
  const same = (end: number, side: 'first' | 'between' | 'last') => {
    const from = side === 'first' ? reached : wordEnd(before, Math.min(end, reached + context), end)
    const to = side === 'last' ? end : wordStart(before, Math.max(from, end - context), from)
    // A fold that saves little costs more than it saves.
    if (to - from < context) return put('same', before.slice(reached, end))
    put('same', before.slice(reached, from))
    put('folded', before.slice(from, to))
    put('same', before.slice(to, end))
  }
  for (const [at, edit] of edits.entries()) {
    same(edit.start, at === 0 ? 'first' : 'between')
    put('removed', before.slice(edit.start, edit.end))
    put('added', edit.text)
    reached = edit.end
  }
  if (edits.length === 0) put('folded', before)
  else same(before.length, 'last')
  return parts
}

/** How far a cut is moved to fall between words. */
const farthest = 60

function wordEnd(text: string, at: number, most: number): number {
  for (let end = at; end < most && end - at < farthest; end += 1) if (isSpace(text, end)) return end
  return offPair(text, at)
}

function wordStart(text: string, at: number, least: number): number {
  for (let start = at; start > least && at - start < farthest; start -= 1) if (isSpace(text, start - 1)) return start
  return offPair(text, at)
}

const isSpace = (text: string, at: number): boolean => /\s/.test(text[at] ?? '')
const offPair = (text: string, at: number): number => (splitsPair(text, at) ? at - 1 : at)
