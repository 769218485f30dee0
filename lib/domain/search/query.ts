import type { Span } from '../anchoring/span'
import type { Folding } from './fold-character'
import { tokensOf, wholeFolding } from './tokens'

/** One word or sign of a query. */
export interface Term {
  /** Case and accents folded, as it is in the index. */
  form: string
  /** As it is compared: case and accents as chosen. */
  compared: string
  /** Whether words that begin with it are meant too. */
  isPrefix: boolean
  /** Whether other forms of the word are meant too: not within quotes, and not of a beginning or a sign, nor where case or accents are told apart. */
  isStemmed: boolean
  /** Whether it is one character of a script that writes no spaces. */
  isSign: boolean
  /** Whether nothing stands between it and the sign before it: 安全 is not found where one sentence ends with 安 and the next begins with 全. */
  isJoined: boolean
}

/** Terms that follow one another. */
export interface Run {
  kind: 'run'
  terms: Term[]
}

/** What is looked for. All that is asked of a paragraph is asked of one and the same. */
export type Query =
  | Run
  | { kind: 'and' | 'or'; parts: Query[] }
  | { kind: 'not'; part: Query }
  | { kind: 'near'; distance: number; left: Query; right: Query }

export const queryFaults = [
  'empty',
  'openQuote',
  'openBracket',
  'closedBracket',
  'nothingBefore',
  'nothingAfter',
  'noWord',
  'onlyNot',
  'nearOfWords',
  'starAlone',
  'tooDeep',
  'tooLong',
  'badPattern',
] as const

/** Why a query cannot be asked, and where in it: an offset of the query. */
export interface QueryFault {
  why: (typeof queryFaults)[number]
  at: number
}

export type ParsedQuery = { ok: true; query: Query } | ({ ok: false } & QueryFault)

interface Piece extends Span {
  kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'near' | 'quoted' | 'word'
  text: string
  distance: number
}

class Refused extends Error {
  constructor(readonly fault: QueryFault) {
    super(fault.why)
  }
}

const refuse = (why: QueryFault['why'], at: number): never => {
  throw new Refused({ why, at })
}

/** Words, quotations and brackets in one query: what is longer is no question of a person's. */
const most = { pieces: 64, depth: 16, terms: 200 }

/**
 * Reads a query: words (all of them in one paragraph), "words in quotes" that follow one another, beginnings* of words, AND, OR, NOT and a leading -, NEAR/n for
 * at most n words apart whichever comes first, and brackets. Operators are written in capitals. NEAR binds before NOT, NOT before AND, AND before OR.
 */
export function parseQuery(source: string, folding: Folding = wholeFolding): ParsedQuery {
  try {
    const pieces = cut(source)
    if (pieces.length === 0) return { ok: false, why: 'empty', at: 0 }
    if (pieces.length > most.pieces) refuse('tooLong', pieces[most.pieces]!.start)
    const reader = new Reader(pieces, source.length, folding)
    const query = reader.whole()
    if (!isPositive(query)) refuse('onlyNot', pieces[0]!.start)
    return { ok: true, query }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, ...error.fault }
    throw error
  }
}

const quotes = '"“”„‟«»＂「」『』'
const opening = '(（'
const closing = ')）'
const endsWord = new RegExp(`[\\s${quotes}${opening}${closing}]`, 'u')
const operators: Readonly<Record<string, 'and' | 'or' | 'not'>> = { AND: 'and', OR: 'or', NOT: 'not' }

