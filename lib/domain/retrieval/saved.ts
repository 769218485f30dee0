import type { QueryFault, QueryFaultKind } from './pieces'
import { mostOfQuery, withRefs, type Query } from './query'

export type WholeQuery = { ok: true; query: Query } | ({ ok: false } & QueryFault)

class Circle extends Error {}

/**
 * A query with the trees of kept ones in place of references to them. One that is not kept any more stays a reference, which no passage meets. It is a fault
 * where a kept query comes to itself, and where the whole is more than may be asked.
 */
export function expanded(query: Query, saved: ReadonlyMap<string, Query>): WholeQuery {
  const within = (one: Query, above: readonly string[]): Query =>
    withRefs<string, string>(one, (to, { field, exact }) => {
      const tree = field === 'query' ? saved.get(to) : undefined
      if (!tree) return { kind: 'refers', field, to, ...(exact !== undefined && { exact }) }
      if (above.includes(to)) throw new Circle()
      return within(tree, [...above, to])
    })
  try {
    const whole = within(query, [])
    const why = tooMuch(whole)
    return why ? { ok: false, why, at: 0 } : { ok: true, query: whole }
  } catch (error) {
    if (error instanceof Circle) return { ok: false, why: 'circle', at: 0 }
    throw error
  }
}

/** What there is too much of in a whole query. Kept ones that name one another twice grow by doubling, so it is counted with an end. */
function tooMuch(query: Query): QueryFaultKind | null {
  let [conditions, relations] = [0, 0]
  const look = (one: Query, depth: number, nested: number): QueryFaultKind | null => {
    if (depth > most.depth) return 'tooDeep'
    if (one.kind === 'not') return look(one.part, depth + 1, nested)
    if (one.kind === 'and' || one.kind === 'or') {
      for (const part of one.parts) {
        const why = look(part, depth + 1, nested)
        if (why) return why
      }
      return null
    }
    if (one.kind === 'related') {
      relations += 1
      if (relations > most.relations || nested >= mostOfQuery.nestedRelations) return 'tooManyRelations'
      return look(one.to, depth + 1, nested + 1)
    }
    conditions += 1
    return conditions > most.conditions ? 'tooLong' : null
  }
  return look(query, 0, 0)
}

/** Of a query with all that it refers to. */
const most = { depth: 4 * mostOfQuery.depth, conditions: 2 * mostOfQuery.pieces, relations: 2 * mostOfQuery.relations }
