import { QueryRefused, refuse, type QueryFault } from './pieces'
import { mostOfQuery, type Query } from './query'

export type WholeQuery = { ok: true; query: Query } | ({ ok: false } & QueryFault)

/** Of a query with all that it refers to. Nodes are counted as they are made, since kept queries that name one another twice grow by doubling. */
const most = { depth: 4 * mostOfQuery.depth, nodes: 2000, relations: 2 * mostOfQuery.relations }

/**
 * A query with the trees of kept ones in place of references to them. One that is not kept any more stays a reference, which no passage meets. It is a fault
 * where a kept query comes to itself, and where the whole is more than may be asked; no more than that is ever made.
 */
export function expanded(query: Query, saved: ReadonlyMap<string, Query>): WholeQuery {
  let [nodes, relations] = [0, 0]
  const grown = (one: Query, above: readonly string[], depth: number, nested: number): Query => {
    nodes += 1
    if (nodes > most.nodes) refuse('tooLong', 0)
    if (depth > most.depth) refuse('tooDeep', 0)
    if ('parts' in one) return { kind: one.kind, parts: one.parts.map((part) => grown(part, above, depth + 1, nested)) }
    if (one.kind === 'not') return { kind: 'not', part: grown(one.part, above, depth + 1, nested) }
    if (one.kind === 'related') {
      relations += 1
      if (relations > most.relations || nested >= mostOfQuery.nestedRelations) refuse('tooManyRelations', 0)
      return { ...one, to: grown(one.to, above, depth + 1, nested + 1) }
    }
    const tree = one.kind === 'refers' && one.field === 'query' ? saved.get(one.to) : undefined
    if (one.kind !== 'refers' || !tree) return one
    if (above.includes(one.to)) refuse('circle', 0)
    return grown(tree, [...above, one.to], depth + 1, nested)
  }
  try {
    return { ok: true, query: grown(query, [], 0, 0) }
  } catch (error) {
    if (error instanceof QueryRefused) return { ok: false, ...error.fault }
    throw error
  }
}