function cut(source: string): Piece[] {
  const pieces: Piece[] = []
  const put = (kind: Piece['kind'], start: number, end: number, text = '', distance = 0) =>
    pieces.push({ kind, start, end, text, distance })
  for (let at = 0; at < source.length;) {
    const sign = source[at]!
    if (/\s/u.test(sign)) at += 1
    else if (opening.includes(sign)) put('open', at, ++at)
    else if (closing.includes(sign)) put('close', at, ++at)
    else if (quotes.includes(sign)) {
      let end = at + 1
      while (end < source.length && !quotes.includes(source[end]!)) end += 1
      if (end === source.length) refuse('openQuote', at)
      put('quoted', at, end + 1, source.slice(at + 1, end))
      at = end + 1
    } else if (/[-−]/.test(sign) && /^$|[\s(（]/u.test(source[at - 1] ?? '') && /\S/u.test(source[at + 1] ?? '')) {
      put('not', at, ++at)
    } else {
      let end = at + 1
      while (end < source.length && !endsWord.test(source[end]!)) end += 1
      const text = source.slice(at, end)
      const near = /^NEAR(?:\/(\d{1,3}))?$/.exec(text)
      if (near) put('near', at, end, text, Number(near[1] ?? 10))
      else put(operators[text] ?? 'word', at, end, text)
      at = end
    }
  }
  return pieces
}

/** Reads pieces from left to right, one method for each strength of binding. */
class Reader {
  private next = 0
  private terms = 0

  constructor(
    private readonly pieces: readonly Piece[],
    private readonly end: number,
    private readonly folding: Folding,
  ) {}

  whole(): Query {
    const query = this.either(0)
    if (this.piece) refuse('closedBracket', this.piece.start)
    return query
  }

  private get piece(): Piece | undefined {
    return this.pieces[this.next]
  }

  private takes(kind: Piece['kind']): Piece | undefined {
    const piece = this.piece
    if (piece?.kind !== kind) return undefined
    this.next += 1
    return piece
  }

  private either(depth: number): Query {
    if (depth > most.depth) refuse('tooDeep', this.piece?.start ?? this.end)
    const parts = [this.all(depth)]
    while (this.takes('or')) parts.push(this.all(depth))
    return parts.length === 1 ? parts[0]! : { kind: 'or', parts }
  }

  private all(depth: number): Query {
    const parts = [this.one(depth)]
    for (;;) {
      const isSaid = this.takes('and')
      if (!isSaid && (!this.piece || this.piece.kind === 'or' || this.piece.kind === 'close')) break
      parts.push(this.one(depth))
    }
    return parts.length === 1 ? parts[0]! : { kind: 'and', parts }
  }

  private one(depth: number): Query {
    let isNot = false
    while (this.takes('not')) isNot = !isNot
    const part = this.near(depth)
    return isNot ? { kind: 'not', part } : part
  }

  private near(depth: number): Query {
    const first = this.piece
    let left = this.atom(depth)
    for (let near = this.takes('near'); near; near = this.takes('near')) {
      const second = this.piece
      const right = this.atom(depth)
      if (!isOfWords(left)) refuse('nearOfWords', first?.start ?? near.start)
      if (!isOfWords(right)) refuse('nearOfWords', second?.start ?? near.end)
      left = { kind: 'near', distance: near.distance, left, right }
    }
    return left
  }

  private atom(depth: number): Query {
    const piece = this.piece
    if (!piece) return refuse('nothingAfter', this.end)
    this.next += 1
    if (piece.kind === 'open') {
      const query = this.either(depth + 1)
      if (!this.takes('close')) refuse('openBracket', piece.start)
      return query
    }
    if (piece.kind === 'quoted' || piece.kind === 'word') return this.run(piece)
    return refuse(piece.kind === 'close' ? 'closedBracket' : 'nothingBefore', piece.start)
  }

  private run({ kind, text, start }: Piece): Query {
    const isQuoted = kind === 'quoted'
    const star = text.indexOf('*')
    const isPrefix = star >= 0 && star === text.length - 1
    if (!isQuoted && text.replaceAll('*', '') === '') refuse('starAlone', start)
    const terms = termsOf(text, this.folding, { isQuoted, isPrefix })
    if (terms.length === 0) refuse('noWord', start)
    this.terms += terms.length
    if (this.terms > most.terms) refuse('tooLong', start)
    return { kind: 'run', terms }
  }
}

/** The terms of some words. A word of several parts, such as non-traditional, is these one after the other, of which none has other forms. */
function termsOf(text: string, folding: Folding, { isQuoted, isPrefix }: { isQuoted: boolean; isPrefix: boolean }) {
  const tokens = tokensOf(text)
  const compared = tokensOf(text, folding)
  const isExact = folding.case === 'exact' || folding.accents === 'exact'
  return tokens.map(({ form, kind, start }, at): Term => {
    const isWord = kind === 'word'
    const before = tokens[at - 1]
    return {
      form,
      compared: compared.length === tokens.length ? compared[at]!.form : form,
      isPrefix: isPrefix && isWord && at === tokens.length - 1,
      isStemmed: isWord && !isQuoted && !isPrefix && !isExact && tokens.length === 1,
      isSign: !isWord,
      isJoined: !isWord && before?.kind === 'sign' && before.end === start,
    }
  })
}

/** Whether a paragraph must have something to be found; a query that only says what is not wanted finds no place. */
function isPositive(query: Query): boolean {
  if (query.kind === 'run' || query.kind === 'near') return true
  if (query.kind === 'not') return false
  return query.kind === 'and' ? query.parts.some(isPositive) : query.parts.every(isPositive)
}

function isOfWords(query: Query): boolean {
  if (query.kind === 'run') return true
  if (query.kind === 'near') return isOfWords(query.left) && isOfWords(query.right)
  return query.kind === 'or' && query.parts.every(isOfWords)
}

/** Every term of a query, those that are not wanted too. */
export function termsIn(query: Query): Term[] {
  if (query.kind === 'run') return query.terms
  if (query.kind === 'near') return [...termsIn(query.left), ...termsIn(query.right)]
  return query.kind === 'not' ? termsIn(query.part) : query.parts.flatMap(termsIn)
}
