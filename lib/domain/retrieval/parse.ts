import {
  cutQuery,
  QueryRefused,
  refuse,
  type Operator,
  type Piece,
  type QueryFault,
  type QueryFaultKind,
} from './pieces'
import {
  mostOfQuery,
  referringFields,
  sayingFields,
  states,
  type Comparison,
  type Distance,
  type Query,
  type ReferringField,
  type Relation,
  type SayingField,
  type State,
} from './query'

/** A name that was typed, and where. */
export interface Named {
  name: string
  at: number
}

export type ParsedQuery = { ok: true; query: Query<Named> } | ({ ok: false } & QueryFault)

/**
 * Reads the text of a query. A condition is a field and what it is to be: tag:Water, tag=Water (none below it), by:"Ana Bell", theme:, round:, document:, query:,
 * text:flood or the words alone, note:, is:starred, certainty>=2, made<2026-03-01, and @country="Fiji" or @date>=2015 of the document. Conditions that follow one
 * another must all hold; AND, OR, NOT and brackets join them. OVERLAPS, INSIDE, ENCLOSES, WITHIN 2 SENTENCES OF, FOLLOWED BY, PRECEDED WITHIN 1 PARAGRAPH BY,
 * SAME DOCUMENT AS and SAME @country AS stand before the condition, or the bracket, that some other passage meets. They bind like NOT, before AND and OR.
 */
export function parseQuery(source: string): ParsedQuery {
  try {
    const pieces = cutQuery(source)
    if (pieces.length === 0) return { ok: false, why: 'empty', at: 0 }
    if (pieces.length > mostOfQuery.pieces) refuse('tooLong', pieces[mostOfQuery.pieces]!.start)
    return { ok: true, query: new Reader(pieces, source.length).whole() }
  } catch (error) {
    if (error instanceof QueryRefused) return { ok: false, ...error.fault }
    throw error
  }
}

type Condition = Extract<Piece, { kind: 'condition' }>

/** Reads pieces from left to right, one method for each strength of binding. */
class Reader {
  private next = 0
  private relations = 0

  constructor(
    private readonly pieces: readonly Piece[],
    private readonly end: number,
  ) {}

  whole(): Query<Named> {
    const query = this.either(0, 0)
    if (this.piece) refuse('closedBracket', this.piece.start)
    return query
  }

  private get piece(): Piece | undefined {
    return this.pieces[this.next]
  }

  /** Where what is missing should stand. */
  private get here(): number {
    return this.piece?.start ?? this.end
  }

  /** Steps over a word if it comes next. */
  private takes(...words: readonly string[]): boolean {
    const isNext = this.piece?.kind === 'word' && words.includes(this.piece.word)
    if (isNext) this.next += 1
    return isNext
  }

  private demands(why: QueryFaultKind, ...words: readonly string[]): void {
    if (!this.takes(...words)) refuse(why, this.here, words[0])
  }

  private either(depth: number, nested: number): Query<Named> {
    if (depth > mostOfQuery.depth) refuse('tooDeep', this.here)
    const parts = [this.all(depth, nested)]
    while (this.takes('OR')) parts.push(this.all(depth, nested))
    return parts.length === 1 ? parts[0]! : { kind: 'or', parts }
  }

  private all(depth: number, nested: number): Query<Named> {
    const parts = [this.one(depth, nested)]
    for (;;) {
      const isSaid = this.takes('AND')
      const isOver =
        !this.piece || this.piece.kind === 'close' || (this.piece.kind === 'word' && this.piece.word === 'OR')
      if (!isSaid && isOver) break
      parts.push(this.one(depth, nested))
    }
    return parts.length === 1 ? parts[0]! : { kind: 'and', parts }
  }

  private one(depth: number, nested: number): Query<Named> {
    if (depth > mostOfQuery.depth) refuse('tooDeep', this.here)
    if (this.takes('NOT')) return { kind: 'not', part: this.one(depth + 1, nested) }
    const at = this.here
    const how = this.relation()
    if (!how) return this.atom(depth, nested)
    this.relations += 1
    if (this.relations > mostOfQuery.relations || nested >= mostOfQuery.nestedRelations) refuse('tooManyRelations', at)
    return { kind: 'related', how, to: this.one(depth + 1, nested + 1) }
  }

