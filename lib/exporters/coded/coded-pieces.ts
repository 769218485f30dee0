import type { Span } from '@/lib/domain/anchoring/span'
import { flattenLayers, type Layer } from '@/lib/domain/reading/segments'
import { eachLeafBlock, leafText } from '@/lib/editor/canonical-text'
import { inlineAtomText, type MarkJson, type NodeJson } from '@/lib/editor/document-json'

/** A passage as it lies on the text: half-open, in UTF-16 units of the canonical text. */
export interface CodedPlace extends Layer {
  /** Counts the passages as one reads them, from one. */
  number: number
}

/** A stretch of one block on which the same passages lie, from the bottom to the top, or the edge of a passage. */
export type CodedPiece<P extends CodedPlace> =
  | { kind: 'text'; text: string; marks: readonly MarkJson[]; layers: readonly P[] }
  | { kind: 'break'; layers: readonly P[] }
  | { kind: 'image'; node: NodeJson; layers: readonly P[] }
  | { kind: 'edge'; edge: 'opens' | 'closes'; passage: P }

/**
 * The pieces of every block of text of a document, in the order of the blocks: their words cut where a passage begins or ends, and its edges. Every passage opens
 * once and closes once, later; one that begins or ends between two blocks does so at the end of the first or the beginning of the second. Passages that lie beyond
 * the text do not open. O(text + passages × blocks that each lies on).
 */
export function codedPieces<P extends CodedPlace>(
  content: NodeJson,
  passages: readonly P[],
): Map<NodeJson, CodedPiece<P>[]> {
  const pieces = new Map<NodeJson, CodedPiece<P>[]>()
  const opening = [...passages].sort((a, b) => a.start - b.start || a.number - b.number)
  let [opened, at] = [0, 0]
  let active: P[] = []
  eachLeafBlock(content, (block) => {
    const span = { start: at, end: at + leafText(block).length }
    const opens: P[] = []
    for (let next = opening[opened]; next && next.start <= span.end; next = opening[++opened]) opens.push(next)
    active.push(...opens)
    const closes = active.filter((passage) => passage.end <= span.end)
    pieces.set(block, piecesOf(block, span, { active, opens, closes }))
    active = active.filter((passage) => passage.end > span.end)
    at = span.end + 1
  })
  // What goes on beyond the last block ends with it.
  const last = [...pieces.values()].at(-1)
  for (const passage of active) last?.push({ kind: 'edge', edge: 'closes', passage })
  return pieces
}

interface Edges<P> {
  /** What lies on the block, with what only begins or ends at its edges. */
  active: readonly P[]
  opens: readonly P[]
  closes: readonly P[]
}

function piecesOf<P extends CodedPlace>(
  block: NodeJson,
  span: Span,
  { active, opens, closes }: Edges<P>,
): CodedPiece<P>[] {
  const segments = flattenLayers(active, span)
  const within = (offset: number) => Math.min(span.end, Math.max(span.start, offset))
  const begin = byOffset(opens, (passage) => within(passage.start))
  const end = byOffset(closes, (passage) => within(passage.end))
  const cuts = [...new Set([...segments.flatMap((one) => [one.start, one.end]), ...begin.keys(), ...end.keys()])].sort(
    (a, b) => a - b,
  )
  const pieces: CodedPiece<P>[] = []
  const edgesAt = (offset: number) => {
    // What begins and ends here, between two blocks, opens before it closes.
    const both = new Set(begin.get(offset)?.filter((passage) => end.get(offset)?.includes(passage)))
    for (const passage of end.get(offset) ?? [])
      if (!both.has(passage)) pieces.push({ kind: 'edge', edge: 'closes', passage })
    for (const passage of begin.get(offset) ?? []) pieces.push({ kind: 'edge', edge: 'opens', passage })
    for (const passage of both) pieces.push({ kind: 'edge', edge: 'closes', passage })
  }
  let [at, cut, segment] = [span.start, 0, 0]
  const edgesUpTo = (offset: number) => {
    for (let next = cuts[cut]; next !== undefined && next <= offset; next = cuts[++cut]) edgesAt(next)
  }
  edgesUpTo(at)
  for (const inline of block.content ?? []) {
    const inlineEnd = at + (inline.text?.length ?? 1)
    while (at < inlineEnd) {
      while ((segments[segment]?.end ?? Infinity) <= at) segment += 1
      const here = segments[segment]
      const layers = here && here.start <= at ? here.layers : []
      const until = Math.min(inlineEnd, cuts[cut] ?? inlineEnd)
      pieces.push(
        pieceOf(
          inline,
          layers,
          inline.text?.slice(inline.text.length - (inlineEnd - at), inline.text.length - (inlineEnd - until)),
        ),
      )
      at = until
      edgesUpTo(at)
    }
  }
  return pieces
}

function pieceOf<P extends CodedPlace>(
  inline: NodeJson,
  layers: readonly P[],
  text: string | undefined,
): CodedPiece<P> {
  if (text !== undefined) return { kind: 'text', text, marks: inline.marks ?? [], layers }
  return inlineAtomText[inline.type] === '\n' ? { kind: 'break', layers } : { kind: 'image', node: inline, layers }
}

function byOffset<P>(passages: readonly P[], offsetOf: (passage: P) => number): Map<number, P[]> {
  const places = new Map<number, P[]>()
  for (const passage of passages) {
    const place = places.get(offsetOf(passage))
    if (place) place.push(passage)
    else places.set(offsetOf(passage), [passage])
  }
  return places
}
