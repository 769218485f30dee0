import type { Span } from '@/lib/domain/anchoring/span'
import { sentencesOf } from '@/lib/domain/sentences/sentences'
import type { BlockIndex, LeafBlock } from './block-index'

/** The ranges of all blocks that have text, for moving paragraph by paragraph. */
export function paragraphRanges(index: BlockIndex): Span[] {
  return index.blocks.filter((block) => block.end > block.start).map(({ start, end }) => ({ start, end }))
}

/**
 * The sentences of one block, without the white space around them. They never cross a block, so a heading is its own sentence.
 * `language` is BCP 47; an unknown one is cut like English.
 */
export function sentenceRanges(text: string, block: Span, language = 'und'): Span[] {
  const ranges: Span[] = []
  const within = text.slice(block.start, block.end)
  for (const { start, end } of sentencesOf(within, language)) {
    const segment = within.slice(start, end)
    const body = segment.trim().length
    const from = block.start + start + segment.length - segment.trimStart().length
    if (body > 0) ranges.push({ start: from, end: from + body })
  }
  return ranges
}

/** The sentence at an offset; in the space between two, the following one; null in a block without text. */
export function sentenceAt(text: string, index: BlockIndex, offset: number, language = 'und'): Span | null {
  const block = index.blocks[index.blockAt(offset)] as LeafBlock
  const sentences = sentenceRanges(text, block, language)
  return sentences.find((sentence) => offset < sentence.end) ?? sentences.at(-1) ?? null
}

/** The sentence after (1) or before (-1) the one at an offset, crossing blocks; null at either end of the text. */
export function neighbourSentence(
  text: string,
  index: BlockIndex,
  offset: number,
  step: 1 | -1,
  language = 'und',
): Span | null {
  const here = sentenceAt(text, index, offset, language)
  let at = index.blockAt(offset)
  for (let block = index.blocks[at]; block; block = index.blocks[(at += step)]) {
    const sentences = sentenceRanges(text, block, language)
    const next =
      step === 1
        ? sentences.find((sentence) => sentence.start >= (here?.end ?? offset))
        : sentences.findLast((sentence) => sentence.end <= (here?.start ?? offset))
    if (next) return next
  }
  return null
}

/** The paragraph after (1) or before (-1) the block at an offset that has text; null at either end of the text. */
export function neighbourParagraph(index: BlockIndex, offset: number, step: 1 | -1): Span | null {
  for (let at = index.blockAt(offset) + step, block = index.blocks[at]; block; block = index.blocks[(at += step)]) {
    if (block.end > block.start) return { start: block.start, end: block.end }
  }
  return null
}
