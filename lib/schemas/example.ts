import { z } from 'zod'
import { id, person, time, shownQuote } from './primitives'

const exampleKinds = ['example', 'counter'] as const
export type ExampleKind = (typeof exampleKinds)[number]

export const tagExample = z
  .object({
    tagId: id,
    kind: z.enum(exampleKinds).meta({ description: 'example: what the tag means. counter: what it does not' }),
    annotationId: id,
    documentId: id,
    documentTitle: z.string(),
    quote: shownQuote,
    page: z.int().nullable(),
    orphaned: z.boolean().meta({ description: 'A correction left nothing of the passage: these are its former words' }),
    author: person,
    createdAt: time.meta({ description: 'When it was named' }),
  })
  .meta({ id: 'TagExample', description: 'A passage that shows what a tag means, or what it does not' })
export type TagExample = z.infer<typeof tagExample>

export const exampleCreate = z.strictObject({ annotationId: id, kind: z.enum(exampleKinds).default('example') })
export type ExampleCreate = z.infer<typeof exampleCreate>
