import { z } from 'zod'
import { binKinds } from '@/lib/domain/bin/bin'
import { id, pageQuery, person, time } from './primitives'

export const binItem = z
  .object({
    kind: z.enum(binKinds),
    id,
    name: z.string().meta({ description: 'The title or name; of an annotation its quote' }),
    documentId: id.nullable().meta({ description: 'Of an annotation: where it stands' }),
    documentTitle: z.string().nullable(),
    mergedInto: z.string().nullable().meta({ description: 'Of a tag: the name of the one it was merged into' }),
    binnedAt: time,
    binnedBy: person.nullable().meta({ description: 'Who put it there, where that is on record' }),
    purgeableFrom: time.meta({ description: 'From when on a lead may purge it' }),
  })
  .meta({ id: 'BinItem' })
export type BinItem = z.infer<typeof binItem>

export const binQuery = pageQuery.extend({ kind: z.enum(binKinds).optional() })
export type BinQuery = z.infer<typeof binQuery>
