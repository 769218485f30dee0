import type { Span } from '../anchoring/span'
import { comparisons, type Comparison } from './query'

/** What can be wrong with a query. */
export type QueryFaultKind =
  | 'empty'
  | 'openQuote'
  | 'openBracket'
  | 'closedBracket'
  | 'nothingBefore'
  | 'nothingAfter'
  | 'unknownField'
  | 'noValue'
  | 'noOperator'
  | 'unknownState'
  | 'noDay'
  | 'noCertainty'
  | 'noDistance'
  | 'noSame'
  | 'tooLong'
  | 'tooDeep'
  | 'tooManyRelations'
  | 'unknownName'
  | 'severalOfName'
  | 'circle'

/** Why a query cannot be asked, and where in it: an offset of what was typed. */
export interface QueryFault {
  why: QueryFaultKind
  at: number
  /** The word or name that it is about. */
  about?: string
}

/** Carries a fault out of the reading. */
export class QueryRefused extends Error {
  constructor(readonly fault: QueryFault) {
    super(fault.why)
  }
}

export const refuse = (why: QueryFaultKind, at: number, about?: string): never => {
  throw new QueryRefused({ why, at, ...(about !== undefined && { about }) })
}

export type Operator = Comparison | ':'

/** A bracket; a word in capitals that joins or relates; a number that stands alone; or a condition, whose field is empty where only its value was typed. */
export type Piece = Span &
  (
    | { kind: 'open' | 'close' }
    | { kind: 'word'; word: string }
    | { kind: 'condition'; field: string; isAttribute: boolean; op: Operator; value: string; valueAt: number }
    | { kind: 'attribute'; key: string }
  )

/** The words that mean something where they stand alone in capitals; in quotation marks they are words like any others. */
export const keywords = new Set([
  'AND',
  'OR',
  'NOT',
  'OVERLAPS',
  'INSIDE',
  'ENCLOSES',
  'WITHIN',
  'SENTENCE',
  'SENTENCES',
  'PARAGRAPH',
  'PARAGRAPHS',
  'OF',
  'FOLLOWED',
  'PRECEDED',
  'BY',
  'IN',
  'SAME',
  'DOCUMENT',
  'AS',
])

const closings: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“', '«': '»', '「': '」' }
const endsBare = /[\s()（）"“”„«»「」]/u
/** The longest first, so that <= is not read as < and a value that begins with =. */
const operator = new RegExp(
  `^(?:${['<=', '>=', ...comparisons.filter((op) => op.length === 1), ':', '：'].join('|')})`,
  'u',
)

/** Cuts what was typed into pieces. */
export function cutQuery(source: string): Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < source.length;) {
    const sign = source[at]!
    if (/\s/u.test(sign)) at += 1
    else {
      const piece = pieceAt(source, at)
      pieces.push(piece)
      at = piece.end
    }
  }
  return pieces
}

function pieceAt(source: string, start: number): Piece {
  const sign = source[start]!
  if ('(（'.includes(sign)) return { kind: 'open', start, end: start + 1 }
  if (')）'.includes(sign)) return { kind: 'close', start, end: start + 1 }
  if (sign === '@') return attributeAt(source, start)
  if (sign in closings) {
    const { value, end } = valueAt(source, start)
    return { kind: 'condition', field: '', isAttribute: false, op: ':', value, valueAt: start, start, end }
  }
  const field = /^[A-Za-z][A-Za-z-]*/u.exec(source.slice(start, start + 40))?.[0] ?? ''
  const op = field === '' ? undefined : operatorAt(source, start + field.length)
  if (op)
    return conditionAt(source, start, {
      field: field.toLowerCase(),
      isAttribute: false,
      op,
      from: start + field.length,
    })
  const { value, end } = bareAt(source, start)
  if (keywords.has(value) || /^\d+$/u.test(value)) return { kind: 'word', word: value, start, end }
  return { kind: 'condition', field: '', isAttribute: false, op: ':', value, valueAt: start, start, end }
}

/** @key, or @"key of several words", and what it is compared with where that follows at once. */
function attributeAt(source: string, start: number): Piece {
  const isQuoted = (source[start + 1] ?? '') in closings
  const { value: key, end } = isQuoted ? valueAt(source, start + 1) : keyAt(source, start + 1)
  if (key.trim() === '') refuse('noValue', start)
  const op = operatorAt(source, end)
  if (!op) return { kind: 'attribute', key, start, end }
  return conditionAt(source, start, { field: key, isAttribute: true, op, from: end })
}

function keyAt(source: string, start: number): { value: string; end: number } {
  let end = start
  while (end < source.length && !endsBare.test(source[end]!) && !operatorAt(source, end)) end += 1
  return { value: source.slice(start, end), end }
}

function conditionAt(
  source: string,
  start: number,
  { field, isAttribute, op, from }: { field: string; isAttribute: boolean; op: Operator; from: number },
): Piece {
  const valueStart = from + op.length
  const { value, end } = valueAt(source, valueStart)
  if (value.trim() === '') refuse('noValue', start)
  return { kind: 'condition', field, isAttribute, op, value, valueAt: valueStart, start, end }
}

function operatorAt(source: string, at: number): Operator | undefined {
  const found = operator.exec(source.slice(at, at + 2))?.[0]
  return found === '：' ? ':' : (found as Operator | undefined)
}

/** Words in quotation marks, in which a mark that is meant is written twice, or letters up to the next space or bracket. */
function valueAt(source: string, start: number): { value: string; end: number } {
  const closing = closings[source[start] ?? '']
  if (closing === undefined) return bareAt(source, start)
  let value = ''
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] !== closing) value += source[at]!
    else if (source[at + 1] === closing) {
      value += closing
      at += 1
    } else return { value, end: at + 1 }
  }
  return refuse('openQuote', start)
}

function bareAt(source: string, start: number): { value: string; end: number } {
  let end = start
  while (end < source.length && !endsBare.test(source[end]!)) end += 1
  return { value: source.slice(start, end), end }
}
