import { z } from 'zod'
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
