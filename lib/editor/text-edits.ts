import { diffArrays } from 'diff'
import { isHigh, isLow, type Span } from '../domain/anchoring/span'

/** One replacement: [start, end) of the old text, in UTF-16 units, gives way to `text`. */
export interface TextEdit extends Span {
  text: string
}

/** Beyond so many differing lines, or words of one stretch, nobody is correcting any more: what differs is then one replacement. It also bounds the time. */
const mostLines = 1_500
const mostWords = 1_000
const mostTokens = 40_000

/**
 * The edits that turn one well-formed text into another: ascending, neither overlapping nor touching, cutting no surrogate pair. Lines are compared first (Myers), then the
 * words of lines that differ, then edits are narrowed to the letters that differ. Words that two rewritten stretches have in common by chance do not count.
 */
export function textEdits(before: string, after: string): TextEdit[] {
  if (before === after) return []
  const head = lineStart(before, commonPrefix(before, after))
  const tail = wholeLines(before, commonSuffix(before.slice(head), after.slice(head)))
  const [old, made] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)]
  const rough = differences(lines(old), lines(made), mostLines).map((edit) => narrowed(old, edit))
  const edits = rough.flatMap((edit) => {
    const [from, to] = [words(old.slice(edit.start, edit.end)), words(edit.text)]
    const fine =
      from.length + to.length > mostTokens
        ? null
        : withoutChance(
            old.slice(edit.start, edit.end),
            differences(from, to, mostWords).map((one) => narrowed(old.slice(edit.start, edit.end), one)),
          )
    return (fine ?? [{ start: 0, end: edit.end - edit.start, text: edit.text }]).map((one) => ({
      start: one.start + edit.start,
      end: one.end + edit.start,
      text: one.text,
    }))
  })
  return settled(old, joined(edits.map((edit) => narrowed(old, edit)))).map((edit) => ({
    ...edit,
    start: edit.start + head,
    end: edit.end + head,
  }))
}

/** Applies edits to the text they were made for. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = []
  let reached = 0
  for (const edit of edits) {
    parts.push(text.slice(reached, edit.start), edit.text)
    reached = edit.end
  }
  return parts.join('') + text.slice(reached)
}

function differences(before: string[], after: string[], most: number): TextEdit[] {
  const changes = diffArrays(before, after, { maxEditLength: most })
  if (!changes) return [{ start: 0, end: lengthOf(before), text: after.join('') }]
  const edits: TextEdit[] = []
  let at = 0
  let open: TextEdit | null = null
  for (const { added, removed, value } of changes) {
    if (!added && !removed) open = null
    else if (!open) edits.push((open = { start: at, end: at, text: '' }))
    if (added && open) open.text += value.join('')
    if (removed && open) open.end += lengthOf(value)
    if (!added) at += lengthOf(value)
  }
  return edits
}

/** Chains of many edits between which little survives are rewriting: each becomes one edit, so that no passage hangs on a stray “the”. */
function withoutChance(text: string, edits: TextEdit[]): TextEdit[] {
  const size = (edit: TextEdit) => Math.max(edit.end - edit.start, edit.text.length)
  const chains: TextEdit[][] = []
  for (const edit of edits) {
    const chain = chains.at(-1)
    const last = chain?.at(-1)
    const gap = last ? edit.start - last.end : 0
    if (chain && last && gap <= size(last) && gap <= size(edit)) chain.push(edit)
    else chains.push([edit])
  }
  return chains.flatMap((chain) => {
    const [first, last] = [chain[0], chain.at(-1)]
    if (!first || !last || chain.length < 4) return chain
    const taken = chain.reduce((sum, edit) => sum + edit.end - edit.start, 0)
    if (last.end - first.start - taken > taken / 2) return chain
    const inner = chain.map((edit, i) => edit.text + text.slice(edit.end, chain[i + 1]?.start ?? edit.end)).join('')
    return [{ start: first.start, end: last.end, text: inner }]
  })
}

