import type { Member } from '@/lib/domain/access/viewer'
import { nameIn, resolved } from '@/lib/domain/retrieval/names'
import { parseQuery } from '@/lib/domain/retrieval/parse'
import type { QueryFault, QueryFaultKind } from '@/lib/domain/retrieval/pieces'
import { printQuery } from '@/lib/domain/retrieval/print'
import { expanded } from '@/lib/domain/retrieval/saved'
import { referringFields, refsIn, sayingFields, states, type Query } from '@/lib/domain/retrieval/query'
import { AppError, fault } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { Transaction } from '../database/client'
import { textsReady } from '../search/under-way'
import { queryThings } from './query-things'
import { savedQueries, type SavedQueryRow } from './saved-queries'

/** The query that a text means to this member, in ids. 422 at the character that cannot be read, or the name that means nothing or several things. */
export async function readQuery(db: Transaction, member: Member, text: string): Promise<Query> {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw badQuery(parsed)
  const refs = refsIn(parsed.query)
  const titles = refs.flatMap(({ field, to }) => (field === 'document' ? [to.name] : []))
  const things = await queryThings(
    db,
    member,
    refs.map(({ field }) => field),
    { titles, ids: [] },
  )
  const meant = resolved(parsed.query, things)
  if (!meant.ok) throw badQuery(meant)
  return meant.query
}

/** The same with what kept queries ask in place of their names, as it is asked of the database. */
export async function readWholeQuery(db: Transaction, member: Member, text: string): Promise<Query> {
  // Distances are counted by what makes a text ready for search.
  await textsReady(member.projectId)
  const query = await readQuery(db, member, text)
  return refsIn(query).some(({ field }) => field === 'query') ? withSaved(query, await savedQueries(db, member)) : query
}

/** A query with what kept ones ask in place of references to them. 422 where that goes round in a circle, or becomes too much to ask. */
export function withSaved(query: Query, saved: readonly Pick<SavedQueryRow, 'id' | 'tree'>[]): Query {
  const whole = expanded(query, new Map(saved.map(({ id, tree }) => [id, tree])))
  if (!whole.ok) throw badQuery(whole)
  return whole.query
}

/** The texts of some queries, with names as this member sees them. */
export async function queryTexts(db: Transaction, member: Member, queries: readonly Query[]): Promise<string[]> {
  const refs = queries.flatMap(refsIn)
  const ids = refs.flatMap(({ field, to }) => (field === 'document' ? [to] : []))
  const things = await queryThings(
    db,
    member,
    refs.map(({ field }) => field),
    { titles: [], ids },
  )
  return queries.map((query) => printQuery(query, (field, id) => nameIn(things[field] ?? [], id)))
}

/** A query that cannot be read, told at the character at which it cannot. */
function badQuery({ why, at, about = '' }: QueryFault): AppError {
  const said = say('faults.query', { why, character: at + 1, about, words: possible[why] ?? '' })
  return new AppError('invalid', said, { errors: [fault('query', said)] })
}

/** What could be written instead: words of the query's own language, the same in every other. */
const possible: Partial<Record<QueryFaultKind, string>> = {
  unknownField: [...referringFields, ...sayingFields, 'is', 'made', 'certainty'].join(', '),
  noOperator: ':…',
  unknownState: states.join(', '),
  noDistance: 'WITHIN 2 SENTENCES OF, FOLLOWED WITHIN 1 PARAGRAPH BY',
  noSame: 'SAME DOCUMENT AS, SAME @country AS',
}
