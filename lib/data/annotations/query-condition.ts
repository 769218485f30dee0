import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { withDescendants, type Branch } from '@/lib/domain/codebook/tree'
import { dayAfter, momentOf } from '@/lib/domain/days/day-start'
import type { Comparison, Query, ReferringField, Relation, State } from '@/lib/domain/retrieval/query'
import { selected } from './overlays'
import { carries, ofCurrentRevision, ofRounds, saysIn, tagged } from './passage-conditions'
import { liesInReach, liesWithin } from './placed-relations'
import { starredOf } from './rows'
import { visibleAnnotation } from './visibility'

/** What a query is asked with: the codebook and the themes as the member sees them, and which overlays exist for them (`overlaysSeen`). */
export interface QueryWorld {
  member: Member
  tree: readonly Branch[]
  tagsOfTheme: ReadonlyMap<string, readonly string[]>
  seenIds: readonly string[] | null
  /** In which days begin. */
  timeZone: string | undefined
}

/**
 * A query as a condition on "Annotation" a. It says nothing of which annotations exist for the member; of those that a relation looks at it says so itself. In a
 * subquery the other passages are "a" in their turn, and none asks about the one outside: each is answered once for the whole statement.
 */
export function queryCondition(query: Query, world: QueryWorld): Prisma.Sql {
  switch (query.kind) {
    case 'and':
    case 'or':
      return Prisma.sql`(${Prisma.join(
        query.parts.map((part) => queryCondition(part, world)),
        query.kind === 'and' ? ' AND ' : ' OR ',
      )})`
    case 'not':
      // What is not known (no round, no certainty, no value) is not met.
      return Prisma.sql`(${queryCondition(query.part, world)}) IS NOT TRUE`
    case 'refers':
      return referring[query.field](query.to, query.exact ?? false, world)
    case 'says':
      return saysIn(query.field === 'text' ? Prisma.sql`a.quote` : Prisma.sql`a.note`, query.words)
    case 'attribute':
      return ofDocument(attribute(query.key, query.op, query.value))
    case 'made':
      return made(query.op, query.day, world.timeZone)
    case 'certainty':
      return Prisma.sql`a.certainty ${compared[query.op]} ${query.value}`
    case 'is':
      return isIn[query.what](world.member)
    case 'related':
      return related(query.how, query.to, world)
  }
}

const none = Prisma.sql`false`

type Referring = (id: string, exact: boolean, world: QueryWorld) => Prisma.Sql
const referring: Record<ReferringField, Referring> = {
  tag: (id, exact, { member, tree }) => {
    const known = new Set(tree.map((tag) => tag.id))
    return carries(
      member,
      (exact ? [id] : withDescendants(tree, [id])).filter((one) => known.has(one)),
    )
  },
  theme: (id, _, { member, tree, tagsOfTheme }) => {
    const known = new Set(tree.map((tag) => tag.id))
    return carries(
      member,
      withDescendants(tree, tagsOfTheme.get(id) ?? []).filter((one) => known.has(one)),
    )
  },
  by: (id) => Prisma.sql`a."authorId" = ${id}::uuid`,
  round: (id, _, { member }) => ofRounds(member, [id], undefined),
  document: (id) => Prisma.sql`a."documentId" = ${id}::uuid`,
  // A kept query stands here as what it asks; one that is gone finds nothing.
  query: () => none,
}

const isIn: Record<State, (member: Member) => Prisma.Sql> = {
  starred: starredOf,
  untagged: (member) => Prisma.sql`NOT ${tagged(member)}`,
  private: () => Prisma.sql`a.visibility = 'private'`,
  shared: () => Prisma.sql`a.visibility = 'shared'`,
  coding: () => Prisma.sql`a.layer = 'coder'`,
  consensus: () => Prisma.sql`a.layer = 'consensus'`,
  'second-opinion': () => Prisma.sql`a."secondOpinion"`,
  orphaned: () => Prisma.sql`NOT ${ofCurrentRevision}`,
}