/** The same edit without the letters that both sides begin or end with. */
function narrowed(text: string, { start, end, text: made }: TextEdit): TextEdit {
  const old = text.slice(start, end)
  let head = commonPrefix(old, made)
  if (cutsPair(old, head) || cutsPair(made, head)) head -= 1
  const [restOld, restMade] = [old.slice(head), made.slice(head)]
  let tail = commonSuffix(restOld, restMade)
  if (cutsPair(restOld, restOld.length - tail) || cutsPair(restMade, restMade.length - tail)) tail -= 1
  return { start: start + head, end: end - tail, text: made.slice(head, made.length - tail) }
}

function joined(edits: TextEdit[]): TextEdit[] {
  const list: TextEdit[] = []
  for (const edit of edits) {
    const last = list.at(-1)
    if (edit.start === edit.end && edit.text === '') continue
    if (last && last.end === edit.start)
      list[list.length - 1] = { start: last.start, end: edit.end, text: last.text + edit.text }
    else list.push(edit)
  }
  return list
}

/**
 * What is only taken out, or only put in, can often be so in several places with the same result (“a. b. c.” without “b. ” or without “ b.”). It is put
 * where a line begins, or else a sentence or a word, so that the passage that was taken out is the one that a person sees go.
 */
function settled(text: string, edits: TextEdit[]): TextEdit[] {
  return edits.map((edit, i) => {
    if (edit.text !== '' && edit.start !== edit.end) return edit
    const [low, high] = [(edits[i - 1]?.end ?? -1) + 1, (edits[i + 1]?.start ?? text.length + 1) - 1]
    let best = edit
    for (const step of [-1, 1] as const) {
      let at = edit
      for (let tried = 0; tried < mostSlides; tried += 1) {
        const next = slid(text, at, step)
        if (!next || next.start < low || next.end > high) break
        at = next
        if (!cutsPair(text, at.end) && beginning(text, at.start) > beginning(text, best.start)) best = at
      }
    }
    return best
  })
}

const mostSlides = 400

/** The edit one letter further to a side, where the outcome is the same. */
function slid(text: string, { start, end, text: made }: TextEdit, step: -1 | 1): TextEdit | null {
  const moved =
    made === ''
      ? step < 0
        ? text[start - 1] === text[end - 1]
        : text[start] === text[end]
      : step < 0
        ? text[start - 1] === made.at(-1)
        : text[end] === made[0]
  if (!moved || start + step < 0 || end + step > text.length) return null
  return {
    start: start + step,
    end: end + step,
    text: made === '' ? '' : step < 0 ? (text[start - 1] ?? '') + made.slice(0, -1) : made.slice(1) + (text[end] ?? ''),
  }
}

/** How well an edit may begin here; never within a pair. */
function beginning(text: string, at: number): number {
  if (at === 0 || text[at - 1] === '\n') return 4
  if (cutsPair(text, at)) return -1
  if (/\s/.test(text[at - 1] ?? '')) return /[.!?。！？:;]/.test(text[at - 2] ?? '') ? 3 : 2
  return /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? 0 : 1
}

function commonPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let at = 0
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at += 1
  return at
}

function commonSuffix(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length += 1
  // Not into the middle of a pair that differs in its first half.
  return length > 0 && length < a.length && cutsPair(a, a.length - length) ? length - 1 : length
}

const cutsPair = (text: string, at: number): boolean =>
  at > 0 && at < text.length && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at))
/** As much of a common end as is whole lines. */
function wholeLines(text: string, tail: number): number {
  const at = text.indexOf('\n', text.length - tail)
  return tail === 0 || at < 0 ? 0 : text.length - at - 1
}

const lineStart = (text: string, at: number): number => (at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1)
const lines = (text: string): string[] => text.split(/(?<=\n)/)
// Not Intl.Segmenter: its time grows with the square of the text. Scripts without spaces are compared letter by letter.
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}\p{M}]+|[^]/gu
const words = (text: string): string[] => text.match(word) ?? []
const lengthOf = (tokens: readonly string[]): number => tokens.reduce((sum, token) => sum + token.length, 0)