  /** A relation, whole; undefined where the next piece begins none. */
  private relation(): Relation | undefined {
    if (this.takes('OVERLAPS')) return { by: 'overlaps' }
    if (this.takes('INSIDE')) return { by: 'inside' }
    if (this.takes('ENCLOSES')) return { by: 'encloses' }
    if (this.takes('WITHIN')) {
      const within = this.distance()
      this.demands('noDistance', 'OF')
      return { by: 'near', within }
    }
    for (const [word, by] of [
      ['FOLLOWED', 'followed'],
      ['PRECEDED', 'preceded'],
    ] as const)
      if (this.takes(word)) {
        const within = this.takes('WITHIN') ? this.distance() : null
        this.demands('noDistance', 'BY')
        return { by, within }
      }
    const isIn = this.takes('IN')
    if (this.takes('SAME')) return this.same()
    return isIn ? refuse('noSame', this.here, 'SAME') : undefined
  }

  private same(): Relation {
    const { piece } = this
    if (piece?.kind === 'attribute') this.next += 1
    else this.demands('noSame', 'DOCUMENT')
    this.demands('noSame', 'AS')
    return piece?.kind === 'attribute' ? { by: 'sameAttribute', key: piece.key } : { by: 'sameDocument' }
  }

  private distance(): Distance {
    const { piece } = this
    const most = piece?.kind === 'word' && /^\d{1,3}$/u.test(piece.word) ? Number(piece.word) : -1
    if (most < 0) refuse('noDistance', this.here)
    this.next += 1
    if (this.takes('SENTENCES', 'SENTENCE')) return { most, unit: 'sentences' }
    this.demands('noDistance', 'PARAGRAPHS', 'PARAGRAPH')
    return { most, unit: 'paragraphs' }
  }

  private atom(depth: number, nested: number): Query<Named> {
    const { piece } = this
    if (!piece) return refuse('nothingAfter', this.end)
    this.next += 1
    if (piece.kind === 'open') {
      const query = this.either(depth + 1, nested)
      if (this.piece?.kind !== 'close') refuse('openBracket', piece.start)
      this.next += 1
      return query
    }
    if (piece.kind === 'condition') return conditionOf(piece)
    if (piece.kind === 'attribute') return refuse('noOperator', piece.end, `@${piece.key}`)
    if (piece.kind !== 'word') return refuse('closedBracket', piece.start)
    // A number alone is a word to look for like any other.
    if (/^\d/u.test(piece.word)) return { kind: 'says', field: 'text', words: piece.word }
    return refuse('nothingBefore', piece.start, piece.word)
  }
}

const among = <T extends string>(all: readonly T[], one: string): T | undefined => all.find((known) => known === one)

function conditionOf(piece: Condition): Query<Named> {
  const { field, op, value } = piece
  if (piece.isAttribute) return { kind: 'attribute', key: field, op: op === ':' ? 'holds' : op, value }
  const saying = field === '' ? 'text' : among<SayingField>(sayingFields, field)
  if (saying) return { kind: 'says', field: saying, words: demandOperator(piece, ':').value }
  const referring = among<ReferringField>(referringFields, field)
  if (referring) return referenceOf(piece, referring)
  if (field === 'is') {
    const what = among<State>(states, demandOperator(piece, ':').value.toLowerCase())
    return what ? { kind: 'is', what } : refuse('unknownState', piece.valueAt, value)
  }
  if (field === 'certainty') {
    if (!/^[123]$/u.test(value)) refuse('noCertainty', piece.valueAt, value)
    return { kind: 'certainty', op: comparisonOf(op), value: Number(value) }
  }
  if (field === 'made') {
    if (!isDay(value)) refuse('noDay', piece.valueAt, value)
    return { kind: 'made', op: comparisonOf(op), day: value }
  }
  return refuse('unknownField', piece.start, field)
}

function referenceOf(piece: Condition, field: ReferringField): Query<Named> {
  const { op, value, valueAt } = piece
  const to = { name: value, at: valueAt }
  if (field === 'tag' && op === '=') return { kind: 'refers', field, to, exact: true }
  demandOperator(piece, ':', '=')
  return { kind: 'refers', field, to }
}

function demandOperator(piece: Condition, ...ops: readonly Operator[]): Condition {
  if (!ops.includes(piece.op)) refuse('noOperator', piece.start, piece.field)
  return piece
}

const comparisonOf = (op: Operator): Comparison => (op === ':' ? '=' : op)

/** Whether it is a day of the calendar, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(midnight.getTime()) && !text.startsWith('0000') && midnight.toISOString().slice(0, 10) === text
}
