import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { withDescendants, type Branch } from '@/lib/domain/codebook/tree'
import { dayAfter, momentOf } from '@/lib/domain/days/day-start'
import type { Comparison, Distance, Query, ReferringField, Relation, State } from '@/lib/domain/retrieval/query'
import { readyVersion } from '@/lib/domain/search/text-places'
import { selected } from './overlays'
import { carries, ofCurrentRevision, ofRounds, saysIn, tagged } from './passage-conditions'
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
 * subquery the other passages are "a" in their turn, and `this` is the one that is asked about.
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
  if (how.by === 'sameDocument')
    return Prisma.sql`((a."documentId", a.layer) IN (SELECT a."documentId", a.layer FROM ${others(world)} WHERE ${met})) IS TRUE`
  if (how.by === 'sameAttribute') {
    const value = Prisma.sql`f.attributes ->> ${how.key}`
    return Prisma.sql`(((SELECT ${value} FROM "Document" f WHERE f."projectId" = a."projectId" AND f.id = a."documentId"), a.layer) IN (
      SELECT ${value}, a.layer FROM ${others(world)} JOIN "Document" f ON f."projectId" = a."projectId" AND f.id = a."documentId" WHERE ${value} <> '' AND ${met})) IS TRUE`
  }
  if ((how.by === 'followed' || how.by === 'preceded') && !('within' in how && how.within))
    return onward(how.by, met, world)
  return Prisma.sql`EXISTS (SELECT 1 FROM (${thisPassage(how)}) this CROSS JOIN LATERAL (
    SELECT 1 FROM ${othersOfText(world, stands[how.by])} WHERE ${met}) o)`
}

/**
 * That some passage comes anywhere after this one in its text, or before it: after it comes none where the last does not begin after it. The last (or the first
 * that ends) of each text is found once for all passages, and looked up by its text.
 */
function onward(by: 'followed' | 'preceded', met: Prisma.Sql, world: QueryWorld): Prisma.Sql {
  const outermost = by === 'followed' ? Prisma.sql`max(a.start)` : Prisma.sql`min(a."end")`
  const there = Prisma.sql`((SELECT jsonb_object_agg(concat(g."revisionId", g.layer), g.outermost) FROM (
    SELECT a."revisionId", a.layer, ${outermost} AS outermost FROM ${others(world)} WHERE ${met} GROUP BY 1, 2) g) ->> concat(a."revisionId", a.layer))::int`
  return by === 'followed' ? Prisma.sql`(${there} >= a."end") IS TRUE` : Prisma.sql`(${there} <= a.start) IS TRUE`
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

/**
 * The other passages a of the text of `this` that lie to it as `standing` says, likewise. This is asked of many passages, so the planner does not know of which
 * overlays; each is looked up alone, in the order of its index: of several at once it may rather read the whole table.
 */
function othersOfText({ member, seenIds }: QueryWorld, standing: Prisma.Sql): Prisma.Sql {
  const there = Prisma.sql`a."projectId" = ${member.projectId}::uuid AND ${visibleAnnotation(member)}
    AND a."documentId" = this."documentId" AND a."revisionId" = this."revisionId" AND a.layer = this.layer AND ${standing}`
  if (seenIds === null) return selected(member, there)
  return Prisma.sql`(SELECT a.* FROM "Overlay" o CROSS JOIN LATERAL (
      SELECT * FROM "Annotation" a WHERE a."overlayId" = o.id AND ${there} ORDER BY a.start, a.id OFFSET 0) a
    WHERE o."projectId" = ${member.projectId}::uuid AND o."documentId" = this."documentId" AND o.id = ANY(${seenIds}::uuid[])) a`
}

type Placed = Exclude<Relation['by'], 'sameDocument' | 'sameAttribute'>

/** How another passage a lies to `this`; `lower` and `upper` are where the sentences or paragraphs begin and end that are near enough. */
const stands: Record<Placed, Prisma.Sql> = {
  overlaps: Prisma.sql`a.start < this."end" AND a."end" > this.start`,
  inside: Prisma.sql`a.start <= this.start AND a."end" >= this."end"`,
  encloses: Prisma.sql`a.start >= this.start AND a."end" <= this."end"`,
  near: Prisma.sql`a.start < this.upper AND a."end" > this.lower`,
  followed: Prisma.sql`a.start >= this."end" AND a.start < this.upper`,
  preceded: Prisma.sql`a."end" <= this.start AND a."end" > this.lower`,
}

const everywhere = { lower: Prisma.sql`0`, upper: Prisma.sql`2147483647` }

/** The passage that is asked about; none where a distance is asked for and its text is not ready for search yet. */
function thisPassage(how: Extract<Relation, { by: Placed }>): Prisma.Sql {
  const within = 'within' in how ? how.within : null
  const { lower, upper } = within ? bounds(within) : everywhere
  const own = Prisma.sql`a."documentId", a."revisionId", a.layer, a.start, a."end", ${lower} AS lower, ${upper} AS upper`
  if (!within) return Prisma.sql`SELECT ${own}`
  return Prisma.sql`SELECT ${own} FROM "SearchText" t
    WHERE t."projectId" = a."projectId" AND t."documentId" = a."documentId" AND t."revisionId" = a."revisionId" AND t.version = ${readyVersion}`
}

function bounds({ most, unit }: Distance): { lower: Prisma.Sql; upper: Prisma.Sql } {
  const places = unit === 'sentences' ? Prisma.sql`t.sentences` : Prisma.sql`t.paragraphs`
  return {
    lower: Prisma.sql`COALESCE(${places}[GREATEST(1, width_bucket(a.start, ${places}) - ${most}::int)], 0)`,
    upper: Prisma.sql`COALESCE(${places}[width_bucket(a."end" - 1, ${places}) + ${most}::int + 1], 2147483647)`,
  }
}
