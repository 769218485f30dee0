import { snapToGraphemes } from '@/lib/domain/anchoring/snap-to-graphemes'
import type { Span } from '@/lib/domain/anchoring/span'
import { stepGrapheme, stepWord } from '@/lib/domain/reading/step'
import { neighbourParagraph, neighbourSentence, sentenceAt } from '@/lib/editor/text-units'
import type { BlockIndex } from '@/lib/editor/block-index'

/** A text with what is needed to step through it. */
export interface Stepped {
  text: string
  index: BlockIndex
  /** BCP 47. */
  language: string
}

export type StepUnit = 'sentence' | 'paragraph' | 'word' | 'character'

/** The sentence or paragraph before or after `from`; without one, the sentence at `near`. Null at either end of the text. */
export function stepTo(
  page: Stepped,
  from: Span | null,
  unit: 'sentence' | 'paragraph',
  step: 1 | -1,
  near: number,
): Span | null {
  if (!from) return sentenceAt(page.text, page.index, near, page.language)
  const offset = step === 1 ? Math.max(from.start, from.end - 1) : from.start
  return unit === 'sentence'
    ? neighbourSentence(page.text, page.index, offset, step, page.language)
    : neighbourParagraph(page.index, offset, step)
}

/**
 * A passage extended or reverted by one unit. By sentence it grows around `origin`, with which it began: onward at its end and backward at its start, each time
 * first by the rest of the sentence begun, and what it grew on one side it loses before it grows on the other. By other units its end moves, never to or before its start.
 */
export function extendBy(page: Stepped, passage: Span, unit: StepUnit, step: 1 | -1, origin: Span = passage): Span {
  if (unit === 'sentence')
    return step === 1 ? sentenceOnward(page, passage, origin) : sentenceBackward(page, passage, origin)
  const end = Math.max(moved(page, passage, unit, step), stepGrapheme(page.text, passage.start, 1))
  return { start: passage.start, end }
}

/** The whole sentences that a passage touches; null in a text without words. */
export function sentencesOf({ text, index, language }: Stepped, { start, end }: Span): Span | null {
  if (text === '') return null
  const first = sentenceAt(text, index, start, language)
  const last = sentenceAt(text, index, Math.max(start, end - 1), language)
  return first && last && { start: first.start, end: Math.max(first.end, last.end) }
}

function sentenceOnward({ text, index, language }: Stepped, { start, end }: Span, origin: Span): Span {
  if (start < origin.start) {
    const next = neighbourSentence(text, index, start, 1, language)
    return { start: Math.min(origin.start, next?.start ?? origin.start), end }
  }
  const begun = sentenceAt(text, index, end - 1, language)
  if (begun && begun.end > end) return { start, end: begun.end }
  return { start, end: neighbourSentence(text, index, end - 1, 1, language)?.end ?? end }
}

function sentenceBackward({ text, index, language }: Stepped, { start, end }: Span, origin: Span): Span {
  if (end > origin.end) {
    const last = sentenceAt(text, index, end - 1, language)
    const before = last && neighbourSentence(text, index, last.start, -1, language)
    return { start, end: Math.max(origin.end, before?.end ?? origin.end) }
  }
  const begun = sentenceAt(text, index, start, language)
  if (begun && begun.start < start) return { start: begun.start, end }
  return { start: neighbourSentence(text, index, start, -1, language)?.start ?? start, end }
}

/** One edge of a passage moved by a word or character; the other stays, and at least one character is left between them. */
export function moveEdge(
  page: Stepped,
  passage: Span,
  edge: 'start' | 'end',
  unit: 'word' | 'character',
  step: 1 | -1,
): Span {
  const from = passage[edge]
  const to = unit === 'character' ? stepGrapheme(page.text, from, step) : stepEdgeByWord(page, from, edge, step)
  return putEdge(page, passage, edge, to)
}

/** One edge of a passage put at an offset, without cutting a character and without crossing the other edge. */
export function putEdge({ text }: Stepped, passage: Span, edge: 'start' | 'end', offset: number): Span {
  if (edge === 'start')
    return snapToGraphemes(text, Math.max(0, Math.min(offset, stepGrapheme(text, passage.end, -1))), passage.end)
  return snapToGraphemes(
    text,
    passage.start,
    Math.min(text.length, Math.max(offset, stepGrapheme(text, passage.start, 1))),
  )
}

function moved(page: Stepped, { start, end }: Span, unit: Exclude<StepUnit, 'sentence'>, step: 1 | -1): number {
  const { text, index } = page
  if (unit === 'word') return stepWordEnd(page, end, step)
  if (unit === 'character') return stepGrapheme(text, end, step)
  if (step === 1) return neighbourParagraph(index, end - 1, 1)?.end ?? end
  const here = index.blocks[index.blockAt(Math.max(start, end - 1))]
  const before = here && here.start > start ? neighbourParagraph(index, here.start, -1)?.end : undefined
  return before ?? end
}

/** The end of a passage goes to ends of words, in both directions. */
function stepWordEnd({ text, language }: Stepped, end: number, step: 1 | -1): number {
  if (step === 1) return stepWord(text, end, 1, language)
  const wordStart = stepWord(text, end, -1, language)
  const before = stepWord(text, wordStart, -1, language)
  return before === wordStart ? wordStart : stepWord(text, before, 1, language)
}

function stepEdgeByWord(page: Stepped, offset: number, edge: 'start' | 'end', step: 1 | -1): number {
  if (edge === 'end') return stepWordEnd(page, offset, step)
  if (step === -1) return stepWord(page.text, offset, -1, page.language)
  const wordEnd = stepWord(page.text, offset, 1, page.language)
  const next = stepWord(page.text, wordEnd, 1, page.language)
  return next === wordEnd ? offset : stepWord(page.text, next, -1, page.language)
}