const compared: Record<Comparison, Prisma.Sql> = {
  '=': Prisma.sql`=`,
  '<': Prisma.sql`<`,
  '<=': Prisma.sql`<=`,
  '>': Prisma.sql`>`,
  '>=': Prisma.sql`>=`,
}

/** A condition on the document f of annotation a. */
const ofDocument = (condition: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`EXISTS (SELECT 1 FROM "Document" f WHERE f."projectId" = a."projectId" AND f.id = a."documentId" AND ${condition})`

/** Numbers are compared as numbers, days by what is given of them, and all else by its letters in whatever case. */
function attribute(key: string, op: Comparison | 'holds', value: string): Prisma.Sql {
  const text = Prisma.sql`(f.attributes ->> ${key})`
  if (op === 'holds') return saysIn(text, value)
  const isNumber = /^[-+]?(?:\d{1,300}(?:\.\d{0,300})?|\.\d{1,300})$/u.test(value)
  const number = isNumber ? Prisma.sql`${text}::numeric ${compared[op]} ${value}::numeric` : none
  const letters = Prisma.sql`lower(${text}) COLLATE "C" ${compared[op]} lower(${value}) COLLATE "C"`
  const others = /^\d{4}(?:-\d{2}){0,2}$/u.test(value)
    ? Prisma.sql`CASE WHEN ${text} ~ ${'^[0-9]{4}(-[0-9]{2}){0,2}$'} THEN left(${text}, ${value.length}) COLLATE "C" ${compared[op]} ${value} ELSE ${letters} END`
    : letters
  return Prisma.sql`CASE jsonb_typeof(f.attributes -> ${key}) WHEN 'number' THEN ${number} ELSE ${others} END`
}

function made(op: Comparison, day: string, timeZone: string | undefined): Prisma.Sql {
  const since = Prisma.sql`a."createdAt" >= ${momentOf(day, timeZone)}`
  const after = Prisma.sql`a."createdAt" >= ${momentOf(dayAfter(day), timeZone)}`
  const by: Record<Comparison, Prisma.Sql> = {
    '=': Prisma.sql`(${since} AND NOT ${after})`,
    '<': Prisma.sql`NOT ${since}`,
    '<=': Prisma.sql`NOT ${after}`,
    '>': after,
    '>=': since,
  }
  return by[op]
}

/** That some passage of the same layer that `to` finds stands to annotation a like this. */
function related(how: Relation, to: Query, world: QueryWorld): Prisma.Sql {
  const met = queryCondition(to, world)
  // IS TRUE keeps these from being joined, which would find passages by their documents and step over hidden ones.
  switch (how.by) {
    case 'sameDocument':
      return Prisma.sql`((a."documentId", a.layer) IN (SELECT a."documentId", a.layer FROM ${others(world)} WHERE ${met})) IS TRUE`
    case 'sameAttribute': {
      const value = Prisma.sql`f.attributes ->> ${how.key}`
      return Prisma.sql`(((SELECT ${value} FROM "Document" f WHERE f."projectId" = a."projectId" AND f.id = a."documentId"), a.layer) IN (
      SELECT ${value}, a.layer FROM ${others(world)} JOIN "Document" f ON f."projectId" = a."projectId" AND f.id = a."documentId" WHERE ${value} <> '' AND ${met})) IS TRUE`
    }
    case 'inside':
    case 'encloses':
      return liesWithin(how.by, { member: world.member, others: others(world), met })
    case 'overlaps':
      return liesInReach({ by: 'overlaps' }, { member: world.member, others: others(world), met })
    case 'near':
    case 'followed':
    case 'preceded':
      return liesInReach(how, { member: world.member, others: others(world), met })
  }
}

/**
 * The other passages a of the project, to stand after FROM. Where a round is blind they are found by the overlays that exist for the member before anything is
 * asked of them, so that none is stepped over that does not.
 */
function others({ member, seenIds }: QueryWorld): Prisma.Sql {
  const seen = seenIds === null ? Prisma.empty : Prisma.sql`AND a."overlayId" = ANY(${seenIds}::uuid[])`
  return selected(
    member,
    Prisma.sql`a."projectId" = ${member.projectId}::uuid AND ${visibleAnnotation(member)} ${seen}`,
  )
}
