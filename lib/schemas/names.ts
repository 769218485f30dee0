import { z } from 'zod'
import { colour, id, units } from './primitives'

export const namesQuery = z.object({
  q: z
    .string()
    .max(200)
    .default('')
    .meta({ description: 'Words that a name has, in any order; case and accents do not count' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(50)
    .default(8)
    .meta({ description: 'How many of each kind at most, the best first' }),
  units,
})

/** What is called like some words, by kind. */
export const names = z
  .object({
    documents: z.array(z.object({ id, name: z.string() })),
    tags: z.array(
      z.object({
        id,
        name: z.string(),
        path: z.array(z.string()).meta({ description: 'The names above it, from the top' }),
        colour,
      }),
    ),
    themes: z.array(z.object({ id, name: z.string() })),
    cases: z.array(z.object({ id, name: z.string() })),
    members: z.array(z.object({ id, name: z.string() })),
  })
  .meta({ id: 'Names' })
export type Names = z.infer<typeof names>
