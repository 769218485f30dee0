import { z } from 'zod'
import { isDay } from '@/lib/domain/retrieval/parse'
import {
  comparisons,
  distanceUnits,
  edgeRelations,
  mostOfQuery,
  orderedRelations,
  referringFields,
  sayingFields,
  states,
  type Query,
} from '@/lib/domain/retrieval/query'
import { expanded } from '@/lib/domain/retrieval/saved'
import { annotation, annotationQuery } from './annotation'
import { id, label, page, pageQuery, person, prose, time, version } from './primitives'

/** The longest text of a query. */
const text = prose(4000)

export const queryAsked = z.strictObject({
  query: text.meta({ description: 'The text of a query, such as tag:Water NOT OVERLAPS tag:Health' }),
  order: annotationQuery.shape.order,
  limit: z.int().min(1).max(500).default(50),
  cursor: z.string().max(2000).optional(),
  total: z.boolean().default(true).meta({ description: 'false leaves the total out' }),
  timeZone: annotationQuery.shape.timeZone,
})

export const queryAnswer = page(annotation).extend({
  query: z.string().meta({ description: 'The text as it was understood, with the names as you see them' }),
})

export const savedQuery = z
  .object({
    id,
    name: z.string(),
    query: z
      .string()
      .meta({ description: 'Its text, with the names as you see them; what you do not see, or is gone, is ?' }),
    createdBy: person,
    version,
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'SavedQuery' })
export type SavedQuery = z.infer<typeof savedQuery>

export const savedQueryPage = page(savedQuery)
export const savedQueryQuery = z.strictObject({ units: pageQuery.shape.units })

export const savedQueryCreate = z.strictObject({ id: id.optional(), name: label(100), query: text })
export type SavedQueryCreate = z.output<typeof savedQueryCreate>

export const savedQueryChange = z.strictObject({
  version: version.optional(),
  name: label(100).optional(),
  query: text.optional(),
})
export type SavedQueryChange = z.output<typeof savedQueryChange>

const comparison = z.enum(comparisons)
const within = z.strictObject({ most: z.int().min(0).max(999), unit: z.enum(distanceUnits) })
const how = z.union([
  z.strictObject({ by: z.enum([...edgeRelations, 'sameDocument']) }),
  z.strictObject({ by: z.literal('sameAttribute'), key: prose(400) }),
  z.strictObject({ by: z.literal('near'), within }),
  z.strictObject({ by: z.enum(orderedRelations), within: within.nullable() }),
])
const tree: z.ZodType<Query> = z.union([
  z.strictObject({ kind: z.enum(['and', 'or']), parts: z.lazy(() => z.array(tree).min(1).max(mostOfQuery.pieces)) }),
  z.strictObject({ kind: z.literal('not'), part: z.lazy(() => tree) }),
  z.strictObject({ kind: z.literal('related'), how, to: z.lazy(() => tree) }),
  z.strictObject({ kind: z.literal('refers'), field: z.literal('tag'), to: id, exact: z.literal(true) }),
  z.strictObject({ kind: z.literal('refers'), field: z.enum(referringFields), to: id }),
  z.strictObject({ kind: z.literal('says'), field: z.enum(sayingFields), words: prose(4000) }),
  z.strictObject({
    kind: z.literal('attribute'),
    key: prose(400),
    op: z.enum([...comparisons, 'holds']),
    value: prose(4000),
  }),
  z.strictObject({ kind: z.literal('made'), op: comparison, day: z.string().refine(isDay) }),
  z.strictObject({ kind: z.literal('certainty'), op: comparison, value: z.int().min(1).max(3) }),
  z.strictObject({ kind: z.literal('is'), what: z.enum(states) }),
])

/** Whether a value is a query as the parser makes them: for what comes from an archive. */
export const isQueryTree = (value: unknown): boolean =>
  // Before it is walked: what is nested too deep is longer than any query.
  JSON.stringify(value).length <= 40_000 && tree.safeParse(value).success && expanded(value as Query, new Map()).ok
