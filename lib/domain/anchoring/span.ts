import { failure, success, type Result } from '@/lib/domain/result'

/** A half-open range [start, end) of a canonical text, in UTF-16 code units. */
export interface Span {
  start: number
  end: number
}

export type SpanFault = 'not-an-integer' | 'out-of-range' | 'empty' | 'inside-surrogate-pair'

/** Accepts a span that could be an annotation of this text: whole numbers, inside the text, not empty, and cutting no surrogate pair. */
export function checkSpan(text: string, start: number, end: number): Result<Span, SpanFault> {
  if (!Number.isInteger(start) || !Number.isInteger(end)) return failure('not-an-integer')
  if (start < 0 || end > text.length || start > end) return failure('out-of-range')
  if (start === end) return failure('empty')
  if (splitsPair(text, start) || splitsPair(text, end)) return failure('inside-surrogate-pair')
  return success({ start, end })
}

/** Whether an offset lies between the two halves of a surrogate pair. */
export function splitsPair(text: string, offset: number): boolean {
  return offset > 0 && offset < text.length && isHigh(text.charCodeAt(offset - 1)) && isLow(text.charCodeAt(offset))
}

export const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
export const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff
